import { dayOfInstant, formatInstant, weekday, type Goal, type Instant, type Segment } from '@shaotai/core'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
const UNITS = { minute: '分钟', hour: '小时', day: '日' } as const
const BASES = { natural: '自然时间', 'working-minutes': '工作时间', 'working-days': '工作日', 'calendar-days': '日历日' } as const
const DAY_RULES = { 'next-day-close': '次日起算、至末日下班', 'same-moment': '至同一时刻', elapsed: '按工作分钟累计' } as const
const REASONS: Readonly<Record<Segment['why'], string>> = {
  counted: '计入',
  'off-hours': '非办公时间',
  weekend: '周末',
  holiday: '节假日',
  'custom-off': '停止办公',
  'first-day': '首日不计',
  paused: '停表',
  'beyond-coverage': '日历未覆盖',
}

/** `2026-09-30（周三）16:40`. */
export function localTime(instant: Instant, utcOffsetMinutes: number): string {
  const [date = '', time = ''] = formatInstant(instant, utcOffsetMinutes).split('T')
  return `${date}（周${WEEKDAYS[weekday(dayOfInstant(instant, utcOffsetMinutes)) - 1]}）${time}`
}

/** `3 工作日，次日起算、至末日下班`. */
export function describeAllowance({ amount, unit, basis, countRule }: Pick<Goal, 'amount' | 'unit' | 'basis' | 'countRule'>): string {
  if (unit !== 'day') return `${amount} ${UNITS[unit]}（${BASES[basis]}）`
  return `${amount} ${basis === 'natural' ? '日（自然时间）' : BASES[basis]}${basis === 'natural' ? '' : `（${DAY_RULES[countRule ?? 'next-day-close']}）`}`
}

/** One stretch of a clock in words: from, to, whether it counts and why not. */
export function describeSegment(segment: Segment, utcOffsetMinutes: number): string {
  const { from, to, counted, why, name, days } = segment
  const span = `${localTime(from, utcOffsetMinutes)} – ${localTime(to, utcOffsetMinutes)}`
  if (counted) {
    const amount = days === undefined ? duration(to - from) : `${days} 日`
    return `${span}  计入 ${amount}${why === 'beyond-coverage' ? `（${REASONS[why]}）` : ''}`
  }
  return `${span}  不计 ${REASONS[why]}${name === undefined ? '' : `：${name}`}`
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分钟` : ''].filter(Boolean).join(' ')
}
