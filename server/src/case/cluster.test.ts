import type { CaseView, Session, TownGroup } from '@shaotai/api'
import { copyProblem, parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_BILLBOARD } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

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
    const blown = [await send(town, '', A_BILLBOARD), await send(other, '', A_BILLBOARD)]
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

  test('knows from the session which towns are theirs, so that the console offers what the server allows', async () => {
    const session = (await coordinator.get('/api/v1/session')).body as Session
    expect(((await town.get('/api/v1/session')).body as Session).covers).toBeUndefined()
    const state = ((await coordinator.get(`/api/v1/cases/${mine}`)).body as CaseView).case
    expect(session.covers).toContain(state.town)
    expect(copyProblem(state, { ...session, unit: session.unit.id })).toBeUndefined()
    expect((await send(coordinator, `/${mine}/commands/copy`, { data: { units: ['SL'] } })).status).toBe(200)
  })

  test('counts by cluster and town what its list has, by one statement, and filtered as the list is', async () => {
    const groups = async (client: TestClient, s?: object) =>
      (await client.get(`/api/v1/case-groups${s ? `?s=${encodeURIComponent(JSON.stringify(s))}` : ''}`)).body as TownGroup[]
    const state = ((await coordinator.get(`/api/v1/cases/${mine}`)).body as CaseView).case
    expect(await groups(coordinator)).toEqual([{ cluster: 'PQ3', town: state.town, total: 1, urgent: 0 }])
    const county = await groups(dispatcher)
    expect(county.map(({ town, total }) => [town, total])).toEqual(
      expect.arrayContaining([
        [state.town, 1],
        ['ZH04', 1],
      ]),
    )
    expect(new Set(county.map((one) => one.cluster)).size).toBe(2)
    expect(await groups(dispatcher, { town: { $eq: 'ZH04' } })).toEqual([expect.objectContaining({ town: 'ZH04', total: 1, urgent: 0 })])
    expect((await dispatcher.get('/api/v1/case-groups?s=%7B%22nothing%22%3A1%7D')).status).toBe(400)
  })

  test('blows no whistle in the cluster’s name', async () => {
    expect((await send(coordinator, '', A_BILLBOARD)).body).toMatchObject({ code: 'case.submit.cluster' })
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

  test('counts what is overdue beside', async () => {
    clock.set(parseLocal('2026-11-20T09:00', 480))
    const later = await TestClient.signedIn(running.url, 'cluster.pq3')
    expect((await later.get('/api/v1/case-groups')).body).toMatchObject([{ cluster: 'PQ3', total: 1, urgent: 1 }])
  })
})
