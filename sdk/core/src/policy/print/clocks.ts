import type { Calendar, DayHours, Week } from '../../calendar/schema.ts'
import type { ClockRule } from '../../sla/schema.ts'
import { EVENT_WORDS } from '../sentence-words.ts'
import { goalInWords } from '../diff-sentence.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 时限: one clause per clock; then how days are counted, and the working calendars. */
export function printClocks(words: PrintWords): ArticleDraft[] {
  const { sla, calendars } = words.policy
  const calendar = calendars.find((one) => one.id === sla.calendar)?.name ?? sla.calendar
  return [
    ...sla.clocks.map((rule, index) => printClock(words, rule, `/sla/clocks/${index}`)),
    {
      at: '/sla',
      title: '计时的一般规定',
      text: `时限按“${calendar}”计算。期满之时即到期，到期之后为超时，恰在到期时办结的不算超时。日历变动后，${sla.onCalendarEdit === 'freeze' ? '在办哨件的时限不重算' : '在办哨件的时限重新计算'}。`,
      items: words.rest(sla, '/sla', ['calendar', 'onCalendarEdit', 'clocks']),
    },
    ...calendars.map((one, index) => printCalendar(words, one, `/calendars/${index}`)),
  ]
}

const OWNERS = { town: '吹哨镇街', platform: '综合协调平台', assignee: '应哨单位' } as const

function printClock(words: PrintWords, rule: ClockRule, at: string): ArticleDraft {
  const events = (names: ClockRule['start']) => names.map((name) => `“${EVENT_WORDS[name]}”`).join('或')
  const subject = rule.per === 'case' ? '整件计时' : rule.appliesTo === 'lead' ? '对牵头单位计时' : '对每个应哨单位分别计时'
  const scope = rule.when === undefined ? '' : `，限于${words.when(rule.when, `${at}/when`)}的哨件`
  const goals = rule.goals.map((goal, i) => {
    const when = goal.when === undefined ? (rule.goals.length > 1 ? '其他' : '') : `${words.when(goal.when, `${at}/goals/${i}/when`)}的`
    const count = goal.countRule === undefined ? '' : `，${words.value(goal.countRule, `${at}/goals/${i}/countRule`)}`
    const source = goal.clause === undefined ? '' : `（${goal.clause}）`
    return `${when === '' ? '限时' : `${when}，限时`} ${goalInWords(goal, 'zh')}${count}${source}`
  })
  const rest = words.rest(rule, at, ['name', 'note', 'per', 'appliesTo', 'when', 'owner', 'start', 'stop', 'goals', 'warnAt'])
  const warnings = rule.warnAt.length === 0 ? [] : [`用去限时的 ${rule.warnAt.join('、')} 时提醒`]
  return {
    at,
    title: `${rule.name}时限`,
    text: `${rule.name}：自${events(rule.start)}起算，至${events(rule.stop)}为止，${subject}${scope}，责任方为${OWNERS[rule.owner]}。${rule.note ?? ''}`,
    items: [...goals, ...warnings, ...rest],
  }
}

const DAYS = ['一', '二', '三', '四', '五', '六', '日']

function printCalendar(words: PrintWords, calendar: Calendar, at: string): ArticleDraft {
  const phrased = ['name', 'week', 'exceptions', 'coverage', 'sources', 'utcOffsetMinutes', 'seasons', 'makeupHours']
  return {
    at,
    title: `工作日历：${calendar.name}`,
    text: `办公时间：${weekWords(calendar.week)}。节假日安排已导入 ${calendar.coverage.from} 至 ${calendar.coverage.to}，之外的到期时间为暂定。`,
    items: [
      ...(calendar.makeupHours ? [`调休上班的办公时间：${hoursWords(calendar.makeupHours)}`] : []),
      ...(calendar.seasons ?? []).map(({ name, from, to, week }) => `${name}（${from} 至 ${to}）：${weekWords(week)}`),
      ...calendar.exceptions.map(({ kind, name, from, to, hours }) => {
        const span = from === to ? from : `${from} 至 ${to}`
        return `${span}，${name}${kind === 'holiday' ? '放假' : kind === 'makeup' ? '调休上班' : '特别安排'}${hours ? `，${hoursWords(hours)}` : ''}`
      }),
      ...calendar.sources.map(({ title, date }) => `依据：${title}${date === undefined ? '' : `（${date}）`}`),
      ...words.rest(calendar, at, phrased),
    ],
  }
}

function weekWords(week: Week): string {
  const days = DAYS.map((day, index) => ({ day, hours: hoursWords((week as Record<string, DayHours | undefined>)[index + 1] ?? []) }))
  const groups: { from: string; to: string; hours: string }[] = []
  for (const { day, hours } of days) {
    const last = groups.at(-1)
    if (last?.hours === hours) last.to = day
    else groups.push({ from: day, to: day, hours })
  }
  return groups.map(({ from, to, hours }) => `周${from}${from === to ? '' : `至周${to}`} ${hours}`).join('，')
}

function hoursWords(hours: DayHours): string {
  return hours.length === 0 ? '休息' : hours.map(([from, to]) => `${from}—${to}`).join('、')
}
