import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivalClock, doneClock, NOW } from '../platform/gallery/samples.ts'
import { placeOf, rulerOf } from './ruler.ts'

describe('the ruler of a clock', () => {
  it.each([arrivalClock, doneClock])('$name: pieces join and fill it', (clock) => {
    const { pieces } = rulerOf(clock, NOW, 480)
    for (const [index, piece] of pieces.entries())
      expect(piece.start).toBeCloseTo(index === 0 ? 0 : (pieces[index - 1]?.start ?? 0) + (pieces[index - 1]?.width ?? 0))
    expect(pieces.reduce((sum, piece) => sum + piece.width, 0)).toBeCloseTo(1)
  })
  it('keeps time that does not count from squeezing the time that does', () => {
    const quiet = rulerOf(doneClock, NOW, 480).pieces.filter((piece) => !piece.segment.counted)
    expect(quiet.reduce((sum, piece) => sum + piece.width, 0)).toBeLessThanOrEqual(0.41)
  })
  it('places later moments further on', () => {
    const { pieces } = rulerOf(doneClock, NOW, 480)
    const first = doneClock.segments[0]?.from ?? 0
    const last = doneClock.segments.at(-1)?.to ?? 0
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: first, max: last }), (a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        return placeOf(pieces, early) <= placeOf(pieces, late)
      }),
    )
  })
  it('has no mark before the start, and stays at the end afterwards', () => {
    expect(rulerOf(arrivalClock, arrivalClock.startedAt - 1, 480).nowAt).toBeUndefined()
    expect(rulerOf(arrivalClock, (arrivalClock.dueAt ?? 0) + 1e9, 480).nowAt).toBe(1)
  })
  it('names days once a second midnight lies between, hours before', () => {
    const at = Date.parse('2026-11-22T14:36:00+08:00')
    const labels = (days: number) => {
      const segment = { from: at, to: at + days * 86_400_000, counted: true, why: 'counted' as const }
      return rulerOf({ segments: [segment], startedAt: at, dueAt: segment.to }, at, 480).ticks.map((tick) => tick.label)
    }
    expect(labels(4)).toEqual(['11月23日', '11月24日', '11月25日', '11月26日'])
    expect(labels(0.25)[0]).toBe('15:00')
  })
})
