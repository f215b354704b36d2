import type { EventName } from '../case/event-name.ts'
import { compareFractions, ONE, parseFraction, ZERO } from '../shared/fraction.ts'
import type { ClockRule } from '../sla/schema.ts'
import { possibleEvents } from './check-events.ts'
import { finding, type Finding } from './finding-codes.ts'
import { canonicalJson } from './hash.ts'
import type { Policy } from './schema.ts'

/** The event by which each kind of pause begins: a clock that starts with it would be paused before it ran. */
const PAUSE_BEGINS: Record<NonNullable<ClockRule['pauseBy']>[number], EventName> = {
  suspension: 'case.suspended',
  supplement: 'case.returnedToTown',
  consultation: 'case.consultationOpened',
  adjudication: 'case.adjudicationOpened',
  'return-review': 'assignment.returnRequested',
}

/** Clocks: they can start and stop, do not stop where they start, warn before they are due, and every goal can be chosen. */
export function checkClocks(policy: Policy): Finding[] {
  const possible = possibleEvents(policy)
  return [
    ...policy.sla.clocks.flatMap((clock, index) => checkClock(clock, `/sla/clocks/${index}`, possible)),
    ...policy.supervision.rules.flatMap((rule, index) => {
      const clock = policy.sla.clocks.find((one) => one.id === rule.clock)
      return rule.on === 'warned' && clock?.warnAt.length === 0
        ? [finding('policy.supervision.never-warned', `/supervision/rules/${index}/on`, { name: rule.name, clock: clock.name })]
        : []
    }),
  ]
}

function checkClock(clock: ClockRule, at: string, possible: ReadonlySet<EventName>): Finding[] {
  const named = { clock: clock.name }
  const { start, stop, pauseBy = [] } = clock
  return [
    ...start
      .filter((event) => stop.includes(event))
      .map((event) => finding('policy.clock.start-is-stop', `${at}/start/${start.indexOf(event)}`, { ...named, event })),
    ...pauseBy.flatMap((pause, index) =>
      start.includes(PAUSE_BEGINS[pause])
        ? [finding('policy.clock.start-is-pause', `${at}/pauseBy/${index}`, { ...named, pause, event: PAUSE_BEGINS[pause] })]
        : [],
    ),
    ...(start.some((event) => possible.has(event))
      ? []
      : [finding('policy.clock.never-starts', `${at}/start`, { ...named, events: start })]),
    ...(stop.some((event) => possible.has(event)) ? [] : [finding('policy.clock.never-stops', `${at}/stop`, { ...named, events: stop })]),
    ...clock.warnAt.flatMap((text, index) => {
      const share = parseFraction(text)
      const sound = share && compareFractions(share, ZERO) > 0 && compareFractions(share, ONE) < 0
      return sound ? [] : [finding('policy.clock.warning-late', `${at}/warnAt/${index}`, { ...named, given: text })]
    }),
    ...checkGoals(clock, at),
  ]
}

function checkGoals({ name, goals }: ClockRule, at: string): Finding[] {
  const findings: Finding[] = []
  const first = new Map<string, number>()
  const unconditional = goals.findIndex((goal) => goal.when === undefined)
  for (const [index, goal] of goals.entries()) {
    const condition = goal.when === undefined ? '' : canonicalJson(goal.when)
    const before = first.get(condition)
    const where = `${at}/goals/${index}`
    if (before !== undefined)
      findings.push(finding('policy.clock.same-condition', where, { clock: name, first: before + 1, second: index + 1 }))
    else if (unconditional >= 0 && index > unconditional)
      findings.push(finding('policy.clock.goal-never-reached', where, { clock: name, first: unconditional + 1, second: index + 1 }))
    if (before === undefined) first.set(condition, index)
  }
  if (unconditional < 0) findings.push(finding('policy.clock.no-goal-for-the-rest', `${at}/goals`, { clock: name }))
  return findings
}
