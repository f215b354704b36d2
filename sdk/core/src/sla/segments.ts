import type { WorkingTime } from '../calendar/compile.ts'
import type { DayNumber } from '../calendar/civil.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import type { Segment } from './clock.ts'
import type { Pause } from './pause.ts'

type Reason = Pick<Segment, 'counted' | 'why' | 'name' | 'pause' | 'days'>

/** Collects the segments of a clock; neighbours with the same reason and name become one. */
export class SegmentList {
  readonly segments: Segment[] = []

  push(from: Instant, to: Instant, reason: Reason): void {
    if (to <= from) return
    const last = this.segments.at(-1)
    if (
      last &&
      last.to === from &&
      last.why === reason.why &&
      last.name === reason.name &&
      last.counted === reason.counted &&
      last.pause === reason.pause
    ) {
      last.to = to
      if (reason.days !== undefined) last.days = (last.days ?? 0) + reason.days
      return
    }
    this.segments.push({ from, to, ...reason })
  }

  /** A counted day that ends at midnight has no stretch of its own: it belongs to the last counted one. */
  addDay(): void {
    const last = this.segments.findLast((segment) => segment.counted)
    if (last) last.days = (last.days ?? 0) + 1
  }

  /** A pause whose end nobody knows: a segment of no length at the end. */
  pushOpen(from: Instant, pause: Pause | undefined): void {
    this.segments.push({ from, to: from, ...pausedBy(pause) })
  }

  /** Opening hours counted, everything between them explained. */
  pushOpenHours(time: WorkingTime, from: Instant, to: Instant): void {
    for (let day = time.dayOf(from); time.startOf(day) < to; day++) {
      const start = time.startOf(day)
      const end = Math.min(to, start + DAY)
      const pattern = time.patternOf(day)
      const closed = pattern.total > 0 ? OFF_HOURS : dayOff(time, day)
      const counted = time.isCovered(day) ? COUNTED : BEYOND
      let at = Math.max(from, start)
      for (let index = 0; index < pattern.from.length && at < end; index++) {
        const opens = Math.min(end, start + (pattern.from[index] ?? 0))
        const closes = Math.min(end, start + (pattern.to[index] ?? 0))
        if (closes <= at) continue
        this.push(at, opens, closed)
        this.push(Math.max(at, opens), closes, counted)
        at = closes
      }
      this.push(at, end, closed)
    }
  }
}

export const COUNTED: Reason = { counted: true, why: 'counted' }
export const BEYOND: Reason = { counted: true, why: 'beyond-coverage' }
export const OFF_HOURS: Reason = { counted: false, why: 'off-hours' }
export const FIRST_DAY: Reason = { counted: false, why: 'first-day' }

/** Why a day without opening hours does not count. */
export function dayOff(time: WorkingTime, day: DayNumber): Reason {
  const kind = time.kindOf(day)
  const name = time.nameOf(day)
  const why = kind === 'holiday' ? 'holiday' : name === undefined ? 'weekend' : 'custom-off'
  return { counted: false, why, ...(name !== undefined && { name }) }
}

/** The reason of a stretch in which the clock stood still. */
export function pausedBy(pause: Pause | undefined): Reason {
  return {
    counted: false,
    why: 'paused',
    ...(pause?.name !== undefined && { name: pause.name }),
    ...(pause?.kind !== undefined && { pause: pause.kind }),
  }
}
