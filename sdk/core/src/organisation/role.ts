import Type, { type Static } from 'typebox'

/**
 * The side of the table a role sits on. It decides which cases a person may see and which unit must match.
 * Who is `called` sits on no side: a seat of the panel or an independent screener sees a case only while it calls them.
 */
export type Side = 'town' | 'department' | 'platform' | 'county' | 'called' | 'system'

/**
 * Roles are fixed so that permissions can be proved; their names on screen are the county's words (`profile.vocabulary`).
 * Town and department roles act only for the person's own unit. `administers` roles change rules, people or read the audit log.
 */
export const ROLES = {
  'town-clerk': { side: 'town', name: '吹哨专员' },
  'town-principal': { side: 'town', name: '镇街主要负责人' },
  'meeting-secretary': { side: 'town', name: '镇街会议秘书' },
  'dept-clerk': { side: 'department', name: '部门签收员' },
  'dept-leader': { side: 'department', name: '部门主管领导' },
  responder: { side: 'department', name: '应哨队员' },
  duty: { side: 'platform', name: '平台值守员' },
  dispatcher: { side: 'platform', name: '平台派单员' },
  'platform-head': { side: 'platform', name: '平台负责人' },
  'callback-agent': { side: 'platform', name: '回访员' },
  supervisor: { side: 'county', name: '督查员' },
  'county-leader': { side: 'county', name: '县领导' },
  'county-office': { side: 'county', name: '县两办经办人' },
  'organisation-office': { side: 'county', name: '编办经办人' },
  'discipline-officer': { side: 'county', name: '纪检监察联络员' },
  'list-manager': { side: 'county', name: '清单管理员' },
  'policy-admin': { side: 'county', name: '县管理员' },
  'policy-reviewer': { side: 'county', name: '制度审核人' },
  'panel-member': { side: 'called', name: '定责小组成员' },
  screener: { side: 'called', name: '独立甄别员' },
  'system-admin': { side: 'system', name: '系统管理员' },
  'security-admin': { side: 'system', name: '安全管理员' },
  'audit-admin': { side: 'system', name: '审计管理员' },
  vendor: { side: 'system', name: '厂商' },
} as const satisfies Record<string, { side: Side; name: string }>

export type Role = keyof typeof ROLES
export const roleSchema = Type.Enum(Object.keys(ROLES) as Role[], { title: '角色', 'x-en': 'Role' })

/** Who acts: a signed-in person, or the system itself (timers, derived steps). */
export const actorSchema = Type.Object({
  person: Type.String(),
  name: Type.String(),
  unit: Type.String({ description: 'Unit id; empty for the system.' }),
  roles: Type.Array(roleSchema),
})
export type Actor = Static<typeof actorSchema> & {
  /** The towns of the cluster (片区) the person belongs to; absent for everybody else. Known while somebody acts, never kept with what they did. */
  readonly covers?: readonly string[]
}

/** The actor of timers and derived steps; shown as 系统 in every trace. */
export const SYSTEM: Actor = { person: 'system', name: '系统', unit: '', roles: [] }

/** An actor as events keep them. */
export function signatureOf({ person, name, unit, roles }: Actor): Actor {
  return { person, name, unit, roles }
}

/** Whether a unit is the actor's own or a town of their cluster (片区). */
export function coversUnit({ unit: own, covers }: Pick<Actor, 'unit' | 'covers'>, unit: string): boolean {
  return own === unit || covers?.includes(unit) === true
}

/** Whether a role may act for a unit: department roles only for their own, town roles besides for the towns of their cluster. */
export function mayActFor(role: Role, actor: Actor, unit: string): boolean {
  if (!actor.roles.includes(role)) return false
  const side = ROLES[role].side
  if (side === 'town') return coversUnit(actor, unit)
  return side === 'department' ? actor.unit === unit : true
}
