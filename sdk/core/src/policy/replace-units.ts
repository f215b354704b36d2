import type { ApprovalRule, Seat } from '../approval/schema.ts'
import { listed, renamer } from '../responsibility/item-units.ts'
import { mergeUnits, type Merger } from '../responsibility/merge-units.ts'
import { ok, type Result } from '../shared/result.ts'
import { adoptOutcomes, type FailingExample } from './adopt-outcomes.ts'
import { runExample } from './example.ts'
import { mapUnits } from './map-units.ts'
import { POLICY_KINDS, type Policy, type PolicyKind } from './schema.ts'

/** A policy after units became one. `examples`: titles of those that held before and need a person now. */
export type Replaced = { readonly policy: Policy; readonly examples: readonly string[] }

/**
 * Merges units through a whole policy (机构改革): the list and its routes, conditions, seats of approvals and whom they are copied to, panels,
 * ledgers, the gate, scoring, supervision, and the examples, which then expect what the policy gives where only names of units moved. A unit that
 * would sit twice sits once, and a quorum never asks for more seats than there are. Refusals: those of `mergeUnits`.
 */
export function replaceUnits(policy: Policy, merger: Merger): Result<Replaced> {
  const gone = merger.from.filter((unit) => unit !== merger.to)
  const list = mergeUnits(policy.responsibilities, merger)
  if (!list.ok) return list
  // Items are merged by the list's own rule, which knows days; everything else is renamed where it stands.
  const renamed = mapUnits(
    { ...policy, responsibilities: { ...list.value, items: [] } },
    Object.fromEntries(gone.map((unit) => [unit, merger.to])),
    new Set(),
  )
  const rename = renamer(new Set(gone), merger.to)
  const merged: Policy = {
    ...renamed,
    responsibilities: { ...renamed.responsibilities, items: list.value.items },
    flows: renamed.flows.map((flow) => ({
      ...flow,
      ...(flow.panel && { panel: seatedOnce(flow.panel, merger.to) }),
      ...(flow.approvals && { approvals: flow.approvals.map((rule) => approvedOnce(rule, merger.to)) }),
    })),
    ...(renamed.ledgers && {
      ledgers: renamed.ledgers.map((ledger) => ({
        ...ledger,
        ...(ledger.approvals && { approvals: ledger.approvals.map((rule) => approvedOnce(rule, merger.to)) }),
      })),
    }),
    examples: renamed.examples.map((example) => ({ ...example, steps: example.steps.map((step) => withoutDoubles(step, rename)) })),
  }
  return ok(withExamples(policy, merged))
}

/** The kinds of document in which two policies differ. */
export function changedKinds(before: Policy, after: Policy): PolicyKind[] {
  return POLICY_KINDS.filter((kind) => JSON.stringify(before[kind]) !== JSON.stringify(after[kind]))
}

type Panel = NonNullable<Policy['flows'][number]['panel']>

/** A unit has one seat on a panel; it is in the chair if any of its seats was. */
function seatedOnce(panel: Panel, unit: string): Panel {
  const own = panel.seats.filter((seat) => seat.unit === unit)
  const [first] = own
  if (!first || own.length < 2) return panel
  const seat = { ...first, ...(own.some((one) => one.chair) && { chair: true }) }
  const seats = panel.seats.flatMap((one) => (one === first ? [seat] : one.unit === unit ? [] : [one]))
  return { ...panel, seats, quorum: Math.min(panel.quorum, seats.length) }
}

/** One seat for each role of the unit, and one copy. */
function approvedOnce(rule: ApprovalRule, unit: string): ApprovalRule {
  const seats = rule.seats && uniqueBy(rule.seats, (seat) => (seat.unit === unit ? `${seat.role} ${unit}` : seat.id))
  const copies = rule.copies && uniqueBy(rule.copies, (copy) => [copy.role, copy.of, copy.unit, copy.when].join(' '))
  return {
    ...rule,
    ...(seats && { seats }),
    ...(copies && { copies }),
    ...(rule.quorum !== undefined && seats && { quorum: Math.min(rule.quorum, seats.length) }),
  }
}

function uniqueBy<T extends Pick<Seat, 'role'>>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
}

/** Units stand once in every list of a story, and a lead does not cooperate with itself. */
function withoutDoubles<T>(value: T, rename: (unit: string) => string): T {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) {
      const names = part.every((one): one is string => typeof one === 'string')
      return names ? listed(part, rename) : part.map(walk)
    }
    if (typeof part !== 'object' || part === null) return part
    const walked = Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one)]))
    const { lead, cooperating } = walked
    return typeof lead === 'string' && Array.isArray(cooperating)
      ? { ...walked, cooperating: cooperating.filter((unit) => unit !== lead) }
      : walked
  }
  return walk(value) as T
}

/** Examples that held before expect what the merged policy gives; what is no mere outcome is left to a person and named. */
function withExamples(before: Policy, merged: Policy): Replaced {
  const failed = new Set(failing(before, before.examples).map(({ id }) => id))
  const found = failing(
    merged,
    merged.examples.filter(({ id }) => !failed.has(id)),
  )
  const touched = new Set(found.map(({ id }) => id))
  const examples = adoptOutcomes(merged.examples, found, [...touched])
  const policy = { ...merged, examples }
  const left = failing(
    policy,
    examples.filter(({ id }) => touched.has(id)),
  )
  return { policy, examples: left.flatMap(({ id }) => examples.find((one) => one.id === id)?.title ?? []) }
}

function failing(policy: Policy, examples: Policy['examples']): FailingExample[] {
  return examples.flatMap((example) => {
    const problems = runExample(policy, example)
    return problems.length > 0 ? [{ id: example.id, problems }] : []
  })
}
