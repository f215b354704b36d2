import type { HistoryFindings, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { DAY, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { CaseHistoryReader } from './case-history.ts'

describeEachDatabase('a draft held against the cases of the county', (database) => {
  const clock = new FakeClock(parseLocal('2025-06-02T09:00', 480))
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient
  const numbers: string[] = []

  const as = <T>(answer: Answer) => answer.body as T & { code: string }
  const drafts = '/api/v1/policy-drafts'
  const signIn = (account: string) => TestClient.signedIn(running.url, account)
  const whistle = async (town: TestClient) => as<{ number: string }>(await town.send('POST', '/api/v1/cases', A_WHISTLE)).number

  beforeAll(async () => {
    running = await database.app({ clock })
    await whistle(await signIn('town'))
    clock.advance(400 * DAY)
    const town = await signIn('town')
    for (let index = 0; index < 3; index++) {
      clock.advance(60_000)
      numbers.push(await whistle(town))
    }
    admin = await signIn('admin')
  })

  /** A draft with one kind of document changed; saved without a refusal, whatever the cases say. */
  const draftWith = async (kind: 'forms' | 'responsibilities' | 'profile', edit: (policy: Policy) => unknown) => {
    const made = as<PolicyDraftDocument>(await admin.send('POST', drafts, { note: '试' }))
    const policy = made.document as unknown as Policy
    edit(policy)
    const saved = await admin.send('PUT', `${drafts}/${made.id}/documents/${kind}`, { revision: made.revision, value: policy[kind] })
    expect(saved.status).toBe(200)
    return as<PolicyDraft>(saved)
  }
  const findings = async (id: string) => as<HistoryFindings>(await admin.get(`${drafts}/${id}/history-findings`))
  const retyped = (policy: Policy) => {
    const fields = policy.forms.find((form) => form.id === 'whistle')?.schema.properties as Record<string, unknown>
    fields.title = { type: 'integer', title: '标题' }
  }

  test('reads the cases of the last twelve months and no older one', async () => {
    const { id, hash } = await draftWith('profile', () => undefined)
    expect(await findings(id)).toMatchObject({
      hash,
      cases: 3,
      unknown: 0,
      reached: null,
      until: clock.now(),
      since: clock.now() - 365 * DAY,
    })
  })

  test('names the cases that the list of the draft does not have any more, newest first', async () => {
    const { id } = await draftWith('responsibilities', ({ responsibilities }) => {
      for (const item of responsibilities.items) if (item.id === A_WHISTLE.item) item.retired = true
      responsibilities.routes = []
    })
    const found = (await findings(id)).findings.find((one) => one.code === 'policy.history.off-list')
    expect(found).toMatchObject({
      severity: 'amber',
      at: '/responsibilities/items',
      params: { count: 3, of: 3, numbers: numbers.toReversed() },
    })
  })

  test('a retyped field whose stored words do not convert is saved, shown red, and cannot be submitted', async () => {
    const { id, revision } = await draftWith('forms', retyped)
    expect((await findings(id)).findings).toMatchObject([
      { code: 'policy.history.field-retyped', severity: 'red', params: { name: '标题', count: 3, of: 3, hidden: 0 } },
    ])
    const refused = await admin.send('POST', `${drafts}/${id}/submit`, { revision, note: '改类型' })
    expect([refused.status, as(refused).code]).toEqual([422, 'policy.draft.red-findings'])
    expect(refused.body).toMatchObject({ why: [{ code: 'policy.history.field-retyped' }] })
    expect(as(await admin.send('POST', `${drafts}/${id}/submit`, { revision: revision - 1, note: '改类型' })).code).toBe(
      'policy.draft.stale',
    )
  })

  test('out of time it says how far it came, and judges by what it read', async () => {
    const { id } = await draftWith('forms', retyped)
    const draft = as<PolicyDraftDocument>(await admin.get(`${drafts}/${id}`)).document as unknown as Policy
    const { id: county } = await running.database.db.read.selectFrom('counties').select('id').executeTakeFirstOrThrow()
    const reader = running.app.get(CaseHistoryReader)
    const question = { county, draft, current: undefined, until: clock.now() }
    const cut = await reader.read(question, { page: 1, ms: 0 })
    expect(cut).toMatchObject({ reached: clock.now(), summary: { cases: 1, retyped: [{ unconverted: 1 }] } })
    const whole = await reader.read(question, { page: 1, ms: 60_000 })
    expect([whole.reached, whole.summary.cases]).toEqual([undefined, 3])
  })

  test('is not for those who may not see drafts, and of no draft there is nothing', async () => {
    const { id } = await draftWith('profile', () => undefined)
    for (const account of ['town', 'dispatcher', 'dept'])
      expect((await (await signIn(account)).get(`${drafts}/${id}/history-findings`)).status).toBe(403)
    expect((await (await signIn('reviewer')).get(`${drafts}/${id}/history-findings`)).status).toBe(200)
    expect((await admin.get(`${drafts}/none/history-findings`)).status).toBe(404)
  })
})
