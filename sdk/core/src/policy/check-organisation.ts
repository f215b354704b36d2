import type { ApprovalRule } from '../approval/schema.ts'
import { ROLES, type Role } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** The policy against the county's units and people: every unit exists and is in use, somebody can sign, blow, and do each step. */
export function checkOrganisation(policy: Policy, organisation: Organisation): Finding[] {
  return [...checkUnits(policy, organisation), ...checkClerks(policy, organisation), ...checkRoles(policy, organisation)]
}

function checkUnits(policy: Policy, { units }: Organisation): Finding[] {
  const active = new Map(units.map((unit) => [unit.id, unit.active]))
  return unitMentions(policy).flatMap(({ unit, at }) => {
    const known = active.get(unit)
    if (known === undefined) return [finding('policy.unit.missing', at, { unit })]
    return known ? [] : [finding('policy.unit.inactive', at, { unit, name: units.find((one) => one.id === unit)?.name ?? unit })]
  })
}

/** A place in a policy that names a unit. */
export type UnitMention = { unit: string; at: string }

/** Every place of a policy that names a unit by its id, conditions excepted; items out of use are no place. */
export function unitMentions({ responsibilities, flows, ledgers, gate }: Policy): UnitMention[] {
  const list = (units: readonly string[] | undefined, at: string): UnitMention[] =>
    (units ?? []).map((unit, index) => ({ unit, at: `${at}/${index}` }))
  return [
    ...responsibilities.items.flatMap((item, i): UnitMention[] => {
      const at = `/responsibilities/items/${i}`
      if (item.retired) return []
      const duties = Object.keys(item.duties?.cooperating ?? {}).map((unit) => ({ unit, at: `${at}/duties/cooperating/${unit}` }))
      return [
        { unit: item.lead, at: `${at}/lead` },
        ...list(item.cooperating, `${at}/cooperating`),
        ...list(item.consulted, `${at}/consulted`),
        ...duties,
      ]
    }),
    ...(ledgers ?? []).flatMap((ledger, i) => list(ledger.consultation?.units, `/ledgers/${i}/consultation/units`)),
    ...(gate?.authority === undefined ? [] : [{ unit: gate.authority, at: '/gate/authority' }]),
    ...(responsibilities.routes ?? []).flatMap((route, i) => [
      { unit: route.lead, at: `/responsibilities/routes/${i}/lead` },
      ...list(route.cooperating, `/responsibilities/routes/${i}/cooperating`),
    ]),
    ...flows.flatMap(({ approvals }, f) => ofApprovals(approvals, `/flows/${f}`)),
    ...(ledgers ?? []).flatMap(({ approvals }, i) => ofApprovals(approvals, `/ledgers/${i}`)),
    ...flows.flatMap((flow, f) =>
      (flow.panel?.seats ?? []).map((seat, i) => ({ unit: seat.unit, at: `/flows/${f}/panel/seats/${i}/unit` })),
    ),
  ]
}

/** Units that seats of approvals and those they are copied to name. */
function ofApprovals(approvals: readonly ApprovalRule[] | undefined, at: string): UnitMention[] {
  const named = (all: readonly { unit?: string }[] | undefined, where: string): UnitMention[] =>
    (all ?? []).flatMap(({ unit }, index) => (unit === undefined ? [] : [{ unit, at: `${where}/${index}/unit` }]))
  return (approvals ?? []).flatMap((rule, i) => [
    ...named(rule.seats, `${at}/approvals/${i}/seats`),
    ...named(rule.copies, `${at}/approvals/${i}/copies`),
  ])
}

/** A department on the list without anybody to sign never answers; a town without anybody to blow never whistles. */
function checkClerks(policy: Policy, { units, people }: Organisation): Finding[] {
  const mayAct = (unit: string, roles: ReadonlySet<string>) =>
    people.some((person) => person.unit === unit && person.roles.some((role) => roles.has(role)))
  const signing = new Set(
    policy.flows.flatMap((flow) => flow.assignment.steps.filter((step) => step.act === 'sign').flatMap((step) => step.by)),
  )
  const blowing = new Set(policy.flows.flatMap((flow) => flow.steps.filter((step) => step.act === 'submit').flatMap((step) => step.by)))
  const active = new Map(units.filter((unit) => unit.active).map((unit) => [unit.id, unit]))
  const seen = new Set<string>()
  const departments = unitMentions(policy).flatMap(({ unit, at }) => {
    const known = active.get(unit)
    if (!known || seen.has(unit) || !/\/(lead|cooperating\/\d+)$/.test(at)) return []
    seen.add(unit)
    return mayAct(unit, signing) ? [] : [finding('policy.unit.no-clerk', at, { unit, name: known.name, roles: [...signing] })]
  })
  const towns = [...active.values()]
    .filter((unit) => unit.type === 'town' && !mayAct(unit.id, blowing))
    .map((unit) => finding('policy.town.no-clerk', '/flows', { unit: unit.id, name: unit.name, roles: [...blowing] }))
  return [...departments, ...towns]
}

function checkRoles(policy: Policy, { people }: Organisation): Finding[] {
  const held = new Set(people.flatMap((person) => person.roles))
  const nobody = (by: readonly (Role | 'system')[]) => by.every((role) => role !== 'system' && !held.has(role))
  const report = (by: readonly (Role | 'system')[], at: string, name: string): Finding[] =>
    nobody(by)
      ? [finding('policy.role.nobody', at, { name, roles: by, roleNames: by.map((role) => (role === 'system' ? role : ROLES[role].name)) })]
      : []
  const inLedgers = (policy.ledgers ?? []).flatMap((ledger, l) => [
    ...report(ledger.open.by, `/ledgers/${l}/open/by`, ledger.name),
    ...ledger.steps.flatMap((step, i) => report(step.by, `/ledgers/${l}/steps/${i}/by`, step.name)),
  ])
  const inFlows = policy.flows.flatMap((flow, f) => [
    ...flow.steps.flatMap((step, i) => report(step.by, `/flows/${f}/steps/${i}/by`, step.name)),
    ...flow.assignment.steps.flatMap((step, i) => report(step.by, `/flows/${f}/assignment/steps/${i}/by`, step.name)),
    ...flow.requests.flatMap((rule, i) => [
      ...report(rule.decidedBy, `/flows/${f}/requests/${i}/decidedBy`, rule.name),
      ...(rule.tiers ?? []).flatMap((tier, t) => report(tier.decidedBy, `/flows/${f}/requests/${i}/tiers/${t}/decidedBy`, rule.name)),
      ...(rule.escalateTo ? report(rule.escalateTo, `/flows/${f}/requests/${i}/escalateTo`, rule.name) : []),
    ]),
    ...(flow.verification?.sources ?? []).flatMap((one, i) => report(one.by, `/flows/${f}/verification/sources/${i}/by`, one.name)),
    ...(flow.risk?.steps ?? []).flatMap((one, i) => report(one.by, `/flows/${f}/risk/steps/${i}/by`, one.name)),
  ])
  return [
    ...inFlows,
    ...inLedgers,
    ...(policy.supervision.orders ?? []).flatMap((rule, i) => [
      ...report(rule.by, `/supervision/orders/${i}/by`, rule.name),
      ...report(rule.replyBy, `/supervision/orders/${i}/replyBy`, rule.name),
    ]),
    ...(policy.supervision.handovers ?? []).flatMap((rule, i) => report(rule.notify, `/supervision/handovers/${i}/notify`, rule.name)),
  ]
}
