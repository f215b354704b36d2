import { CANONICAL_EVENTS, type EventName } from '../case/event-name.ts'
import type { Condition } from '../condition/schema.ts'
import type { ClockRule, Sla } from './schema.ts'

/** What an event does to a clock; several may hold at once and are applied in this order. */
export const STOP = 1
export const CANCEL = 2
export const START = 4
/** The event is noted by a running clock: a level change or an extension. */
export const NOTE = 8
/** The event ends its assignment, and with it every clock of it for good. */
export const END = 16

/** The place of an event's type in `RulePlan.does`; 0 for one that no clock knows. */
export function eventCode(type: string): number {
  return CODES.get(type) ?? 0
}
const CODES: ReadonlyMap<string, number> = new Map(CANONICAL_EVENTS.map((name, index) => [name, index + 1]))

/** A clock rule made ready: what each event does, its warning fractions as integers, and whether its conditions read more than the whistle itself. */
export type RulePlan = {
  readonly rule: ClockRule
  /** By `eventCode`. */
  readonly does: Uint8Array
  readonly warnAt: readonly (readonly [number, number])[]
  readonly readsProgress: boolean
}

/** Events that end every clock still running on a case. Each may still start one, e.g. an appeal window on `case.closed`. */
export const CASE_ENDS: readonly EventName[] = ['case.closed', 'case.recalled', 'case.merged', 'case.voided', 'case.rejected']

/** Events that end an assignment and every clock of it for good. */
export const ASSIGNMENT_ENDS: readonly EventName[] = ['assignment.returned', 'assignment.cancelled', 'assignment.waived']

/** The rules of a policy, made ready once per `sla` object. */
export function planClocks(sla: Sla): readonly RulePlan[] {
  const known = plans.get(sla)
  if (known) return known
  const made = sla.clocks.map(planRule)
  plans.set(sla, made)
  return made
}
const plans = new WeakMap<Sla, readonly RulePlan[]>()

/** Reads an exact fraction such as `4/5` as numerator and denominator. */
export function readFraction(text: string): readonly [number, number] {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return [Number(numerator), Number(denominator)]
}

/** Makes one rule ready. */
export function planRule(rule: ClockRule): RulePlan {
  const does = new Uint8Array(CANONICAL_EVENTS.length + 1)
  const mark = (names: readonly EventName[], bit: number) => {
    for (const code of names.map(eventCode)) does[code] = (does[code] ?? 0) | bit
  }
  mark(['case.levelChanged', 'assignment.extended'], NOTE)
  mark(CASE_ENDS, CANCEL)
  if (rule.per === 'assignment') mark(ASSIGNMENT_ENDS, CANCEL | END)
  mark(rule.cancel ?? [], CANCEL)
  mark(rule.stop, STOP)
  mark(rule.start, START)
  const conditions = [rule.when, ...rule.goals.map((goal) => goal.when)].filter((one) => one !== undefined)
  return { rule, does, warnAt: rule.warnAt.map(readFraction), readsProgress: conditions.some((one) => !readsOnly(one, OF_THE_WHISTLE)) }
}

/** Facts that the whistle fixes, unless it is supplemented or its level changes. */
const OF_THE_WHISTLE = /^(form\..+|case\.(category|level|item|situation|source|town|emergency)|assignment\.(unit|role))$/

function readsOnly(condition: Condition, paths: RegExp): boolean {
  if ('all' in condition) return condition.all.every((one) => readsOnly(one, paths))
  if ('any' in condition) return condition.any.every((one) => readsOnly(one, paths))
  if ('not' in condition) return readsOnly(condition.not, paths)
  if ('exists' in condition) return paths.test(condition.exists)
  return Object.values(condition).every((compared) => Array.isArray(compared) && paths.test(String(compared[0])))
}
