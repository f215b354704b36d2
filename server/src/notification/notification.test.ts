import type { NotificationRow } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

describeEachDatabase('notices', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let town: TestClient, dispatcher: TestClient, dept: TestClient, other: TestClient, leader: TestClient

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    ;[town, dispatcher, dept, other, leader] = (await Promise.all(
      ['town', 'dispatcher', 'dept', 'dept.sl', 'leader'].map((account) => TestClient.signedIn(running.url, account)),
    )) as [TestClient, TestClient, TestClient, TestClient, TestClient]
  })

  const of = async (client: TestClient) => (await client.get('/api/v1/notifications?sort[0]=createdAt,DESC')).body as NotificationRow[]

  test('a whistle rings at the platform and nowhere else', async () => {
    await town.send('POST', '/api/v1/cases', A_WHISTLE)
    expect(await of(dispatcher)).toMatchObject([
      { kind: 'case.submitted', sound: 'chime', text: expect.stringContaining('农贸市场北门占道经营') as string, readAt: null },
    ])
    for (const client of [town, dept, other, leader]) expect(await of(client)).toEqual([])
  })

  test('a dispatch tells the departments it names, and no other', async () => {
    const [{ caseId }] = (await of(dispatcher)) as [NotificationRow]
    await dispatcher.send('POST', `/api/v1/cases/${caseId}/commands/dispatch`, { data: { lead: 'ZF', cooperating: ['SC', 'JJ'] } })
    expect((await of(dept)).map((notice) => notice.kind)).toContain('assignment.created')
    expect(await of(other)).toEqual([])
  })

  test('read is read once; what is addressed to others cannot be marked', async () => {
    const [notice] = (await of(dispatcher)) as [NotificationRow]
    expect((await other.send('POST', '/api/v1/notifications/read', { ids: [notice.id] })).body).toEqual({ read: 0 })
    expect((await dispatcher.send('POST', '/api/v1/notifications/read', { ids: [notice.id] })).body).toEqual({ read: 1 })
    expect((await dispatcher.send('POST', '/api/v1/notifications/read', { ids: [notice.id] })).body).toEqual({ read: 0 })
    expect((await of(dispatcher))[0]?.readAt).not.toBeNull()
  })
})
