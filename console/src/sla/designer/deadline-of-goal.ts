import { computeDeadline, type Clock, type ClockRule, type Goal, type Policy } from '@shaotai/core'

/** The clock that would run if this goal of a rule began at a moment: for trying out a rule before it is in force. Undefined without its calendar. */
export function deadlineOfGoal(policy: Policy, rule: ClockRule, goal: Goal, start: number): Clock | undefined {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!calendar) return undefined
  const warnAt = rule.warnAt.map((share): [number, number] => {
    const [part = '0', whole = '1'] = share.split('/')
    return [Number(part), Number(whole)]
  })
  const { dueAt, startsAt, provisional, segments, warnAt: warnings, unreachable } = computeDeadline({ calendar, goal, start, warnAt })
  return {
    key: `${rule.id}/try/1`,
    clock: rule.id,
    name: rule.name,
    per: rule.per,
    owner: rule.owner,
    cycle: 1,
    status: 'running',
    basis: goal.basis,
    ...(goal.countRule && { countRule: goal.countRule }),
    goal: { amount: goal.amount, unit: goal.unit, index: rule.goals.indexOf(goal), ...(goal.clause && { clause: goal.clause }) },
    startedAt: start,
    startsAt,
    dueAt,
    breached: false,
    extendedBy: 0,
    warnAt: warnings,
    provisional,
    ...(unreachable && { unreachable }),
    calendar: calendar.id,
    segments,
  }
}
