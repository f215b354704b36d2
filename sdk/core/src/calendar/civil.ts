import { DAY, MINUTE, type CivilDate, type ClockTime, type Instant } from '../shared/instant.ts'

/** Days since 1970-01-01 in the proleptic Gregorian calendar: the integer on which all date arithmetic is done. */
export type DayNumber = number

/** A civil date taken apart. `month` is 1–12, `day` 1–31. */
export type CivilParts = { readonly year: number; readonly month: number; readonly day: number }

/** Day number of a civil date. The parts must form a real date. */
export function civilDay(year: number, month: number, day: number): DayNumber {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Year, month and day of a day number. */
export function civilParts(dayNumber: DayNumber): CivilParts {
  const z = dayNumber + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(dayNumber: DayNumber): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const remainder = (dayNumber + 3) % 7
  return ((remainder < 0 ? remainder + 7 : remainder) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/** Reads `YYYY-MM-DD`; `undefined` for anything that is not a real date, such as 2026-02-30. */
export function parseCivilDate(text: CivilDate): DayNumber | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const dayNumber = civilDay(Number(match[1]), Number(match[2]), Number(match[3]))
  return formatCivilDate(dayNumber) === text ? dayNumber : undefined
}

/** Writes a day number as `YYYY-MM-DD`. */
export function formatCivilDate(dayNumber: DayNumber): CivilDate {
  const { year, month, day } = civilParts(dayNumber)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Reads `HH:mm` as minutes since midnight, 0–1440; `24:00` is the end of the day. `undefined` if it is no clock time. */
export function parseClockTime(text: ClockTime): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minutes <= 1_440 ? minutes : undefined
}

/** Writes minutes since midnight as `HH:mm`. */
export function formatClockTime(minutes: number): ClockTime {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The civil day an instant falls on in a fixed offset. */
export function dayOfInstant(instant: Instant, utcOffsetMinutes: number): DayNumber {
  return Math.floor((instant + utcOffsetMinutes * MINUTE) / DAY)
}

/** The instant at which a civil day begins in a fixed offset. */
export function startOfDay(dayNumber: DayNumber, utcOffsetMinutes: number): Instant {
  return dayNumber * DAY - utcOffsetMinutes * MINUTE
}

/** Writes an instant as `YYYY-MM-DDTHH:mm` in a fixed offset; seconds are cut off. */
export function formatInstant(instant: Instant, utcOffsetMinutes: number): string {
  const dayNumber = dayOfInstant(instant, utcOffsetMinutes)
  const minutes = Math.floor((instant - startOfDay(dayNumber, utcOffsetMinutes)) / MINUTE)
  return `${formatCivilDate(dayNumber)}T${formatClockTime(minutes)}`
}

/** Reads `YYYY-MM-DDTHH:mm[:ss]` in a fixed offset; `undefined` if it is no real local time. For text that people typed. */
export function readLocal(text: string, utcOffsetMinutes: number): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::([0-5]\d))?$/.exec(text)
  const dayNumber = match?.[1] === undefined ? undefined : parseCivilDate(match[1])
  const minutes = match?.[2] === undefined ? undefined : parseClockTime(match[2])
  if (dayNumber === undefined || minutes === undefined) return undefined
  const seconds = Number(match?.[3] ?? 0)
  if (minutes === 1_440 && seconds > 0) return undefined
  return startOfDay(dayNumber, utcOffsetMinutes) + minutes * MINUTE + seconds * 1_000
}

/** As `readLocal`, for text already checked by a schema. Throws a `RangeError` naming the text if it is no real local time. */
export function parseLocal(text: string, utcOffsetMinutes: number): Instant {
  const instant = readLocal(text, utcOffsetMinutes)
  if (instant === undefined) throw new RangeError(`Not a local time: "${text}"; expected YYYY-MM-DDTHH:mm[:ss] of a real date`)
  return instant
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
