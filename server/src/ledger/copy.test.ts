import type { LedgerEntryView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const ACCOUNTS = ['supervisor', 'leader.sl', 'dept.sl', 'town'] as const
type Account = (typeof ACCOUNTS)[number]

describeEachDatabase('a ledger entry copied to others (抄送)', (database) => {
  const people = {} as Record<Account, TestClient>
  let id: string
  let keys = 0

  const post = (who: Account, path: string, payload: object) =>
    people[who].send('POST', `/api/v1${path}`, payload, { 'idempotency-key': `copy-entry-${keys++}` })
  const copy = (who: Account, data: object) => post(who, `/ledger-entries/${id}/commands/copy`, { data })
  const show = (who: Account) => people[who].get(`/api/v1/ledger-entries/${id}`)
  const listed = async (who: Account) =>
    ((await people[who].get('/api/v1/ledger-entries?limit=100&page=1')).body as { data: { id: string }[] }).data.map((row) => row.id)
  const told = async (who: Account) =>
    ((await people[who].get('/api/v1/notifications?limit=50&page=1')).body as { data: { text: string }[] }).data.map((one) => one.text)

  beforeAll(async () => {
    const running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    for (const account of ACCOUNTS) people[account] = await TestClient.signedIn(running.url, account)
    const form = { title: '两次未到场', behaviour: 'no-show', fact: '签收后均未到场。', owner: 'ZF' }
    const opened = await post('supervisor', '/ledger-entries', { ledger: 'accountability', form })
    expect(opened.status, opened.text).toBe(201)
    id = (opened.body as LedgerEntryView).entry.id
  })

  test('to one person: they see it in the list and by address, are told, and may do nothing; their unit does not', async () => {
    expect([(await show('leader.sl')).status, await listed('leader.sl')]).toEqual([404, []])
    const copied = await copy('supervisor', { people: ['leader.sl'], note: '请您过目' })
    expect(copied.status, copied.text).toBe(200)
    expect((copied.body as LedgerEntryView).entry.copies).toMatchObject([{ unit: 'SL', person: { id: 'leader.sl', name: '李晓雯' } }])
    expect([(await show('leader.sl')).status, (await show('dept.sl')).status]).toEqual([200, 404])
    expect([await listed('leader.sl'), await listed('dept.sl')]).toEqual([[id], []])
    expect([await told('leader.sl'), await told('dept.sl')]).toEqual([[expect.stringMatching(/抄送您阅知。请您过目$/)], []])
    expect(((await show('leader.sl')).body as LedgerEntryView).allowed).toEqual([])
    expect((await copy('leader.sl', { units: ['SC'] })).body).toMatchObject({ code: 'ledger.copy.not-yours' })
  })

  test('to a unit: all of it; not to one that nobody knows', async () => {
    expect((await copy('supervisor', { units: ['NOBODY'] })).body).toMatchObject({ code: 'case.unit.unknown', at: '/units/0' })
    const copied = await copy('supervisor', { units: ['SL'] })
    expect(copied.status, copied.text).toBe(200)
    expect([(await show('dept.sl')).status, await listed('dept.sl')]).toEqual([200, [id]])
    expect(await told('dept.sl')).toContainEqual(expect.stringContaining('抄送贵单位阅知'))
    expect((await show('town')).status).toBe(404)
  })
})
