import type { Policy } from '../policy/schema.ts'
import type { ClockRule } from '../sla/schema.ts'

/** What decides due times. */
export type Limits = Pick<Policy, 'sla' | 'calendars'>

/** Rules of either that are not the same in both, in the draft's order and then those it drops. */
export function changedRules(inForce: Limits, draft: Limits): string[] {
  const ids = new Set([...draft.sla.clocks, ...inForce.sla.clocks].map((rule) => rule.id))
  const isSameFrame = isSame(frame(inForce), frame(draft))
  return [...ids].filter((id) => !isSameFrame || !isSame(ruleOf(inForce, id), ruleOf(draft, id)))
}

export function ruleOf({ sla }: Limits, id: string): ClockRule | undefined {
  return sla.clocks.find((one) => one.id === id)
}

/** A rule without its goals and what it says to people: what decides when its clocks start and stop. */
export function withoutGoals({ goals: _goals, warnAt: _warnAt, name: _name, note: _note, notify: _notify, ...rest }: ClockRule) {
  return rest
}

/** What all rules share: the calendar they count on. */
export function frame({ sla, calendars }: Limits) {
  return { ...sla, clocks: [], calendars: calendars.find((one) => one.id === sla.calendar) }
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
