import type { Policy } from '../policy/schema.ts'
import { isInForce, successorOf } from '../responsibility/in-force.ts'
import type { ListItem } from '../responsibility/schema.ts'
import type { CivilDate } from '../shared/instant.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { PermissionGrant } from '../ledger/event.ts'
import type { Gate, TaskKind } from './schema.ts'

/** What a department wants to hand to towns: who, in which way, by which item of the list, to whom. */
export type TaskRequest = { kind: TaskKind; unit: string; towns: readonly string[]; item?: string }

/** A permission with its name. */
export type Permission = PermissionGrant & { readonly id: string }

/** Why a task may be handed down: no rule gates it, the list has it, the authority may, or a permission covers it. */
export type TaskGround =
  | { by: 'not-gated' }
  | { by: 'item'; item: string; name: string; list: ListItem['kind'] }
  | { by: 'authority'; unit: string }
  | { by: 'permission'; permission: string; title: string; to: CivilDate }

/**
 * Whether a department may hand this to towns (交办准入, S1-22③, S3-06, S4-10), by what ground; `day` is the county's civil day.
 * A permission in force is looked at first. Refusals: `task.assessment.not-authority`, `task.item.required`, `.unknown`, `.not-in-force`,
 * `.taken-back`, `.kind`, `.no-town-duty`, `.other-unit`; each says in `params.ask` where a permission is asked for, if anywhere.
 */
export function decideTask(
  policy: Pick<Policy, 'gate' | 'responsibilities' | 'ledgers'>,
  { permissions, task, day }: { permissions: readonly Permission[]; task: TaskRequest; day: CivilDate },
): Result<TaskGround> {
  const { gate } = policy
  if (!gate?.gated.includes(task.kind)) return ok({ by: 'not-gated' })
  const permission = permissions.find((one) => covers(one, task, day))
  if (permission) return ok({ by: 'permission', permission: permission.id, title: permission.title, to: permission.to })
  if (task.kind === 'assessment' && gate.authority !== undefined) {
    if (task.unit === gate.authority) return ok({ by: 'authority', unit: task.unit })
    return fail(gateRefusal(policy, gate, 'task.assessment.not-authority', { authority: gate.authority }))
  }
  return decideByItem(policy, gate, { task, day })
}

/** Whether a permission covers a task on a day: its unit, way, towns, dates and, where either names one, the item. */
export function covers(permission: PermissionGrant, task: TaskRequest, day: CivilDate): boolean {
  return (
    permission.unit === task.unit &&
    permission.kinds.includes(task.kind) &&
    permission.from <= day &&
    day <= permission.to &&
    (permission.item === undefined ? true : permission.item === task.item) &&
    (permission.towns.length === 0 || task.towns.every((town) => permission.towns.includes(town)))
  )
}

function decideByItem(
  policy: Pick<Policy, 'responsibilities' | 'ledgers'>,
  gate: Gate,
  { task, day }: { task: TaskRequest; day: CivilDate },
): Result<TaskGround> {
  const no = (code: string, params: Record<string, unknown> = {}) => fail(gateRefusal(policy, gate, code, params))
  if (task.item === undefined) return no('task.item.required')
  const item = policy.responsibilities.items.find((one) => one.id === task.item)
  if (!item) return no('task.item.unknown', { item: task.item })
  const about = { item: item.id, name: item.name, kind: item.kind }
  if (!isInForce(item, day)) {
    const next = successorOf(policy, item.id, day)
    return no('task.item.not-in-force', { ...about, from: item.effectiveFrom, to: item.effectiveTo, next: next?.id, nextName: next?.name })
  }
  if (item.kind === 'taken-back') return no('task.item.taken-back', about)
  if (!gate.permits.includes(item.kind)) return no('task.item.kind', about)
  if (gate.townDuty && !item.duties?.town?.trim()) return no('task.item.no-town-duty', about)
  const involved = gate.units === 'lead' ? [item.lead] : [item.lead, ...item.cooperating]
  if (gate.units !== 'any' && !involved.includes(task.unit)) return no('task.item.other-unit', { ...about, lead: item.lead })
  return ok({ by: 'item', item: item.id, name: item.name, list: item.kind })
}

function gateRefusal(policy: Pick<Policy, 'ledgers'>, gate: Gate, code: string, params: Record<string, unknown>): Refusal {
  const ledger = policy.ledgers?.find((one) => one.id === gate.ledger && !one.retired)
  const ask = ledger && { ask: ledger.name, ledger: ledger.id }
  return refuse(code, { ...params, ...ask }, { why: { gate: gate.title, clause: gate.clause } })
}
