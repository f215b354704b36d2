import { DAY, MINUTE, type Instant } from '../shared/instant.ts'
import { parseCivilDate, type DayNumber } from './civil.ts'
import { DAY_KINDS, dayRules, standardDayMinutes, type DayKind, type Hours } from './day-rule.ts'
import type { Calendar } from './schema.ts'

/** Days per block: a power of two, so that finding a day is a shift and a mask. */
export const BLOCK_DAYS = 512
const SHIFT = 9
const MASK = BLOCK_DAYS - 1

/**
 * How far a search for working time looks before it gives up, in blocks: 60 years. Weekday and leap day repeat within 40,
 * so a calendar without working time for so long has none.
 */
export const EMPTY_BLOCKS = 43

/** Opening hours in milliseconds since midnight, with the milliseconds open before each of them. */
export type DayPattern = {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly before: readonly number[]
  /** Milliseconds open in the whole day. */
  readonly total: number
  /** Last closing of the day; 0 on a day off. */
  readonly close: number
}

/** 512 consecutive days, decided once. All sums start at the first day of the block. */
export type Block = {
  readonly kind: Uint8Array
  readonly pattern: Uint16Array
  readonly name: readonly (string | undefined)[]
  /** Milliseconds open before each day; one entry more than days. */
  readonly open: Float64Array
  /** Working days before each day; one entry more than days. */
  readonly rank: Int16Array
  /** Indexes of the working days, in order. */
  readonly workingDays: Int16Array
}

/** A calendar made ready for arithmetic: blocks of days are decided when first asked for and kept. */
export class WorkingTime {
  readonly offset: number
  readonly standardDay: number
  readonly covered: { readonly from: DayNumber; readonly to: DayNumber }
  readonly patterns: DayPattern[] = []
  readonly #decide: ReturnType<typeof dayRules>
  readonly #blocks = new Map<number, Block>()
  readonly #patternIds = new Map<string, number>()
  #lastId = Number.NaN
  #last: Block | undefined

  constructor(calendar: Calendar) {
    this.offset = calendar.utcOffsetMinutes * MINUTE
    this.standardDay = standardDayMinutes(calendar) * MINUTE
    const [from, to] = [parseCivilDate(calendar.coverage.from), parseCivilDate(calendar.coverage.to)]
    this.covered = from === undefined || to === undefined ? { from: 0, to: -1 } : { from, to }
    this.#decide = dayRules(calendar)
  }

  /** The civil day of an instant. */
  dayOf(instant: Instant): DayNumber {
    return Math.floor((instant + this.offset) / DAY)
  }

  /** The instant a civil day begins. */
  startOf(day: DayNumber): Instant {
    return day * DAY - this.offset
  }

  /** The block with this number; `blockOf(day)` and `indexOf(day)` find a day in it. */
  block(id: number): Block {
    if (id === this.#lastId && this.#last) return this.#last
    let block = this.#blocks.get(id)
    if (!block) {
      block = this.#build(id * BLOCK_DAYS)
      this.#blocks.set(id, block)
    }
    this.#lastId = id
    this.#last = block
    return block
  }

  /** Opening hours of a day. */
  patternOf(day: DayNumber): DayPattern {
    return this.patterns[this.block(blockOf(day)).pattern[indexOf(day)] ?? 0] ?? EMPTY
  }

  /** What a day is, by week and exceptions. */
  kindOf(day: DayNumber): DayKind {
    return DAY_KINDS[this.block(blockOf(day)).kind[indexOf(day)] ?? 0] ?? 'weekday'
  }

  /** Name of the exception that decides a day. */
  nameOf(day: DayNumber): string | undefined {
    return this.block(blockOf(day)).name[indexOf(day)]
  }

  /** Whether holidays and make-up days of this day have been loaded. */
  isCovered(day: DayNumber): boolean {
    return this.covered.from <= day && day <= this.covered.to
  }

  #build(first: DayNumber): Block {
    const rules = this.#decide(first, BLOCK_DAYS)
    const kind = new Uint8Array(BLOCK_DAYS)
    const pattern = new Uint16Array(BLOCK_DAYS)
    const open = new Float64Array(BLOCK_DAYS + 1)
    const rank = new Int16Array(BLOCK_DAYS + 1)
    const workingDays: number[] = []
    rules.forEach((rule, index) => {
      const id = this.#intern(rule.hours)
      const total = this.patterns[id]?.total ?? 0
      kind[index] = DAY_KINDS.indexOf(rule.kind)
      pattern[index] = id
      open[index + 1] = (open[index] ?? 0) + total
      if (total > 0) workingDays.push(index)
      rank[index + 1] = workingDays.length
    })
    return { kind, pattern, name: rules.map((rule) => rule.name), open, rank, workingDays: Int16Array.from(workingDays) }
  }

  #intern(hours: Hours): number {
    const key = hours.join(' ')
    const known = this.#patternIds.get(key)
    if (known !== undefined) return known
    this.patterns.push(toPattern(hours))
    this.#patternIds.set(key, this.patterns.length - 1)
    return this.patterns.length - 1
  }
}

/** Compiles a calendar once per object: a calendar is a value, so an edited one is a new object. */
export function compileCalendar(calendar: Calendar): WorkingTime {
  const known = compiled.get(calendar)
  if (known) return known
  const made = new WorkingTime(calendar)
  compiled.set(calendar, made)
  return made
}
const compiled = new WeakMap<Calendar, WorkingTime>()

export function blockOf(day: DayNumber): number {
  return day >> SHIFT
}

export function indexOf(day: DayNumber): number {
  return day & MASK
}

const EMPTY: DayPattern = { from: [], to: [], before: [], total: 0, close: 0 }

function toPattern(hours: Hours): DayPattern {
  const before: number[] = []
  let total = 0
  for (const [from, to] of hours) {
    before.push(total)
    total += (to - from) * MINUTE
  }
  return {
    from: hours.map(([from]) => from * MINUTE),
    to: hours.map(([, to]) => to * MINUTE),
    before,
    total,
    close: (hours.at(-1)?.[1] ?? 0) * MINUTE,
  }
}
