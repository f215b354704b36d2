import type { AccessControlProvider } from '@refinedev/core'
import { ROLES, type Role } from '@shaotai/core'
import { loadSession } from './session.ts'

const side = (...sides: string[]) => (Object.keys(ROLES) as Role[]).filter((role) => sides.includes(ROLES[role].side))

/** Roles by what they do, for menus and pages. The server decides; this only spares people pages they cannot use. */
export const WHO = {
  town: side('town'),
  department: side('department'),
  platform: side('platform'),
  county: side('county'),
  called: side('called'),
  clerks: side('town', 'department', 'platform'),
  /** New whistles and overdue ones come to their desk, so that they may keep a watch with sound. */
  desk: side('platform', 'department'),
  rules: ['policy-admin', 'policy-reviewer', 'list-manager'],
  system: ['system-admin', 'vendor'],
  security: ['security-admin'],
  audit: ['audit-admin'],
} as const satisfies Record<string, readonly Role[]>

const allowed: Record<string, Record<string, readonly Role[]>> = {
  cases: { create: [...WHO.town, 'duty', 'dispatcher'] },
  policy: { edit: ['policy-admin', 'list-manager'], publish: ['policy-reviewer'], show: [...WHO.rules, ...WHO.county, ...WHO.platform] },
}

/** Whether the signed-in person may do `action` on `resource`; what the table does not name is left to the server. */
export const accessControlProvider: AccessControlProvider = {
  async can({ resource, action }) {
    const roles = allowed[resource ?? '']?.[action]
    if (!roles) return { can: true }
    const session = await loadSession()
    return { can: roles.some((role) => session?.roles.includes(role)) }
  },
  options: { buttons: { enableAccessControl: true, hideIfUnauthorized: true } },
}
