import { pointTo } from '../shared/json-pointer.ts'
import { sameJson } from '../shared/same-json.ts'
import { isCondition, isGoal } from './diff.ts'
import type { Policy } from './schema.ts'

/** Where two people changed the same thing: its place in each of their versions. */
export type MergeConflict = { readonly mine: string; readonly theirs: string }
export type MergeChoice = 'mine' | 'theirs'
/** Two changes of one policy brought together. With conflicts nobody decided, `value` holds mine in their places. */
export type Merged = { readonly value: Record<string, unknown>; readonly conflicts: readonly MergeConflict[] }

type Sides = { base: unknown; mine: unknown; theirs: unknown }
type Places = { mine: string; theirs: string }
type Run = { choices: Readonly<Record<string, MergeChoice>>; conflicts: MergeConflict[] }

/**
 * Brings what two people made of one policy together (三方合并). What only one of them touched is taken from that one; entries with an id are
 * matched by it. Where both changed the same thing, `choices` decides by its place in mine; without a choice it is a conflict.
 */
export function mergePolicies(base: Policy, mine: Policy, theirs: Policy, choices: Readonly<Record<string, MergeChoice>> = {}): Merged {
  const run: Run = { choices, conflicts: [] }
  const value = merge({ base, mine, theirs }, { mine: '', theirs: '' }, run)
  return { value: value as Record<string, unknown>, conflicts: run.conflicts }
}

function merge({ base, mine, theirs }: Sides, at: Places, run: Run): unknown {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine
  if (sameJson(base, mine)) return theirs
  if (isOpen(base) && isOpen(mine) && isOpen(theirs)) return mergeObjects({ base, mine, theirs }, at, run)
  const lists = [base, mine, theirs].map(keyed)
  if (lists.every((list) => list !== undefined)) return mergeLists(lists as [Keyed, Keyed, Keyed], at, run)
  const choice = run.choices[at.mine]
  if (choice === undefined) run.conflicts.push(at)
  return choice === 'theirs' ? theirs : mine
}

type Open = Readonly<Record<string, unknown>>

function mergeObjects({ base, mine, theirs }: { base: Open; mine: Open; theirs: Open }, at: Places, run: Run): unknown {
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const places = { mine: pointTo(at.mine, key), theirs: pointTo(at.theirs, key) }
    const value = merge({ base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) }, places, run)
    // A key from elsewhere must not become a prototype.
    if (value !== undefined) Object.defineProperty(merged, key, { value, enumerable: true, writable: true, configurable: true })
  }
  return merged
}

type Keyed = ReadonlyMap<string, { entry: unknown; index: number }>

/** In my order; what only they have comes after the entry it stood behind with them. */
function mergeLists([base, mine, theirs]: [Keyed, Keyed, Keyed], at: Places, run: Run): unknown[] {
  const order = [...mine.keys()]
  let last: string | undefined
  for (const key of theirs.keys()) {
    if (!mine.has(key)) order.splice(last === undefined ? 0 : order.indexOf(last) + 1, 0, key)
    last = key
  }
  return order.flatMap((key) => {
    const [old, own, other] = [base.get(key), mine.get(key), theirs.get(key)]
    const places = { mine: pointTo(at.mine, own?.index ?? key), theirs: pointTo(at.theirs, other?.index ?? key) }
    const value = merge({ base: old?.entry, mine: own?.entry, theirs: other?.entry }, places, run)
    return value === undefined ? [] : [value]
  })
}

/** Entries by id, if every one has its own. */
function keyed(value: unknown): Keyed | undefined {
  if (!Array.isArray(value)) return undefined
  const map = new Map<string, { entry: unknown; index: number }>()
  for (const [index, entry] of value.entries()) {
    const id = isOpen(entry) ? entry.id : undefined
    if (typeof id !== 'string' || map.has(id)) return undefined
    map.set(id, { entry, index })
  }
  return map
}

/** An object whose parts may be changed by different people: neither a condition nor a limit, which are one thing. */
function isOpen(value: unknown): value is Open {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isCondition(value) && !isGoal(value)
}

function own(value: Open, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
