import { ROLES, type Role } from '@shaotai/core'
import type { Language } from './i18n.ts'

const ENGLISH: Record<Role, string> = {
  'town-clerk': 'Township whistle clerk',
  'town-principal': 'Township principal',
  'dept-clerk': 'Department clerk',
  'dept-leader': 'Department leader',
  responder: 'Responder',
  duty: 'Duty officer',
  dispatcher: 'Dispatcher',
  'platform-head': 'Head of centre',
  'callback-agent': 'Call-back agent',
  supervisor: 'Supervisor',
  'county-leader': 'County leader',
  'list-manager': 'List manager',
  'policy-admin': 'County administrator',
  'policy-reviewer': 'Policy reviewer',
  'system-admin': 'System administrator',
  'security-admin': 'Security administrator',
  'audit-admin': 'Audit administrator',
  vendor: 'Vendor',
}

/** The name of a role on screen. */
export function roleName(role: Role, language: Language): string {
  return language === 'en' ? ENGLISH[role] : ROLES[role].name
}
