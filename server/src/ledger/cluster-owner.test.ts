import type { LedgerEntryView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

describeEachDatabase('a cluster (片区) is charged with what it agreed on (S3-26)', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let town: TestClient
  let other: TestClient
  let coordinator: TestClient

  beforeAll(async () => {
    const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
    running = await database.app({ clock, settings: { template: 'hechuan-jiangbei' } })
    town = await TestClient.signedIn(running.url, 'town')
    other = await TestClient.signedIn(running.url, 'town.zh04')
    coordinator = await TestClient.signedIn(running.url, 'cluster.pq3')
  })

  test('its coordinator sees the entry and does it; a town outside does not see it', async () => {
    const form = {
      title: '沿河早市统一疏导',
      cluster: 'river',
      villages: '沿河村、河口村',
      decision: '设一处便民疏导点，轮流值守。',
      owner: 'PQ3',
      deadline: '2026-11-20',
    }
    const opened = await town.send('POST', '/api/v1/ledger-entries', { ledger: 'clusters', form }, { 'idempotency-key': 'cluster-1' })
    expect(opened.status, opened.text).toBe(201)
    const path = `/api/v1/ledger-entries/${(opened.body as LedgerEntryView).entry.id}`
    const answer = await coordinator.get(path)
    expect(answer.status, answer.text).toBe(200)
    const seen = answer.body as LedgerEntryView
    expect(seen.entry.form).toMatchObject({ owner: 'PQ3' })
    expect(seen.allowed.map((one) => one.step)).toContain('take')
    expect((await other.get(path)).status).toBe(404)
    const taken = await coordinator.send('POST', `${path}/commands/take`, { data: { step: 'take' } }, { 'idempotency-key': 'cluster-2' })
    expect((taken.body as LedgerEntryView).entry).toMatchObject({ phase: 'DOING' })
  })
})
