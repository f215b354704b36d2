import { parseArgs } from 'node:util'
import { computeDeadline, evaluateCondition, readLocal, type Calendar, type Goal, type Instant, type Policy } from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { describeAllowance, describeSegment, localTime } from './describe-due.ts'
import { loadPolicy } from './load.ts'

type Rule = Policy['sla']['clocks'][number]

/** `policy due`: when a clock that starts at a moment is due, with every stretch that counted or did not. */
export function printDue(args: string[], terminal: Terminal): Exit {
  const text = { type: 'string' } as const
  const options = { clock: text, at: text, category: text, level: text, item: text, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const policy = loadPolicy(positionals[0])
  const rule = findRule(policy, values.clock)
  const calendar = findCalendar(policy)
  const start = readStart(values.at, calendar)
  const goal = chooseGoal(policy, rule, values)
  const deadline = computeDeadline({ calendar, goal, start, warnAt: rule.warnAt.map(toFraction) })
  const local = (instant: Instant) => localTime(instant, calendar.utcOffsetMinutes)
  if (values.json) {
    terminal.print(JSON.stringify({ clock: rule.id, name: rule.name, goal, calendar: calendar.id, start, ...deadline }, undefined, 2))
    return EXIT.fine
  }
  terminal.print(`${terminal.bold(rule.name)}  ${describeAllowance(goal)}  ${terminal.dim(rule.id)}`)
  if (goal.clause !== undefined) terminal.print(`依据  ${goal.clause}`)
  terminal.print(`起算  ${local(start)}`)
  for (const segment of deadline.segments) terminal.print(`      ${describeSegment(segment, calendar.utcOffsetMinutes)}`)
  for (const at of deadline.warnAt) terminal.print(`提醒  ${local(at)}`)
  if (deadline.dueAt === null) terminal.print(terminal.red('到期  算不出：工作日历没有足够的办公时间'))
  else terminal.print(terminal.bold(`到期  ${local(deadline.dueAt)}`))
  if (deadline.provisional) terminal.print(terminal.amber(`暂定  工作日历“${calendar.name}”未覆盖全程，节假日安排公布后可能变动`))
  return EXIT.fine
}

function findRule(policy: Policy, id: string | undefined): Rule {
  const rule = policy.sla.clocks.find((one) => one.id === id)
  if (rule) return rule
  const known = policy.sla.clocks.map((one) => `${one.id} ${one.name}`).join('、')
  throw new UsageError(`--clock 应为以下之一 / must be one of: ${known}`)
}

function findCalendar(policy: Policy): Calendar {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (calendar) return calendar
  throw new UsageError(`时限规则所指的工作日历 ${policy.sla.calendar} 不存在 / the calendar of the clocks does not exist`)
}

function readStart(text: string | undefined, calendar: Calendar): Instant {
  const start = text === undefined ? undefined : readLocal(text, calendar.utcOffsetMinutes)
  if (start !== undefined) return start
  throw new UsageError(`--at 应形如 2026-09-30T16:40 / must look like 2026-09-30T16:40, found ${text ?? 'nothing'}`)
}

/** The goal a case of these facts would get: the first whose condition holds. A condition on a fact not given does not hold. */
function chooseGoal(policy: Policy, rule: Rule, given: { category?: string; level?: string; item?: string }): Goal {
  const category = given.category === undefined ? undefined : policy.categories.find((one) => one.id === given.category)
  if (given.category !== undefined && category === undefined)
    throw new UsageError(`--category 应为以下之一 / must be one of: ${policy.categories.map((one) => `${one.id} ${one.name}`).join('、')}`)
  const facts = { case: { ...given, emergency: category?.emergency ?? false }, form: {} }
  const goal = rule.goals.find(({ when }) => when === undefined || evaluateCondition(when, facts).value === true)
  if (goal) return goal
  throw new UsageError(`没有适用的限时，请给出 --category、--level 或 --item / no goal applies to these facts`)
}

function toFraction(text: string): [number, number] {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return [Number(numerator), Number(denominator)]
}
