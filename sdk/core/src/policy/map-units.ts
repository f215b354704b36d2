import type { ApprovalRule } from '../approval/schema.ts'
import { conditionVocabulary } from '../condition/vocabulary.ts'
import { ledgerVocabulary } from '../ledger/vocabulary.ts'
import { listed, mapItemUnits, mapRouteUnits } from '../responsibility/item-units.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import { unitMentions } from './check-organisation.ts'
import type { Policy } from './schema.ts'

/** Which unit of our county another county's unit is, by its id; `null`: none of ours. */
export type UnitMapping = Readonly<Record<string, string | null>>

/** Every unit a policy names, conditions included, with how often. Examples are stories with units of their own and are left out. */
export function namedUnits(policy: Policy): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (unit: string) => counts.set(unit, (counts.get(unit) ?? 0) + 1)
  for (const { unit } of unitMentions(policy)) count(unit)
  mapConditions(policy, (unit) => {
    count(unit)
    return unit
  })
  return counts
}

/**
 * A policy of another county with our units in the place of theirs, in its examples too. A unit that is none of ours leaves every list;
 * where one is demanded (主体责任部门) a code stays that no unit of ours has (`ours`), so that the check says what is to be filled in.
 */
export function mapUnits(policy: Policy, mapping: UnitMapping, ours: ReadonlySet<string>): Policy {
  const own = (unit: string): string | null => (Object.hasOwn(mapping, unit) ? (mapping[unit] ?? null) : unit)
  const demanded = (unit: string) => own(unit) ?? (ours.has(unit) ? `${unit.slice(0, 55)}.unknown` : unit)
  const optional = (unit: string | undefined) => (unit === undefined ? undefined : (own(unit) ?? undefined))
  const mapped = mapConditions(policy, demanded)
  const { responsibilities, flows, ledgers, gate } = mapped
  const items = responsibilities.items.map((item) => mapItemUnits(item, own, demanded(item.lead)))
  const routes = responsibilities.routes?.map((route) => mapRouteUnits(route, own, demanded(route.lead)))
  const mapApproval = (rule: ApprovalRule): ApprovalRule => ({
    ...rule,
    ...(rule.seats && { seats: rule.seats.map((seat) => withUnit(seat, optional(seat.unit))) }),
    ...(rule.copies && { copies: rule.copies.map((copy) => withUnit(copy, optional(copy.unit))) }),
  })
  return {
    ...mapped,
    responsibilities: { ...responsibilities, items, ...(routes && { routes }) },
    flows: flows.map((flow) => ({
      ...flow,
      ...(flow.panel && { panel: { ...flow.panel, seats: flow.panel.seats.map((seat) => ({ ...seat, unit: demanded(seat.unit) })) } }),
      ...(flow.approvals && { approvals: flow.approvals.map(mapApproval) }),
    })),
    ...(ledgers && {
      ledgers: ledgers.map((ledger) => ({
        ...ledger,
        ...(ledger.consultation?.units && { consultation: { ...ledger.consultation, units: listed(ledger.consultation.units, own) } }),
        ...(ledger.approvals && { approvals: ledger.approvals.map(mapApproval) }),
      })),
    }),
    ...(gate && { gate: withAuthority(gate, optional(gate.authority)) }),
    examples: policy.examples.map((example) => ({ ...example, steps: example.steps.map((step) => inStory(step, demanded)) })),
  }
}

function withUnit<T extends { unit?: string }>(seat: T, unit: string | undefined): T {
  const { unit: _, ...rest } = seat
  return (unit === undefined ? rest : { ...rest, unit }) as T
}

function withAuthority<T extends { authority?: string }>(gate: T, authority: string | undefined): T {
  const { authority: _, ...rest } = gate
  return (authority === undefined ? rest : { ...rest, authority }) as T
}

/** Every unit a condition compares with, anywhere but in examples. */
function mapConditions(policy: Policy, change: (unit: string) => string): Policy {
  const vocabularies = [
    ...conditionVocabulary(policy, 'notice'),
    ...FACT_VOCABULARY(policy),
    ...(policy.ledgers ?? []).flatMap((ledger) => ledgerVocabulary(policy, ledger)),
  ]
  const facts = new Set(vocabularies.flatMap((term) => (term.of === undefined ? [] : [term.path])))
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, compared(key, part) ?? walk(part)]))
  }
  const compared = (key: string, part: unknown): unknown[] | undefined => {
    if (!COMPARES.has(key) || !Array.isArray(part) || part.length !== 2 || !facts.has(String(part[0]))) return undefined
    const [path, value] = part as [string, unknown]
    const one = (item: unknown) => (typeof item === 'string' ? change(item) : item)
    return [path, Array.isArray(value) ? [...new Set(value.map(one))] : one(value)]
  }
  // Only strings inside conditions change, so the shape is that of the policy.
  return { ...(walk({ ...policy, examples: [] }) as Policy), examples: policy.examples }
}
const COMPARES = new Set(['eq', 'ne', 'in', 'has'])

/** A step of a story: whole values, keys, and what stands behind the @ of `role@unit` and `clock@unit`. */
function inStory<T>(value: T, change: (unit: string) => string): T {
  const rename = (text: string) => {
    const [, before = '', unit = text, after = ''] = /^([^@]*@)?([A-Za-z][A-Za-z0-9_.-]*)(#.*)?$/.exec(text) ?? []
    return `${before}${change(unit)}${after}`
  }
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return rename(part)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [rename(key), NO_UNIT.has(key) ? item : walk(item)]))
  }
  return walk(value) as T
}
const NO_UNIT = new Set(['category', 'item', 'situation', 'source', 'level', 'case', 'entry', 'command', 'at'])
