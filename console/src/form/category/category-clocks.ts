import type { ClockRule, Condition, Policy } from '@shaotai/core'

/** One clock as it concerns a category. `at` points into the document of time limits. */
export type CategoryClock = { readonly at: string; readonly clock: ClockRule; readonly when: Condition | undefined }

/** The clocks that can run for cases of a category: all but those whose own condition is certainly about others. */
export function clocksOfCategory(policy: Policy, category: { id: string; emergency: boolean }): CategoryClock[] {
  const known: Record<string, unknown> = { 'case.category': category.id, 'case.emergency': category.emergency }
  return policy.sla.clocks.flatMap((clock, index) =>
    clock.when !== undefined && certainly(clock.when, known) === false ? [] : [{ at: `/clocks/${index}`, clock, when: clock.when }],
  )
}

/** The goals of a clock that a case of the category may get, the first that certainly holds last. */
export function goalsOfCategory({ clock }: CategoryClock, category: { id: string; emergency: boolean }): ClockRule['goals'] {
  const known: Record<string, unknown> = { 'case.category': category.id, 'case.emergency': category.emergency }
  const possible = clock.goals.filter((goal) => goal.when === undefined || certainly(goal.when, known) !== false)
  const sure = possible.findIndex((goal) => goal.when === undefined || certainly(goal.when, known) === true)
  return sure < 0 ? possible : possible.slice(0, sure + 1)
}

/** What a condition says when only some facts are known; `undefined` when it depends on others. */
function certainly(condition: Condition, known: Readonly<Record<string, unknown>>): boolean | undefined {
  if ('all' in condition) {
    const parts = condition.all.map((part) => certainly(part, known))
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => certainly(part, known))
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false
  }
  if ('not' in condition) {
    const inner = certainly(condition.not, known)
    return inner === undefined ? undefined : !inner
  }
  if ('exists' in condition) return condition.exists in known ? true : undefined
  const fact = (path: string) => (Object.hasOwn(known, path) ? { value: known[path] } : undefined)
  if ('eq' in condition) return compare(fact(condition.eq[0]), (value) => value === condition.eq[1])
  if ('ne' in condition) return compare(fact(condition.ne[0]), (value) => value !== condition.ne[1])
  if ('in' in condition) return compare(fact(condition.in[0]), (value) => (condition.in[1] as unknown[]).includes(value))
  return undefined
}

function compare(fact: { value: unknown } | undefined, test: (value: unknown) => boolean): boolean | undefined {
  return fact && test(fact.value)
}
