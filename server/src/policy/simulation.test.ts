import type { SimulationCases, SimulationFacts } from '@shaotai/api'
import { DAY, openScorePages, openYear, parseLocal, replayYear, type Policy, type ScoreFact, type YearPage } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { describeEachDatabase, inTestCounty, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const CASES = '/api/v1/policy-simulation/cases'
const FACTS = '/api/v1/policy-simulation/facts'

describeEachDatabase('the year rules are tried on', (database) => {
  const clock = new FakeClock(parseLocal('2025-06-02T09:00', 480))
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient
  let town: TestClient
  const numbers: string[] = []

  const signIn = (account: string) => TestClient.signedIn(running.url, account)
  const whistle = async () => ((await town.send('POST', '/api/v1/cases', A_WHISTLE)).body as { number: string }).number
  /** Every page, `limit` to a page. */
  const pages = async <T extends { next: string | null }>(path: string, limit: number): Promise<T[]> => {
    const found: T[] = []
    for (let next: string | null = ''; next !== null && found.length < 20;) {
      const { status, body } = await admin.get(`${path}?limit=${limit}${next && `&after=${next}`}`)
      expect(status).toBe(200)
      found.push(body as T)
      next = (body as T).next
    }
    return found
  }
  const yearOf = async (limit: number) => openYear((await pages<SimulationCases>(CASES, limit)).map(({ page }) => page))

  beforeAll(async () => {
    running = await database.app({ clock })
    town = await signIn('town')
    await whistle()
    clock.advance(400 * DAY)
    town = await signIn('town')
    for (let index = 0; index < 5; index++) {
      // Two at the very same moment: a page may end between them.
      if (index !== 2) clock.advance(60_000)
      numbers.push(await whistle())
    }
    admin = await signIn('admin')
  })

  test.each([1, 2, 5, 6])('gives every case of the last twelve months once, in pages of %i', async (limit) => {
    const year = await yearOf(limit)
    expect(year.number.toSorted()).toEqual(numbers.toSorted())
    expect([...new Set(year.towns)]).toHaveLength(1)
    expect(year.items).toEqual([A_WHISTLE.item])
    const totals = (await pages<SimulationCases>(CASES, limit)).map(({ total }) => total)
    expect(totals).toEqual(totals.map((_total, page) => (page === 0 ? 5 : undefined)))
  })

  test('is what a changed rule is replayed on', async () => {
    const { hash, document } = (await admin.get('/api/v1/policies/current')).body as { hash: string; document: Policy }
    const year = await yearOf(500)
    expect(year.policies).toEqual([hash])
    const rule = document.sla.clocks.find((one) => one.start.includes('case.submitted'))
    const draft = structuredClone(document)
    for (const one of draft.sla.clocks)
      if (one.id === rule?.id) for (const goal of one.goals) Object.assign(goal, { amount: 1, unit: 'minute', basis: 'natural' })
    const replay = replayYear({ inForce: document, pinned: () => document, until: clock.now() + DAY }, year)
    expect(replay(draft)).toMatchObject({ cases: 5, compared: 5, rules: [{ clock: rule?.id, clocks: 5, late: 5 }] })
  })

  test('holds no title, no words, no place and no name', async () => {
    const text = JSON.stringify(await pages<SimulationCases>(CASES, 500))
    for (const secret of [A_WHISTLE.form.title, A_WHISTLE.form.description, A_WHISTLE.form.place.address, '"name"'])
      expect(text).not.toContain(secret)
  })

  test('answers 304 until one of the cases changes', async () => {
    const first = await admin.get(CASES)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"/)
    const again = await admin.get(CASES, { 'if-none-match': tag })
    expect([again.status, again.text]).toEqual([304, ''])
    const [id] = (first.body as { page: YearPage }).page.cases.id
    const dispatcher = await signIn('dispatcher')
    const sent = await dispatcher.send('POST', `/api/v1/cases/${id}/commands/dispatch`, {
      data: { lead: 'ZF', cooperating: ['SC', 'JJ'] },
    })
    expect([sent.status, sent.text.slice(0, 200)]).toEqual([200, expect.anything()])
    const changed = await admin.get(CASES, { 'if-none-match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(tag)
  })

  test('gives the facts of scores in the order in which their cases ended, without raters and words', async () => {
    const { id: county } = await running.database.db.read.selectFrom('counties').select('id').executeTakeFirstOrThrow()
    const fact = (unit: string): ScoreFact => ({
      kind: 'assignment',
      case: 'c1',
      assignment: 'a1',
      unit,
      unitType: 'department',
      town: 'nanhe',
      category: 'quick',
      'eval.stars': 4,
      'rater.eval.stars': 'somebody',
      comments: ['办得慢'],
    })
    const facts = ['f1', 'f2', 'f3', 'f0'].map((id, index) => ({
      county_id: county,
      id,
      month: '2026-06',
      unit: `U${index}`,
      town: 'nanhe',
      case_id: 'c1',
      assignment: 'a1',
      fact: encodeJson(fact(`U${index}`)),
      // The last ended before the twelve months.
      closed_at: index === 3 ? clock.now() - 380 * DAY : clock.now() - (index === 0 ? 2 : 1) * DAY,
      written_at: 1,
    }))
    await running.database.unitOfWork.run(inTestCounty, async (tx) => void (await tx.db.insertInto('facts').values(facts).execute()))
    for (const limit of [1, 2, 3, 10]) {
      const found = await pages<SimulationFacts>(FACTS, limit)
      const model = { population: { fact: 'assignment', where: { ge: ['eval.stars', 1] } }, indicators: {} } as never
      const opened = openScorePages(
        found.map(({ page }) => page),
        [model],
      )
      expect(opened.map(({ fact: { unit, 'eval.stars': stars } }) => [unit, stars])).toEqual([
        ['U0', 4],
        ['U1', 4],
        ['U2', 4],
      ])
      for (const secret of ['somebody', '办得慢']) expect(JSON.stringify(found)).not.toContain(secret)
    }
    const tag = (await admin.get(FACTS)).headers.get('etag') ?? ''
    expect((await admin.get(FACTS, { 'if-none-match': tag })).status).toBe(304)
    await running.database.unitOfWork.run(
      inTestCounty,
      async (tx) => void (await tx.db.updateTable('facts').set({ written_at: 2 }).where('id', '=', 'f2').execute()),
    )
    expect((await admin.get(FACTS, { 'if-none-match': tag })).status).toBe(200)
  })

  test.each(['town', 'dispatcher', 'dept', 'leader'])('is not for %s', async (account) => {
    const client = await signIn(account)
    for (const path of [CASES, FACTS]) expect((await client.get(path)).status).toBe(403)
  })

  test('is for the reviewer too', async () => {
    const client = await signIn('reviewer')
    for (const path of [CASES, FACTS]) expect((await client.get(path)).status).toBe(200)
  })

  test.each(['limit=0', 'limit=5001', 'after=x', `after=1.${'a'.repeat(90)}`, 'after=1;drop'])('refuses %s', async (query) => {
    expect((await admin.get(`${CASES}?${query}`)).status).toBe(400)
  })
})
