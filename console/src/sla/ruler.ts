import type { Clock, Segment } from '@shaotai/core'
import { civilToInstant, instantToCivil, startOfDay } from '../platform/form/civil-time.ts'
import { formatDay, formatTime } from '../platform/format/format.ts'

export type Piece = { segment: Segment; from: number; to: number; start: number; width: number }
export type Tick = { at: number; place: number; label: string }
export type Ruler = { pieces: Piece[]; ticks: Tick[]; nowAt: number | undefined }

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Time that does not count may take this share of the ruler at most, so that a weekend does not squeeze the hours that matter. */
const QUIET_SHARE = 0.4

/** Where everything lies on a clock's ruler, as shares of its length from 0 to 1. Long stretches that do not count are shortened. `gap` is the least distance of two labels. */
export function rulerOf(clock: Pick<Clock, 'segments' | 'startedAt' | 'dueAt'>, now: number, offset: number, gap = 0.11): Ruler {
  const segments = clock.segments.filter((segment) => segment.to > segment.from)
  const first = segments[0]
  const last = segments.at(-1)
  if (!first || !last) return { pieces: [], ticks: [], nowAt: undefined }
  const sum = (counted: boolean) => segments.filter((one) => one.counted === counted).reduce((all, one) => all + one.to - one.from, 0)
  const quiet = sum(false)
  const loud = sum(true)
  const squeeze = loud > 0 && quiet > 0 ? Math.min(1, (QUIET_SHARE / (1 - QUIET_SHARE)) * (loud / quiet)) : 1
  const total = loud + quiet * squeeze
  let reached = 0
  const pieces = segments.map((segment) => {
    const width = ((segment.to - segment.from) * (segment.counted ? 1 : squeeze)) / total
    const piece = { segment, from: segment.from, to: segment.to, start: reached, width }
    reached += width
    return piece
  })
  return { pieces, ticks: ticksOf(pieces, first.from, last.to, offset, gap), nowAt: now < first.from ? undefined : placeOf(pieces, now) }
}

/** Where an instant lies; after the end it stays at the end. */
export function placeOf(pieces: readonly Piece[], instant: number): number {
  const piece = pieces.find((one) => instant < one.to)
  if (!piece) return 1
  const inside = Math.max(0, instant - piece.from) / (piece.to - piece.from)
  return piece.start + inside * piece.width
}

/** Full hours or days, wide enough apart to be read. */
function ticksOf(pieces: readonly Piece[], from: number, to: number, offset: number, gap: number): Tick[] {
  const span = to - from
  // Past a second midnight an hour says nothing without its day.
  const sizes = span > 2 * DAY ? [DAY, 2 * DAY, 5 * DAY, 10 * DAY, 30 * DAY] : [HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR]
  const step = sizes.find((size) => span / size <= 10) ?? 60 * DAY
  const start = step >= DAY ? startOfDay(from, offset) : civilToInstant(`${instantToCivil(from, offset).slice(0, 13)}:00`, offset)
  const ticks: Tick[] = []
  for (let at = start; at <= to; at += step) {
    if (at < from) continue
    const place = placeOf(pieces, at)
    if (place > 1 - gap * 0.6 || place - (ticks.at(-1)?.place ?? -1) < gap) continue
    ticks.push({ at, place, label: step >= DAY ? formatDay(at, { offset }) : formatTime(at, { offset }) })
  }
  return ticks
}
