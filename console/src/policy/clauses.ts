import type { ClockRule, Goal, Policy, Sla } from '@shaotai/core'

/** One clause of a rule as a regulation would print it. `at` points at what it says, in the document of its kind. */
export type Clause = { number: string; title: string; at: string; sentences: string[]; basis: string[] }

/** Words of the county that clauses are made of. */
export type ClauseWords = {
  event: (name: string) => string
  role: (role: string) => string
  condition: (value: unknown) => string | undefined
}

/** The time limits as numbered clauses in Chinese: what a clerk reads, word for word from the rule and nothing beside it. */
export function clausesOfSla(sla: Sla, policy: Pick<Policy, 'calendars' | 'flows'>, words: ClauseWords): Clause[] {
  const calendar = policy.calendars.find((one) => one.id === sla.calendar)
  const general: Clause = {
    number: ordinal(1),
    title: '计时',
    at: '/calendar',
    sentences: [
      `按工作时间、工作日计算的时限，以《${calendar?.name ?? sla.calendar}》为准${
        calendar ? `；其节假日安排已导入至 ${calendar.coverage.to}，此后的到期时间为暂定` : ''
      }。`,
      '到期时刻当时完成的，不算超时。',
      sla.onCalendarEdit === 'recompute' ? '工作日历变动后，在办件的到期时间重新计算。' : '工作日历变动后，在办件的到期时间不重新计算。',
    ],
    basis: [],
  }
  return [general, ...sla.clocks.map((clock, index) => clauseOf(clock, index, words))]
}

function clauseOf(clock: ClockRule, index: number, words: ClauseWords): Clause {
  const conditions = clock.when === undefined ? undefined : words.condition(clock.when)
  const scope = conditions === undefined ? '' : `${conditions}的，`
  const who = OWNERS[clock.owner]
  const each = clock.per === 'assignment' ? (clock.appliesTo === 'lead' ? '只计牵头单位。' : '各应哨单位分别计算。') : ''
  const [only] = clock.goals
  const limit =
    clock.goals.length === 1 && only && only.when === undefined
      ? `应当在${goalText(only)}内完成。`
      : `应当在下列时限内完成：${clock.goals.map((goal, at) => `（${numeral(at + 1)}）${caseText(goal, words, at)}，${goalText(goal).trim()}`).join('；')}。`
  const sentences = [`${scope}${who}自${list(clock.start, words)}起，至${list(clock.stop, words)}为止，${limit}`]
  if (each) sentences.push(each)
  if (clock.outsideHours === 'next-opening') sentences.push('非办公时间发起的，从下一办公时段起算。')
  if (clock.pauseBy && clock.pauseBy.length > 0)
    sentences.push(`${clock.pauseBy.map((pause) => PAUSES[pause]).join('、')}期间停表，不计入时限。`)
  sentences.push(REENTRIES[clock.onReentry])
  if (clock.extension && clock.extension.max > 0) {
    const { max, amountMax, unit } = clock.extension
    sentences.push(`经批准可以延期，最多 ${max} 次，每次不超过 ${amountMax} ${unit === 'hour' ? '小时' : '日'}。`)
  }
  if (clock.cancel && clock.cancel.length > 0) sentences.push(`${list(clock.cancel, words)}的，本时限不再计算。`)
  const warnings = clock.warnAt.map(shareText)
  if (warnings.length > 0) sentences.push(`用去${warnings.join('、')}时提醒。`)
  if (clock.notify && clock.notify.length > 0) sentences.push(`超时的，告知${clock.notify.map(words.role).join('、')}。`)
  const basis = clock.goals.flatMap((goal) => (goal.clause === undefined ? [] : [goal.clause]))
  return { number: ordinal(index + 2), title: clock.name, at: `/clocks/${index}`, sentences, basis: [...new Set(basis)] }
}

const OWNERS: Record<ClockRule['owner'], string> = { town: '吹哨镇街', platform: '综合协调平台', assignee: '应哨单位' }
const PAUSES: Record<NonNullable<ClockRule['pauseBy']>[number], string> = {
  suspension: '挂起',
  supplement: '退回补正',
  consultation: '二次会商',
  adjudication: '定责',
  'return-review': '退回审核',
}
const REENTRIES: Record<ClockRule['onReentry'], string> = {
  restart: '再次进入本环节的，重新计算。',
  ignore: '再次进入本环节的，不再计算。',
  resume: '再次进入本环节的，接着计算。',
}

function caseText(goal: Goal, words: ClauseWords, at: number): string {
  if (goal.when === undefined) return at === 0 ? '一般情形' : '其他情形'
  return words.condition(goal.when) ?? '符合条件'
}

/** `3 小时（自然时间）`, `3 个工作日（次日起算，至末日下班）`. */
export function goalText({ amount, unit, basis, countRule }: Goal): string {
  const inDays = unit === 'day'
  if (inDays && basis === 'working-days') return ` ${amount} 个工作日${countText(countRule)}`
  if (inDays && basis === 'calendar-days') return ` ${amount} 日${countText(countRule)}`
  const word = unit === 'minute' ? '分钟' : unit === 'hour' ? '小时' : '日'
  return ` ${amount} ${word}（${basis === 'natural' || basis === 'calendar-days' ? '按自然时间' : '按工作时间'}）`
}

function countText(rule: Goal['countRule']): string {
  if (rule === 'same-moment') return '（至同一时刻）'
  if (rule === 'elapsed') return '（按工作分钟累计）'
  return '（次日起算，至末日下班）'
}

/** `4/5` is 八成: 80%. */
function shareText(share: string): string {
  const [part = '0', whole = '1'] = share.split('/')
  const percent = (Number(part) / Number(whole)) * 100
  return `时限的 ${Number.isInteger(percent) ? `${percent}%` : share} `
}

function list(events: readonly string[], words: ClauseWords): string {
  return events.map((event) => `“${words.event(event)}”`).join('或')
}

/** 第十二条. */
export function ordinal(count: number): string {
  return `第${numeral(count)}条`
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** A number below 10,000 as a regulation writes it: 十二, 一百零三. */
export function numeral(count: number): string {
  if (count < 10) return DIGITS[count] ?? ''
  if (count < 20) return `十${count % 10 === 0 ? '' : numeral(count % 10)}`
  for (const [size, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    if (count < size) continue
    const rest = count % size
    if (rest === 0) return `${numeral(Math.floor(count / size))}${word}`
    const gap = rest < size / 10 ? '零' : ''
    // Ten and more inside a hundred keep their 一: 一百一十.
    const tail = rest >= 10 && rest < 20 ? `一${numeral(rest)}` : numeral(rest)
    return `${numeral(Math.floor(count / size))}${word}${gap}${tail}`
  }
  return String(count)
}
