import type { PolicyUsage } from '@shaotai/api'
import { DAY, parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { PolicyUsageCounter } from './policy-usage.ts'

const USAGE = '/api/v1/policy-usage'

describeEachDatabase('what of the policy last year used', (database) => {
  const clock = new FakeClock(parseLocal('2025-06-02T09:00', 480))
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient
  let county = ''

  const as = (account: string) => TestClient.signedIn(running.url, account)
  const usage = async () => (await admin.get(USAGE)).body as PolicyUsage
  const count = () => running.app.get(PolicyUsageCounter).count(county)
  const cases = async (kind: string, key: string) => (await usage()).uses.find((one) => one.kind === kind && one.key === key)?.cases

  beforeAll(async () => {
    running = await database.app({ clock })
    admin = await as('admin')
    county = ((await admin.get('/api/v1/session')).body as { county: { id: string } }).county.id
    const town = await as('town')
    await town.send('POST', '/api/v1/cases', A_WHISTLE)
  })

  test('is not known before somebody counted', async () => {
    expect(await usage()).toEqual({ countedAt: null, since: 0, cases: 0, uses: [] })
  })

  test('is counted by case: category, item, steps and clocks', async () => {
    expect(await count()).toBe(true)
    expect(await usage()).toMatchObject({ countedAt: clock.now(), cases: 1 })
    expect(await cases('category', A_WHISTLE.category)).toBe(1)
    expect(await cases('item', A_WHISTLE.item)).toBe(1)
    expect((await usage()).uses.some(({ kind }) => kind === 'clock')).toBe(true)
    expect((await usage()).uses.some(({ kind, key }) => kind === 'step' && key.endsWith('/submit'))).toBe(true)
  })

  test('forgets what is older than a year, and keeps no row of it', async () => {
    clock.advance(400 * DAY)
    const town = await as('town')
    admin = await as('admin')
    await town.send('POST', '/api/v1/cases', A_WHISTLE)
    await town.send('POST', '/api/v1/cases', A_WHISTLE)
    await count()
    expect([(await usage()).cases, await cases('item', A_WHISTLE.item)]).toEqual([2, 2])
  })

  test('stops between two pages when the server stops, and leaves the last count as it was', async () => {
    const before = await usage()
    expect(await running.app.get(PolicyUsageCounter).count(county, () => true)).toBe(false)
    expect(await usage()).toEqual(before)
  })

  test('is for those who change or review the rules', async () => {
    expect((await (await as('town')).get(USAGE)).status).toBe(403)
    expect((await (await as('reviewer')).get(USAGE)).status).toBe(200)
  })
})
