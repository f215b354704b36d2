import { DAY, MINUTE } from '@shaotai/core'
import { currentLanguage, type Language } from '../i18n.ts'
import { countyOffset } from './county-time.ts'

const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HOUR = 60 * MINUTE

type Options = { offset?: number; language?: Language }

/** The parts of an instant on the county's wall: month and weekday count from 0. */
export function civilParts(instant: number, offset = countyOffset()) {
  const local = new Date(instant + offset * MINUTE)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth(),
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  }
}

/** `3月1日 14:50（周一）`; the year comes first when `now` lies in another. */
export function formatMoment(instant: number, { offset, language = currentLanguage(), now }: Options & { now?: number } = {}): string {
  const at = civilParts(instant, offset)
  const year = now !== undefined && civilParts(now, offset).year !== at.year
  if (language === 'en') {
    return `${WEEKDAYS.en[at.weekday]} ${at.day} ${MONTHS[at.month]}${year ? ` ${at.year}` : ''}, ${clock(at)}`
  }
  return `${year ? `${at.year}年` : ''}${at.month + 1}月${at.day}日 ${clock(at)}（${WEEKDAYS.zh[at.weekday]}）`
}

/** A stretch of time: `3月1日 09:30–11:30（周一）`, or two full moments when it crosses a midnight. The end of a day is `24:00`. */
export function formatSpan(from: number, to: number, options: Options & { now?: number } = {}): string {
  const { offset, language = currentLanguage() } = options
  const isMidnight = formatTime(to, { offset }) === '00:00'
  const last = isMidnight ? to - 1 : to
  if (formatDay(from, { offset, year: true }) !== formatDay(last, { offset, year: true })) {
    return `${formatMoment(from, options)} – ${formatMoment(to, options)}`
  }
  const start = formatTime(from, { offset })
  const end = isMidnight ? '24:00' : formatTime(to, { offset })
  return formatMoment(from, { ...options, language }).replace(start, `${start}–${end}`)
}

/** `3月1日` or, with `year`, `2026年3月1日`. */
export function formatDay(
  instant: number,
  { offset, language = currentLanguage(), year = false }: Options & { year?: boolean } = {},
): string {
  const at = civilParts(instant, offset)
  if (language === 'en') return `${at.day} ${MONTHS[at.month]}${year ? ` ${at.year}` : ''}`
  return `${year ? `${at.year}年` : ''}${at.month + 1}月${at.day}日`
}

/** `14:50`, with `seconds` `14:50:07`. */
export function formatTime(instant: number, { offset, seconds = false }: Options & { seconds?: boolean } = {}): string {
  const at = civilParts(instant, offset)
  return seconds ? `${clock(at)}:${two(at.second)}` : clock(at)
}

/** `2026-03-01 14:50` for tables and exports. */
export function formatStamp(instant: number, { offset }: Options = {}): string {
  const at = civilParts(instant, offset)
  return `${at.year}-${two(at.month + 1)}-${two(at.day)} ${clock(at)}`
}

/**
 * A stretch of time in words: the two largest units that are not zero, seconds only below an hour when `seconds` is set. Rounds down, so that
 * a countdown never promises more than there is.
 */
export function formatDuration(
  ms: number,
  { language = currentLanguage(), seconds = false }: Options & { seconds?: boolean } = {},
): string {
  const total = Math.max(0, Math.floor(ms / 1000)) * 1000
  const parts: [number, string, string][] = [
    [Math.floor(total / DAY), '天', 'd'],
    [Math.floor((total % DAY) / HOUR), '小时', 'h'],
    [Math.floor((total % HOUR) / MINUTE), '分', 'min'],
    [seconds && total < HOUR ? Math.floor((total % MINUTE) / 1000) : 0, '秒', 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first < 0) return seconds ? (language === 'en' ? '0 s' : '0 秒') : language === 'en' ? 'under 1 min' : '不到 1 分'
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0)
  return shown.map(([amount, zh, en]) => `${amount} ${language === 'en' ? en : zh}`).join(' ')
}

/** A number with its unit, kept on one line: `1,237 件`. */
export function formatNumber(value: number, unit = '', { digits = 0 }: { digits?: number } = {}): string {
  const [whole = '0', fraction] = value.toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${fraction ? `.${fraction}` : ''}${unit ? `\u00a0${unit}` : ''}`
}

/** A share as a percentage with one decimal unless it is whole: `37.4%`. */
export function formatShare(share: number): string {
  const tenths = Math.round(share * 1000)
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`
}

const two = (value: number) => String(value).padStart(2, '0')
const clock = (at: { hour: number; minute: number }) => `${two(at.hour)}:${two(at.minute)}`
