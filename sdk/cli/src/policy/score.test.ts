import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shaotai-score-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('policy score', () => {
  const model = {
    id: 'm',
    name: '考核',
    subject: 'department',
    ranks: ['department'],
    period: { unit: 'month', closeAfterWorkingDays: 0 },
    population: { fact: 'assignment' },
    indicators: { onTime: { name: '按时率', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { exists: 'arrivedOnTime' } } } },
    parts: [{ id: 'p', name: '按时', weight: '1', use: 'onTime' }],
    emptyDenominator: 'exclude',
    rounding: { digits: 2, mode: 'half-up' },
    ties: 'same-rank',
    visibility: { mode: 'open', minRaters: 1 },
  }
  const fact = (unit: string, arrivedOnTime: boolean) => ({ kind: 'assignment', case: `c-${unit}`, unit, arrivedOnTime })
  const facts = {
    format: 1,
    subjects: [
      { id: 'A', name: '甲局', type: 'department' },
      { id: 'B', name: '乙局', type: 'department' },
      { id: 'C', type: 'department' },
    ],
    facts: [fact('A', true), fact('A', true), fact('A', false), fact('B', true)],
  }
  const score = (given: unknown, ...args: string[]) => {
    writeFileSync(join(folder, 'model.json'), JSON.stringify(model))
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(given))
    return collect('policy', 'score', join(folder, 'model.json'), join(folder, 'facts.json'), ...args)
  }

  it('ranks by exact fractions and leaves out who has no sample', async () => {
    const { status, out } = await score(facts)
    expect(status).toBe(0)
    expect(out).toMatch(/第 1 名 {2}乙局 B {2}100\.00[^]*第 2 名 {2}甲局 A {2}66\.67[^]*不排名 {2}C {2}无得分/)
    expect(out).toContain('2/3，样本 3')
  })

  it('opens one score to the cases behind it, and says the same to machines', async () => {
    expect((await score(facts, '--subject', 'A')).out).toContain('c-A')
    const { out } = await score(facts, '--json')
    expect(JSON.parse(out)).toMatchObject({ model: 'm', sheets: [{ subject: 'A', score: '66.67', rank: 2 }, { rank: 1 }, { score: null }] })
  })

  it.each([
    ['a fact of a kind nobody knows', { ...facts, facts: [{ ...fact('A', true), kind: 'town' }] }, '/facts/0/kind'],
    ['a value no score can read', { ...facts, facts: [{ ...fact('A', true), arrivedOnTime: { yes: 1 } }] }, '/facts/0/arrivedOnTime'],
    ['another format', { ...facts, format: 2 }, '/format'],
    ['no subjects', { format: 1, facts: [] }, '/subjects'],
  ])('names %s and its place', async (_, given, place) => {
    const { status, out } = await score(given)
    expect(status).toBe(1)
    expect(out).toContain(place)
  })

  it('refuses a subject that is none', async () => {
    expect(await score(facts, '--subject', 'X')).toMatchObject({ status: 2, err: expect.stringContaining('--subject 应为') as string })
  })
})
