import type { ScoreBoard, SimulationFacts, SimulationScores } from '@shaotai/api'
import { compareModels, openScorePages, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { startScoredCounty, type ScoredCounty } from './testing/a-scored-county.ts'

const PATH = '/api/v1/policy-simulation/scores'

describeEachDatabase('what a draft of a score is tried on', (database) => {
  let county: ScoredCounty
  let admin: TestClient
  const ask = (query: string) => admin.get(`${PATH}?${query}`)

  beforeAll(async () => {
    county = await startScoredCounty(database)
    await county.enter('principal', { input: 'town', value: '70', reason: '年度评议' })
    await county.enter('deptLeader', { input: 'department', value: '80' })
    admin = await TestClient.signedIn(county.running.url, 'admin')
  })

  test.each(['agencies', 'stars'])('gives the very ranks of the board: %s', async (id) => {
    const policy = ((await admin.get('/api/v1/policies/current')).body as { document: Policy }).document
    const model = policy.scoring.models.find((one) => one.id === id) ?? policy.scoring.models[0]
    if (!model) throw new Error('no model')
    const board = (await county.people.leader.get(`/api/v1/scores?model=${model.id}&period=2026-10`)).body as ScoreBoard
    const inputs = (await ask(`model=${model.id}&subject=${model.subject}&period=2026-10`)).body as SimulationScores
    const { page } = (await admin.get('/api/v1/policy-simulation/facts')).body as SimulationFacts
    const facts = openScorePages([page], [model]).map((one) => one.fact)
    const { subjects } = compareModels({ facts, subjects: inputs.subjects, inputs })(model, model)
    expect(subjects.map((one) => [one.subject, one.scoreAfter, one.rankAfter])).toEqual(
      board.sheets.map((one) => [one.subject, one.score, one.rank]),
    )
    expect(subjects.length).toBeGreaterThan(0)
  })

  test('says what was entered and not by whom', async () => {
    const { status, body, text } = await ask('model=agencies&subject=stationed-agency&period=2026-10')
    expect([
      status,
      (body as SimulationScores).entries.map(({ input, value, person, name, unit }) => [input, value, person + name + unit]),
    ]).toEqual([
      200,
      [
        ['town', '70', ''],
        ['department', '80', ''],
      ],
    ])
    expect(text).not.toContain('年度评议')
  })

  test('a model that is new has subjects and nothing entered', async () => {
    const { body } = await ask('model=quite-new&subject=department&period=2026-10&reads=agencies')
    const { subjects, entries } = body as SimulationScores
    expect([subjects.length > 0, subjects.every((one) => one.type !== 'town'), entries]).toEqual([true, true, []])
  })

  test.each([
    ['period=2026-13&model=agencies&subject=department', 422],
    ['period=2026-10&model=agencies', 400],
    ['period=2026-10&model=agencies&subject=department&reads=a;b', 400],
  ])('refuses %s', async (query, status) => {
    expect((await ask(query)).status).toBe(status)
  })

  test.each(['town', 'leader', 'dept', 'supervisor'])('is not for %s', async (account) => {
    const client = await TestClient.signedIn(county.running.url, account)
    expect((await client.get(`${PATH}?model=agencies&subject=department&period=2026-10`)).status).toBe(403)
  })
})
