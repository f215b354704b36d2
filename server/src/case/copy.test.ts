import type { CaseView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const REPORT = {
  category: 'routine',
  item: 'SD-ZF-03',
  situation: 'ZF03-unapproved',
  source: 'grid',
  form: {
    title: '和平路新设大型广告牌',
    description: '和平路 8 号楼外墙新装大型广告牌，业主不能出示批准手续，居民担心砸人。',
    place: { address: '和平路 8 号' },
    townCanSolve: false,
    risk: 'none',
    done: ['talked'],
    agencyAnswer: '综合执法中队到场责令自拆，业主称手续在办，高空拆除需要县局登高车。',
  },
}

describeEachDatabase('a case copied to others (抄送)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let town: TestClient
  let other: TestClient
  let dept: TestClient
  let id: string

  let nextKey = 0
  const send = (client: TestClient, path: string, body: object) =>
    client.send('POST', `/api/v1/cases${path}`, body, { 'idempotency-key': `copy-case-${nextKey++}` })
  const statusFor = async (client: TestClient) => (await client.get(`/api/v1/cases/${id}`)).status
  const told = async (client: TestClient) =>
    ((await client.get('/api/v1/notifications?limit=50&page=1')).body as { data: { text: string }[] }).data.map((one) => one.text)

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-jiangbei' } })
    const signed = await Promise.all(['town', 'town.zh04', 'dept'].map((one) => TestClient.signedIn(running.url, one)))
    ;[town, other, dept] = signed as [TestClient, TestClient, TestClient]
    const blown = await send(town, '', REPORT)
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
})
