import { civilToInstant } from '../platform/form/civil-time.ts'
import { formatDay } from '../platform/format/format.ts'
import { currentLanguage, type Language } from '../platform/i18n.ts'

/** `2月3日至8日`; the month again where it changes, the year where it is not `today`'s. Days are `YYYY-MM-DD`. */
export function formatPeriod(from: string, to: string, today: string, language: Language = currentLanguage()): string {
  const day = (civil: string) =>
    formatDay(civilToInstant(`${civil}T12:00`, 0), { offset: 0, language, year: civil.slice(0, 4) !== today.slice(0, 4) })
  if (from === to) return day(from)
  if (language === 'en') return `${day(from)} – ${day(to)}`
  return from.slice(0, 7) === to.slice(0, 7) ? `${day(from)}至${Number(to.slice(8))}日` : `${day(from)}至${day(to)}`
}
