import { ROLES, type Role } from '@shaotai/core'
import type { Language } from './i18n.ts'

const ENGLISH: Record<Role, string> = {
  'town-clerk': 'Township whistle clerk',
  'town-principal': 'Township principal',
  'meeting-secretary': 'Township meeting secretary',
  'dept-clerk': 'Department clerk',
  'dept-leader': 'Department leader',
  responder: 'Responder',
  duty: 'Duty officer',
  dispatcher: 'Dispatcher',
  'platform-head': 'Head of centre',
  'callback-agent': 'Call-back agent',
  supervisor: 'Supervisor',
  'county-leader': 'County leader',
  'county-office': 'County office',
  'organisation-office': 'Organisation office',
  'discipline-officer': 'Discipline officer',
  'list-manager': 'List manager',
  'policy-admin': 'County administrator',
  'policy-reviewer': 'Policy reviewer',
  'panel-member': 'Panel member',
  screener: 'Independent screener',
  'system-admin': 'System administrator',
  'security-admin': 'Security administrator',
  'audit-admin': 'Audit administrator',
  vendor: 'Vendor',
}

/** The name of a role on screen. */
export function roleName(role: Role, language: Language): string {
  return language === 'en' ? ENGLISH[role] : ROLES[role].name
}
