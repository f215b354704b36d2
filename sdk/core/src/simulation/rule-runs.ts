import { compileCalendar } from '../calendar/compile.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeDeadline } from '../sla/deadline.ts'
import type { ClockHistory } from '../sla/history.ts'
import { stagesOf } from '../sla/measure.ts'
import { planRule, type RulePlan } from '../sla/plan.ts'
import { chooseGoal, findRuns, goalOf, ITEM_LIMIT, type Run } from '../sla/runs.ts'
import type { ClockRule, Goal } from '../sla/schema.ts'

/** How a run comes out under some goals: no clock at all, a clock in time, a late one. */
export const NO_CLOCK = 0
export const IN_TIME = 1
export const LATE = 2

/** The runs of one rule over many cases, found once and judged again for other goals; the rule's other settings stay. */
export type RuleRuns = {
  readonly size: number
  /** Run by run: the place of its case, of the unit that owes it in `units` (-1: the platform), and whose clock it is. */
  readonly cases: Int32Array
  readonly unit: Int32Array
  readonly units: readonly string[]
  readonly subjects: readonly string[]
  /** When each run ended, or the moment of the replay if it still runs; -Infinity: it was cancelled and is never late. */
  readonly judgedAt: Float64Array
  judge(rule: ClockRule): Judged
}

/** How every run comes out under some goals, and when it was due; NaN: it has no due time, or there is no clock. */
export type Judged = { readonly outcomes: Uint8Array; readonly dues: Float64Array }

type Asked = { readonly rule: ClockRule; readonly calendar: Calendar }

/**
 * Reads the runs of several rules in one pass over the cases. Judging them again costs one due time for each: what started and stopped a
 * clock, who it belongs to and which goal applies are kept, as long as the conditions of the goals stay the same. Only runs
 * whose level changed keep their case; other conditions read the cases again.
 */
export function readRunsOf(asked: readonly Asked[], histories: () => Iterable<ClockHistory>, now: Instant): RuleRuns[] {
  const collected = asked.map(({ rule }) => ({ plan: planRule(rule), ...emptyColumns() }))
  let place = 0
  for (const history of histories()) {
    for (const columns of collected) for (const run of findRuns(columns.plan, history)) collect(columns, run, place)
    place++
  }
  return collected.map((columns, index) => {
    const { rule, calendar } = asked[index] as Asked
    return runsOf(columns, { rule, calendar, histories, now })
  })
}

type Columns = ReturnType<typeof emptyColumns>
type Held = { readonly pauses: Run['pauses']; readonly extensions: Run['cycle']['extensions']; readonly limit: Goal | undefined }

function emptyColumns() {
  return {
    cases: [] as number[],
    unit: [] as number[],
    units: [] as string[],
    unitPlaces: new Map<string, number>(),
    subjects: [] as string[],
    starts: [] as number[],
    ends: [] as number[],
    /** Runs that are more than a start and an end: what held them, what lengthened them, a limit of the item itself. */
    held: new Map<number, Held>(),
    /** Runs whose goal depends on earlier due times: these keep their case. */
    raised: new Map<number, Run>(),
  }
}

function collect(columns: Columns & { plan: RulePlan }, run: Run, place: number): void {
  const { cycle, history, subject, plan } = run
  const { owner } = plan.rule
  const unit = owner === 'town' ? history.town : owner === 'assignee' ? subject.unit : undefined
  let known = unit === undefined ? -1 : columns.unitPlaces.get(unit)
  if (known === undefined) columns.unitPlaces.set(unit ?? '', (known = columns.units.push(unit ?? '') - 1))
  const limit = history.limitOf(plan.rule.id)
  const { pauses } = run
  if (cycle.levelChanges.length > 0) columns.raised.set(columns.cases.length, run)
  else if (limit || pauses.length > 0 || cycle.extensions.length > 0)
    columns.held.set(columns.cases.length, { pauses, extensions: cycle.extensions, limit })
  columns.cases.push(place)
  columns.unit.push(known)
  columns.subjects.push(subject.id)
  columns.starts.push(cycle.startedAt)
  // A clock that was cancelled is never late; one that still runs is judged now.
  columns.ends.push(cycle.end?.status === 'cancelled' ? -Infinity : (cycle.end?.at ?? Number.NaN))
}

type Reading = Asked & { readonly histories: () => Iterable<ClockHistory>; readonly now: Instant }

function runsOf(columns: Columns & { plan: RulePlan }, { calendar, histories, now }: Reading): RuleRuns {
  const size = columns.cases.length
  const starts = Float64Array.from(columns.starts)
  const judgedAt = Float64Array.from(columns.ends, (at) => (Number.isNaN(at) ? now : at))
  const { held, raised, units, subjects } = columns
  const indexes = new Map<string, Int16Array>()

  const chosenGoals = (draft: ClockRule): Int16Array => {
    const conditions = JSON.stringify([draft.when, draft.goals.map((goal) => goal.when)])
    let chosen = indexes.get(conditions)
    if (!chosen) {
      if (indexes.size >= MOST_CONDITIONS) indexes.clear()
      indexes.set(conditions, (chosen = chooseGoals(draft, { size, calendar, histories })))
    }
    return chosen
  }

  const due = (draft: ClockRule) => {
    const plan = planRule(draft)
    const chosen = chosenGoals(draft)
    const dues = draft.goals.map((goal) => dueOf(goal, calendar))
    return (run: number): Instant | null | undefined => {
      const goal = chosen[run] ?? NONE
      if (goal === NONE) return undefined
      const start = starts[run] ?? 0
      const own = held.get(run)
      if (own) return dueOfHeld(own, { goal: goal === ITEM_LIMIT ? own.limit : draft.goals[goal], start, calendar })
      const whole = raised.get(run)
      return whole ? dueOfRun({ ...whole, plan }, calendar) : dues[goal]?.(start)
    }
  }

  return {
    size,
    cases: Int32Array.from(columns.cases),
    unit: Int32Array.from(columns.unit),
    units,
    subjects,
    judgedAt,
    judge(draft) {
      const dueAt = due(draft)
      const outcomes = new Uint8Array(size)
      const dues = new Float64Array(size).fill(Number.NaN)
      for (let run = 0; run < size; run++) {
        const at = dueAt(run)
        outcomes[run] = at === undefined ? NO_CLOCK : at !== null && (judgedAt[run] ?? 0) > at ? LATE : IN_TIME
        if (at != null) dues[run] = at
      }
      return { outcomes, dues }
    },
  }
}

/** How many sets of conditions are kept; each costs two bytes for each run. */
const MOST_CONDITIONS = 8

/** Which goal holds for each run, in the order in which runs were found; asks the cases again. */
function chooseGoals(draft: ClockRule, { size, calendar, histories }: Omit<Reading, 'rule' | 'now'> & { size: number }): Int16Array {
  const plan = planRule(draft)
  const chosen = new Int16Array(size)
  let place = 0
  for (const history of histories()) for (const run of findRuns(plan, history)) chosen[place++] = chooseGoal(run, calendar) ?? NONE
  return chosen
}

const NONE = ITEM_LIMIT - 1

type HeldFrom = { readonly goal: Goal | undefined; readonly start: Instant; readonly calendar: Calendar }

function dueOfHeld({ pauses, extensions }: Held, { goal, start, calendar }: HeldFrom): Instant | null | undefined {
  return goal && computeDeadline({ calendar, goal, start, pauses, extensions, explain: false }).dueAt
}

function dueOfRun(run: Run, calendar: Calendar): Instant | null | undefined {
  const { cycle, pauses } = run
  const goal = goalOf(run, chooseGoal(run, calendar))
  return goal && computeDeadline({ calendar, goal, start: cycle.startedAt, pauses, extensions: cycle.extensions, explain: false }).dueAt
}

/** The due time of one goal by its start, for runs that nothing held. */
function dueOf(goal: Goal, calendar: Calendar): (start: Instant) => Instant | null {
  const [stage, ...more] = stagesOf(compileCalendar(calendar), goal)
  if (stage?.by === 'natural' && more.length === 0) return (start) => start + stage.ms
  return (start) => computeDeadline({ calendar, goal, start, explain: false }).dueAt
}
