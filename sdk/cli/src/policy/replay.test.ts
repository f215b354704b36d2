import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Example } from '@shaotai/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const county = fileURLToPath(new URL('../../../../templates/hechuan', import.meta.url))
const examples = JSON.parse(readFileSync(join(county, '../xiajin/examples.json'), 'utf8')) as Example[]

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shaotai-story-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a story, the first example of the template with some of it changed, and plays it. */
function replay(change: (story: Example) => void = () => {}, ...args: string[]) {
  const [first] = structuredClone(examples)
  if (!first) throw new Error('the template has no example')
  change(first)
  const path = join(folder, 'story.json')
  writeFileSync(path, JSON.stringify(first))
  return collect('policy', 'replay', county, path, ...args)
}

describe('policy replay', () => {
  it('prints events, state and clocks of a story that holds', async () => {
    const { status, out } = await replay()
    expect(status).toBe(0)
    expect(out).toContain('派件 → 待签收')
    expect(out).toMatch(/结束时.*已销号/)
    expect(out).toContain('✓ 相符')
  })

  it('fails on a missed expectation and says which step', async () => {
    const { status, out } = await replay((story) => Object.assign(story.steps[0]?.expect ?? {}, { state: 'closed' }))
    expect(status).toBe(1)
    expect(out).toContain('✗ 第 1 步 state：预期 closed，实际 triage')
  })

  it('says the same to machines', async () => {
    const { status, out } = await replay(
      (story) => (story.steps[0] = { ...story.steps[0], expect: { state: 'closed' } } as never),
      '--json',
    )
    expect(status).toBe(1)
    const answer = JSON.parse(out) as { holds: boolean; problems: unknown; cases: { state: { phase: string } }[] }
    expect(answer.holds).toBe(false)
    expect(answer.problems).toEqual([{ step: 0, what: 'state', expected: 'closed', actual: 'triage' }])
    expect(answer.cases[0]?.state.phase).toBe('CLOSED')
  })

  it.each([
    [
      'times that run backwards',
      (story: Example) => Object.assign(story.steps[1] ?? {}, { at: '2026-08-31T09:00' }),
      '第 2 步的时间早于前一步',
    ],
    ['a time that does not exist', (story: Example) => Object.assign(story.steps[1] ?? {}, { at: '2026-02-30T09:00' }), '2026-02-30T09:00'],
    ['an act nobody has heard of', (story: Example) => Object.assign(story.steps[1] ?? {}, { command: 'dance' }), 'dance'],
    ['a role nobody has heard of', (story: Example) => Object.assign(story.steps[1] ?? {}, { actor: 'mayor@ZH03' }), 'mayor'],
    [
      'a unit the county does not have',
      (story: Example) => Object.assign(story.steps[1] ?? {}, { actor: 'dispatcher@NOWHERE' }),
      'NOWHERE',
    ],
    [
      'an act that carries what it cannot',
      (story: Example) => Object.assign(story.steps[1] ?? {}, { data: { lead: 5 } }),
      '/steps/1/data/lead',
    ],
    [
      'a key nobody declared',
      (story: Example) => Object.assign(story.steps[1] ?? {}, { expects: {} }),
      '不认识的项“expects” /steps/1/expects',
    ],
    ['no steps', (story: Example) => Object.assign(story, { steps: [] }), '至少 1 项'],
  ])('names %s and its place', async (_, change, sentence) => {
    const { status, out } = await replay(change)
    expect(status).toBe(1)
    expect(out).toContain(sentence)
  })
})
