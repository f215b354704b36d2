import type { LedgerEntryView } from '@shaotai/api'
import { parseLocal, type EntryEvent } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const ACCOUNTS = {
  supervisor: 'supervisor',
  head: 'head',
  county: 'leader',
  outsider: 'dept.sl',
  expert: 'leader.sl',
  chief: 'leader.zf',
  town: 'town',
} as const
type Who = keyof typeof ACCOUNTS
type Told = { data: { text: string; kind: string }[] }

describeEachDatabase('an approval of a ledger entry', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<Who, TestClient>
  let keys = 0

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as Who] = await TestClient.signedIn(running.url, account)
  })

  const post = (who: Who, path: string, payload: object) =>
    people[who].send('POST', `/api/v1${path}`, payload, { 'idempotency-key': `approval-${keys++}` })
  const give = async (who: Who, id: string, command: string, data: object = {}) => {
    const answer = await post(who, `/ledger-entries/${id}/commands/${command}`, { data })
    expect([command, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([command, 200, ''])
    return answer.body as LedgerEntryView
  }
  const refused = async (who: Who, id: string, command: string, data: object = {}) => {
    const answer = await post(who, `/ledger-entries/${id}/commands/${command}`, { data })
    return (answer.body as { code: string }).code
  }
  const show = async (who: Who, id: string) => people[who].get(`/api/v1/ledger-entries/${id}`)
  const offered = async (who: Who, id: string) => ((await show(who, id)).body as LedgerEntryView).allowed.map((one) => one.command)
  const told = async (who: Who) =>
    ((await people[who].get('/api/v1/notifications?limit=50&page=1')).body as Told).data.map((one) => one.text)
  const yes = { stance: 'approve' }

  /** An entry whose proposed decision two must approve, one after the other. */
  async function proposed(): Promise<string> {
    const form = { title: '两次未到场', behaviour: 'no-show', fact: '签收后均未到场。', owner: 'ZF' }
    const opened = (await post('supervisor', '/ledger-entries', { ledger: 'accountability', form })).body as LedgerEntryView
    const { id } = opened.entry
    await give('supervisor', id, 'take', { step: 'silent', reason: { text: '逾期未说明' } })
    await give('supervisor', id, 'take', { step: 'settle', form: { result: 'talk', finding: '约谈主管领导。' } })
    return id
  }

  test('is sent back, handed in again with a note, added to and handed on, and copied when decided', async () => {
    const id = await proposed()
    expect((await show('expert', id)).status).toBe(404)
    expect(await offered('head', id)).toEqual(['sign', 'sendBack', 'addSeat', 'addSeat', 'passOn', 'passOn'])

    await give('head', id, 'sendBack', { to: 'submitter', reason: { text: '写明依据' } })
    expect(await offered('head', id)).toEqual([])
    expect(await told('supervisor')).toContainEqual(expect.stringContaining('处理意见审批已退回，请修改后再送审'))
    const form = { result: 'talk', finding: '依清单责任约谈主管领导。' }
    expect(await refused('supervisor', id, 'resubmit', { form: { result: 'no such' } })).toBe('form.invalid')
    const again = await give('supervisor', id, 'resubmit', { form, reason: { text: '已写明依据' } })
    expect(again.entry.form).toMatchObject(form)

    const added = await give('head', id, 'addSeat', { position: 'before', person: 'leader.sl' })
    expect(added.entry.approvals?.[0]?.seats.map((seat) => seat.person?.name ?? seat.role)).toHaveLength(3)
    expect((await show('expert', id)).status).toBe(200)
    expect(await told('expert')).toContainEqual(expect.stringContaining('请办理处理意见审批'))
    await give('expert', id, 'sign', yes)
    await give('head', id, 'sign', yes)
    expect(await refused('county', id, 'passOn', { kind: 'transfer', person: 'nobody' })).toBe('case.approval.person')
    const done = await give('county', id, 'sign', yes)
    expect(done.entry).toMatchObject({ phase: 'DONE', approvals: [{ status: 'passed', copies: [{ role: 'dept-leader', unit: 'ZF' }] }] })

    expect(await told('chief')).toContainEqual(expect.stringContaining('处理意见审批抄送您阅知'))
    expect(await offered('chief', id)).toContain('readCopy')
    await give('chief', id, 'readCopy')
    const events = (await people.county.get(`/api/v1/ledger-entries/${id}/events`)).body as EntryEvent[]
    expect(events.find((event) => event.type === 'approval.resubmitted')).toMatchObject({
      by: { unit: 'DK' },
      reason: { text: '已写明依据' },
    })
    expect(events.at(-1)).toMatchObject({ type: 'approval.read', by: { person: 'leader.zf' } })
  })

  test('is nobody else’s', async () => {
    const id = await proposed()
    expect(await refused('county', id, 'sign', yes)).toBe('case.approval.not-your-turn')
    expect(await refused('supervisor', id, 'sign', yes)).toBe('case.approval.not-your-seat')
    expect(await refused('outsider', id, 'sign', yes)).toBe('ledger.not-found')
    expect(await refused('head', id, 'addSeat', { position: 'beside', person: 'x' })).toBe('http.invalid')
    expect(await refused('supervisor', id, 'withdrawApproval')).toBeUndefined()
    expect(await refused('town', id, 'resubmit')).toBe('ledger.not-found')
  })
})
