import type { CaseCounts, CaseView, SubstitutesView, WaitingSeat } from '@shaotai/api'
import { DAY, parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'

const HARD = {
  category: 'hard',
  item: 'CS-ST-01',
  form: {
    title: '板材作坊粉尘扰民',
    description: '三家板材作坊无环评，夜间生产，群众多次反映。',
    place: { address: '南河镇工业路' },
    withinPower: false,
    agencyCanSolve: false,
    attempted: ['dissuaded'],
  },
}
const MINE = '/api/v1/me/substitutes'

describeEachDatabase('somebody stands in for another (代理)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let town: TestClient
  let secretary: TestClient
  let dept: TestClient
  let admin: TestClient
  let ids: Record<'secretary' | 'dept' | 'town' | 'admin', string>
  let id: string

  const idOf = async (client: TestClient) => ((await client.get('/api/v1/session')).body as { person: string }).person
  const waiting = async (client: TestClient) => ((await client.get('/api/v1/waiting-approvals')).body as { data: WaitingSeat[] }).data
  const counts = async (client: TestClient) => (await client.get('/api/v1/case-counts')).body as CaseCounts
  const listed = async (client: TestClient) =>
    ((await client.get('/api/v1/cases?limit=100&page=1')).body as { data: { id: string }[] }).data.some((row) => row.id === id)

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-city' } })
    const signed = await Promise.all(
      ['town', 'secretary.zh03', 'dept', 'admin'].map((account) => TestClient.signedIn(running.url, account)),
    )
    ;[town, secretary, dept, admin] = signed as [TestClient, TestClient, TestClient, TestClient]
    ids = { secretary: await idOf(secretary), dept: await idOf(dept), town: await idOf(town), admin: await idOf(admin) }
    const blown = await town.send('POST', '/api/v1/cases', HARD, { 'idempotency-key': 'substitutes-1' })
    expect(blown.status, blown.text).toBe(201)
    id = (blown.body as { id: string }).id
  })

  test('what waits for a seat of mine is listed and counted, and is nobody else’s', async () => {
    expect(await waiting(secretary)).toMatchObject([{ owner: { kind: 'case', id, title: HARD.form.title } }])
    expect(await counts(secretary)).toMatchObject({ seats: 1, mine: 1 })
    expect(await waiting(dept)).toEqual([])
    expect(await counts(dept)).toMatchObject({ seats: 0 })
    expect((await dept.get(`/api/v1/cases/${id}`)).status).toBe(404)
  })

  test('a list that cannot be is refused, with the place', async () => {
    const body = { substitutes: [{ person: ids.secretary, from: '2026-11-02', to: '2026-11-06' }] }
    const answer = await secretary.send('PUT', MINE, body)
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'substitute.self', at: '/substitutes/0/person' }])
    const unknown = await secretary.send('PUT', MINE, { substitutes: [{ person: 'nobody', from: '2026-11-02', to: '2026-11-06' }] })
    expect(unknown.body).toMatchObject({ code: 'substitute.unknown' })
  })

  test('only an administrator sets those of others, never themselves', async () => {
    const path = `/api/v1/people/${ids.secretary}/substitutes`
    const body = { substitutes: [{ person: ids.admin, from: '2026-11-02', to: '2026-11-06' }] }
    expect((await town.send('PUT', path, body)).status).toBe(403)
    expect((await admin.send('PUT', path, body)).body).toMatchObject({ code: 'substitute.own-hand' })
    expect((await admin.send('PUT', '/api/v1/people/nobody/substitutes', body)).status).toBe(404)
  })

  test('the substitute sees what waits for the absent person, opens the case and acts in their name', async () => {
    const body = { substitutes: [{ person: ids.dept, from: '2026-11-02', to: '2026-11-06' }] }
    const set = await secretary.send('PUT', MINE, body)
    expect([set.status, set.body]).toMatchObject([200, { substitutes: body.substitutes, standsFor: [] }])
    const mine = (await dept.get(MINE)).body as SubstitutesView
    expect(mine).toMatchObject({ substitutes: [], standsFor: [{ person: ids.secretary, from: '2026-11-02', to: '2026-11-06' }] })

    expect(await waiting(dept)).toMatchObject([{ owner: { id }, standingFor: { person: ids.secretary } }])
    expect(await counts(dept)).toMatchObject({ seats: 1 })
    expect(await listed(dept)).toBe(true)
    const shown = await dept.get(`/api/v1/cases/${id}`)
    expect((shown.body as CaseView).allowed.map((one) => one.command)).toContain('resolveMeeting')

    const minutes = [await uploadPhoto(dept, running.url, 9)].map(({ id: file, name }) => ({ id: file, name }))
    const resolution = {
      number: '南河会纪〔2026〕12号',
      date: '2026-11-01',
      expected: 9,
      present: 7,
      for: 6,
      against: 1,
      abstained: 0,
      minutes,
    }
    const passed = await dept.send(
      'POST',
      `/api/v1/cases/${id}/commands/resolveMeeting`,
      { data: { resolution } },
      { 'idempotency-key': 'substitutes-2' },
    )
    expect(passed.status, passed.text).toBe(200)
    expect((passed.body as CaseView).case.approvals?.[0]?.seats[0]?.answer).toMatchObject({
      by: { id: ids.dept },
      standingFor: { id: ids.secretary },
    })
    expect([await waiting(dept), await waiting(secretary)]).toEqual([[], []])
    expect((await dept.get(`/api/v1/cases/${id}`)).status).toBe(200)
  })

  test('two do not stand in for each other on one day', async () => {
    const answer = await dept.send('PUT', MINE, { substitutes: [{ person: ids.secretary, from: '2026-11-06', to: '2026-11-09' }] })
    expect(answer.body).toMatchObject({ code: 'substitute.cycle' })
  })

  test('when it has ended, by the calendar or at once, the case is out of reach again', async () => {
    clock.advance(4 * DAY)
    secretary = await TestClient.signedIn(running.url, 'secretary.zh03')
    dept = await TestClient.signedIn(running.url, 'dept')
    expect((await dept.get(`/api/v1/cases/${id}`)).status).toBe(200)
    expect((await secretary.send('PUT', MINE, { substitutes: [] })).body).toMatchObject({ substitutes: [] })
    expect((await dept.get(`/api/v1/cases/${id}`)).status).toBe(404)
    expect(await listed(dept)).toBe(false)
    const kept = await running.database.db.read.selectFrom('substitutions').selectAll().where('person', '=', ids.secretary).execute()
    expect(kept).toMatchObject([{ substitute: ids.dept, from_day: '2026-11-02', to_day: '2026-11-05' }])
    const lines = await running.database.db.read
      .selectFrom('audit')
      .select(['action', 'target'])
      .where('action', '=', 'person.substitutes')
      .execute()
    expect(lines).toHaveLength(2)
  })
})
