import { fieldsOf } from '../form/fields.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { sameJson } from '../shared/same-json.ts'
import { canonicalJson } from './hash.ts'
import type { Policy } from './schema.ts'
import { fieldTitle, objectName } from './sentence-object.ts'

/** One change between two versions of a policy, as data. `at` points into the newer version, for what was removed into the older. */
export type Change = {
  kind: 'added' | 'removed' | 'changed'
  at: string
  /** What it belongs to, in words: 时限「到场」. */
  object: string
  /** The title of the field; absent when a whole named thing came or went. */
  field?: string
  before?: unknown
  after?: unknown
}

/**
 * What changed between two policies. Entries with an id are matched by it, not by their place; a changed order is one change of its own.
 * A condition, a goal (限时) and a list of plain values change as one.
 */
export function diffPolicy(before: Policy, after: Policy): Change[] {
  const changes: Change[] = []
  compare({ before, after, beforeAt: '', afterAt: '' }, { before, after, changes })
  return changes
}

/** A whole document of the policy. */
const PART = /^\/[a-z]+$/
/** The order of a form's fields. */
const FIELD_ORDER = /^\/forms\/(\d+)\/order$/

type Pair = { before: unknown; after: unknown; beforeAt: string; afterAt: string }
type Run = { before: Policy; after: Policy; changes: Change[] }

function compare(pair: Pair, run: Run): void {
  const { before, after, beforeAt, afterAt } = pair
  if (sameJson(before, after)) return
  // A part the county did not have yet, or has no more, is a list that was or is empty.
  if (PART.test(afterAt) && [before, after].some(Array.isArray) && [before, after].includes(undefined)) {
    compareLists({ ...pair, before: (before ?? []) as unknown[], after: (after ?? []) as unknown[] }, run)
    return
  }
  if (isGoal(before) && isGoal(after)) compareGoals(pair, run)
  else if (Array.isArray(before) && Array.isArray(after)) compareLists({ ...pair, before, after }, run)
  else if (isObject(before) && isObject(after) && !isCondition(before) && !isCondition(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    for (const key of keys)
      compare({ before: own(before, key), after: own(after, key), beforeAt: pointTo(beforeAt, key), afterAt: pointTo(afterAt, key) }, run)
  } else report(pair, run)
}

function compareLists(pair: Pair & { before: unknown[]; after: unknown[] }, run: Run): void {
  const { before, after, beforeAt, afterAt } = pair
  if (![...before, ...after].every(isObject)) {
    report(pair, run)
    return
  }
  const [old, fresh] = [keyed(before), keyed(after)]
  for (const [key, { entry, index }] of old)
    if (!fresh.has(key))
      report({ before: entry, after: undefined, beforeAt: pointTo(beforeAt, index), afterAt: pointTo(afterAt, index) }, run)
  for (const [key, { entry, index }] of fresh) {
    const known = old.get(key)
    compare(
      { before: known?.entry, after: entry, beforeAt: pointTo(beforeAt, known?.index ?? index), afterAt: pointTo(afterAt, index) },
      run,
    )
  }
  if (![...before, ...after].every((entry) => idOf(entry) !== undefined)) return
  const kept = [...old.keys()].filter((key) => fresh.has(key))
  const now = [...fresh.keys()].filter((key) => old.has(key))
  if (kept.join('\n') === now.join('\n')) return
  const names = (keys: readonly string[], entries: Keyed) => keys.map((key) => nameOf(entries.get(key)?.entry) ?? key)
  run.changes.push({
    kind: 'changed',
    at: afterAt,
    object: objectName(run.after, afterAt),
    field: `${fieldTitle(afterAt)}的顺序`,
    before: names(kept, old),
    after: names(now, fresh),
  })
}

type Keyed = Map<string, { entry: unknown; index: number }>

/** Entries by id, goals by their condition, others by their whole content; a number tells equal ones apart. */
function keyed(entries: readonly unknown[]): Keyed {
  const map: Keyed = new Map()
  const times = new Map<string, number>()
  for (const [index, entry] of entries.entries()) {
    const key = idOf(entry) ?? (isGoal(entry) ? `when ${canonicalJson(own(entry, 'when') ?? null)}` : canonicalJson(entry))
    let [unique, again] = [key, times.get(key) ?? 1]
    while (map.has(unique)) unique = `${key} ${++again}`
    times.set(key, again)
    map.set(unique, { entry, index })
  }
  return map
}

/** A goal's length is said as one: 3 小时 → 2 小时; its other fields on their own. */
function compareGoals({ before, after, beforeAt, afterAt }: Pair, run: Run): void {
  const [old, fresh] = [before as Goalish, after as Goalish]
  const length = ({ amount, unit, basis, countRule }: Goalish) => ({ amount, unit, basis, ...(countRule !== undefined && { countRule }) })
  if (!sameJson(length(old), length(fresh))) {
    const goals = Number(afterAt.slice(afterAt.lastIndexOf('/') + 1)) + 1
    const field = goals > 1 ? `第 ${goals} 档限时` : '限时'
    run.changes.push({
      kind: 'changed',
      at: afterAt,
      object: objectName(run.after, afterAt),
      field,
      before: length(old),
      after: length(fresh),
    })
  }
  for (const key of ['when', 'clause'])
    compare({ before: own(old, key), after: own(fresh, key), beforeAt: pointTo(beforeAt, key), afterAt: pointTo(afterAt, key) }, run)
}

function report({ before, after, beforeAt, afterAt }: Pair, run: Run): void {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const [policy, at] = kind === 'removed' ? [run.before, beforeAt] : [run.after, afterAt]
  const whole = kind !== 'changed' && nameOf(kind === 'added' ? after : before) !== undefined
  run.changes.push({
    kind,
    at,
    object: objectName(policy, at),
    ...(!whole && { field: fieldTitle(at) }),
    ...(before !== undefined && { before: fieldNames(run.before, beforeAt, before) }),
    ...(after !== undefined && { after: fieldNames(run.after, afterAt, after) }),
  })
}

/** The order of fields by their titles; anything else as it is. */
function fieldNames({ forms }: Policy, at: string, value: unknown): unknown {
  const form = forms[Number(FIELD_ORDER.exec(at)?.[1] ?? Number.NaN)]
  if (!form || !Array.isArray(value)) return value
  const fields = fieldsOf(form.schema, form.schema)
  return value.map((id: unknown) => nameOf(fields.get(String(id))) ?? id)
}

type Goalish = { amount: number; unit: string; basis: string; countRule?: string }

/** Whether a value is a goal of a clock. */
export function isGoal(value: unknown): value is Goalish {
  return isObject(value) && typeof value.amount === 'number' && typeof value.unit === 'string' && typeof value.basis === 'string'
}

const OPERATORS = new Set(['all', 'any', 'not', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'has', 'exists'])

/** Whether a value is a condition: an object of one operator. */
export function isCondition(value: unknown): boolean {
  const keys = isObject(value) ? Object.keys(value) : []
  return keys.length === 1 && OPERATORS.has(keys[0] ?? '')
}

/** What tells an entry of a list from the others, whatever its place. */
export function idOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  // A request of a flow has no id: there is one rule per kind; nor has a side of a verification, or an act about a high risk.
  const id = value.id ?? ('decidedBy' in value ? value.kind : undefined) ?? ('by' in value ? (value.source ?? value.act) : undefined)
  return typeof id === 'string' ? id : undefined
}

function nameOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const name = value.name ?? value.title ?? value.id
  return typeof name === 'string' ? name : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}
