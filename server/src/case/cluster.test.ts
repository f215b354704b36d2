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

describeEachDatabase('the coordinator of a cluster (片区) and the cases of its towns (S3-26)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let town: TestClient
  let other: TestClient
  let dispatcher: TestClient
  let coordinator: TestClient
  let mine: string
  let foreign: string

  let nextKey = 0
  const send = (client: TestClient, path: string, body: object) =>
    client.send('POST', `/api/v1/cases${path}`, body, { 'idempotency-key': `cluster-case-${nextKey++}` })
  const ids = async (client: TestClient) =>
    ((await client.get('/api/v1/cases?limit=100&page=1')).body as { data: { id: string }[] }).data.map((row) => row.id)

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-jiangbei' } })
    const signed = await Promise.all(['town', 'town.zh04', 'dispatcher', 'cluster.pq3'].map((one) => TestClient.signedIn(running.url, one)))
    ;[town, other, dispatcher, coordinator] = signed as [TestClient, TestClient, TestClient, TestClient]
    const blown = [await send(town, '', REPORT), await send(other, '', REPORT)]
    for (const answer of blown) expect(answer.status, answer.text).toBe(201)
    ;[mine = '', foreign = ''] = blown.map((answer) => (answer.body as { id: string }).id)
  })

  test('sees those of its towns and no others, in lists, counts and by address', async () => {
    expect(await ids(coordinator)).toContain(mine)
    expect(await ids(coordinator)).not.toContain(foreign)
    expect((await coordinator.get(`/api/v1/cases/${foreign}`)).status).toBe(404)
    expect((await coordinator.get(`/api/v1/cases/${mine}`)).status).toBe(200)
    expect(await ids(town)).not.toContain(foreign)
  })

  test('blows no whistle in the cluster’s name', async () => {
    expect((await send(coordinator, '', REPORT)).body).toMatchObject({ code: 'case.submit.cluster' })
  })

  test('acts for the town where the flow gives the role a step; the cluster hears of an urge', async () => {
    const dispatched = await send(dispatcher, `/${mine}/commands/dispatch`, { data: { lead: 'ZF', cooperating: ['SC', 'ZJ'] } })
    expect(dispatched.status, dispatched.text).toBe(200)
    const shown = (await coordinator.get(`/api/v1/cases/${mine}`)).body as CaseView
    expect(shown.allowed.map((one) => one.command)).toContain('urge')
    const urged = await send(coordinator, `/${mine}/commands/urge`, { data: {} })
    expect(urged.status, urged.text).toBe(200)
    const events = (await coordinator.get(`/api/v1/cases/${mine}/events`)).body as { type: string; by: object }[]
    expect(events.findLast((one) => one.type === 'urge.sent')?.by).toEqual({
      person: 'cluster.pq3',
      name: '柏清河',
      unit: 'PQ3',
      roles: ['town-principal'],
    })
    const told = ((await coordinator.get('/api/v1/notifications?limit=50&page=1')).body as { data: { text: string }[] }).data
    expect(told.map((one) => one.text)).toContainEqual(expect.stringContaining('请片区帮助协调'))
  })
})
