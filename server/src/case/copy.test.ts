import type { CaseView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_BILLBOARD } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

describeEachDatabase('a case copied to others (抄送)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let town: TestClient
  let other: TestClient
  let dept: TestClient
  let platform: TestClient
  let reader: TestClient
  let colleague: TestClient
  let id: string

  let nextKey = 0
  const send = (client: TestClient, path: string, body: object) =>
    client.send('POST', `/api/v1/cases${path}`, body, { 'idempotency-key': `copy-case-${nextKey++}` })
  const statusFor = async (client: TestClient) => (await client.get(`/api/v1/cases/${id}`)).status
  const told = async (client: TestClient) =>
    ((await client.get('/api/v1/notifications?limit=50&page=1')).body as { data: { text: string }[] }).data.map((one) => one.text)

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-jiangbei' } })
    const signed = await Promise.all(
      ['town', 'town.zh04', 'dept', 'dispatcher', 'leader.sl', 'dept.sl'].map((one) => TestClient.signedIn(running.url, one)),
    )
    ;[town, other, dept, platform, reader, colleague] = signed as [TestClient, TestClient, TestClient, TestClient, TestClient, TestClient]
    const blown = await send(town, '', A_BILLBOARD)
    expect(blown.status, blown.text).toBe(201)
    id = (blown.body as { id: string }).id
  })

  test('a unit nobody knows, and whose case it is not, are refused', async () => {
    expect(await statusFor(dept)).toBe(404)
    expect((await send(town, `/${id}/commands/copy`, { data: { units: ['NOBODY'] } })).body).toMatchObject({ code: 'case.unit.unknown' })
    expect((await send(other, `/${id}/commands/copy`, { data: { units: ['ZF'] } })).status).toBe(404)
  })

  test('a department and another town see it from then on, and are told with the words', async () => {
    const copied = await send(town, `/${id}/commands/copy`, { data: { units: ['ZF', 'ZH04'], note: '请关注同类广告牌' } })
    expect(copied.status, copied.text).toBe(200)
    expect((copied.body as CaseView).case.copies).toMatchObject([{ unit: 'ZF' }, { unit: 'ZH04' }])
    expect([await statusFor(dept), await statusFor(other)]).toEqual([200, 200])
    const listed = ((await dept.get('/api/v1/cases?limit=100&page=1')).body as { data: { id: string }[] }).data.map((row) => row.id)
    expect(listed).toContain(id)
    for (const client of [dept, other]) expect(await told(client)).toContainEqual(expect.stringContaining('请关注同类广告牌'))
    expect(((await other.get(`/api/v1/cases/${id}`)).body as CaseView).allowed).toEqual([])
  })

  test('not twice to the same', async () => {
    const again = await send(town, `/${id}/commands/copy`, { data: { units: ['ZF'] } })
    expect([again.status, again.body]).toMatchObject([422, { code: 'case.copy.known', at: '/units/0' }])
  })

  test('one person sees it in the lists and by address, is told, and may do nothing; a colleague of the unit does not see it', async () => {
    const to = { data: { people: ['leader.sl'], note: '请您过目' } }
    expect((await send(town, `/${id}/commands/copy`, to)).body).toMatchObject({ code: 'case.copy.not-your-person', at: '/people/0' })
    const copied = await send(platform, `/${id}/commands/copy`, to)
    expect(copied.status, copied.text).toBe(200)
    const listed = async (client: TestClient) =>
      ((await client.get('/api/v1/cases?limit=100&page=1')).body as { data: { id: string }[] }).data.map((row) => row.id)
    expect([await listed(reader), await listed(colleague)]).toEqual([[id], []])
    expect([await statusFor(reader), await statusFor(colleague)]).toEqual([200, 404])
    expect([await told(reader), await told(colleague)]).toEqual([[expect.stringMatching(/抄送您阅知。请您过目$/)], []])
    expect(((await reader.get(`/api/v1/cases/${id}`)).body as CaseView).allowed).toEqual([])
    expect((await send(reader, `/${id}/commands/copy`, { data: { units: ['SL'] } })).body).toMatchObject({ code: 'case.copy.not-yours' })
  })

  test.each([
    ['somebody nobody knows', ['NOBODY'], 'case.person.unknown'],
    ['an administrator of the system', ['vendor'], 'case.copy.no-reader'],
    ['whom it was copied to', ['leader.sl'], 'case.copy.known'],
  ])('not to %s', async (_, people, code) => {
    expect((await send(platform, `/${id}/commands/copy`, { data: { people } })).body).toMatchObject({ code })
  })
})
