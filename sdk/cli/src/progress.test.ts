import { describe, expect, it } from 'vitest'
import { progressOn, withProgress, type ProgressStream } from './progress.ts'

/** A stream that keeps what is written, and a clock that goes on by `each` ms whenever it is asked. */
function fake(isTTY: boolean | undefined, each = 1000) {
  const written: string[] = []
  let at = 0
  const stream: ProgressStream = { ...(isTTY !== undefined && { isTTY }), write: (text: string) => written.push(text) }
  return { written, stream, now: () => (at += each) }
}
const lines = (written: string[]) => written.map((text) => text.replace('\r\u001b[2K', '|'))
const steps = (count: number) => (progress: { step(): void }) => {
  for (let step = 0; step < count; step++) progress.step()
}

describe('progress', () => {
  it.each<[string, boolean | undefined]>([
    ['a file', false],
    ['a pipe', undefined],
  ])('writes nothing into %s', (_name, isTTY) => {
    const { written, stream, now } = fake(isTTY)
    withProgress(progressOn(stream, '试算', { now }), steps(100))
    expect(written).toEqual([])
  })

  it('on a terminal it is one line, wiped at the end', () => {
    const { written, stream, now } = fake(true)
    withProgress(progressOn(stream, '试算', { now }), steps(20))
    expect(lines(written)).toEqual(['|试算 1 件', '|试算 17 件', '|'])
  })

  it('says how much of all where that is known, the last one too', () => {
    const { written, stream, now } = fake(true)
    withProgress(progressOn(stream, '虚拟', { of: 20, now }), steps(20))
    expect(lines(written)).toEqual(['|虚拟 1 / 20 件（5%）', '|虚拟 17 / 20 件（85%）', '|虚拟 20 / 20 件（100%）', '|'])
  })

  it('is drawn ten times a second at most', () => {
    const { written, stream, now } = fake(true, 10)
    withProgress(progressOn(stream, '试算', { now }), steps(16 * 100))
    expect(written.length).toBeLessThanOrEqual(11 + 1)
  })

  it('is wiped when something goes wrong', () => {
    const { written, stream, now } = fake(true)
    const broken = () =>
      withProgress(progressOn(stream, '试算', { now }), (progress) => {
        progress.step()
        throw new Error('no space left')
      })
    expect(broken).toThrow('no space left')
    expect(lines(written)).toEqual(['|试算 1 件', '|'])
  })

  it('is not wiped where nothing was drawn', () => {
    const { written, stream, now } = fake(true)
    withProgress(progressOn(stream, '试算', { now }), steps(0))
    expect(written).toEqual([])
  })
})
