import type { Consultation, NotificationRow, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { DAY, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

const START = parseLocal('2026-11-02T09:00', 480)

describeEachDatabase('a consultation about a draft', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let clock: FakeClock
  const people = {} as Record<'admin' | 'reviewer' | 'town' | 'dept' | 'dept.sl' | 'dispatcher', TestClient>
  const as = <T>(answer: Answer) => answer.body as T & { code: string; at?: string }
  const drafts = '/api/v1/policy-drafts'
  let draft: PolicyDraft
  let sent: Consultation
  const signIn = async () => {
    for (const account of ['admin', 'reviewer', 'town', 'dept', 'dept.sl', 'dispatcher'] as const)
      people[account] = await TestClient.signedIn(running.url, account)
  }
  const withHours = (policy: Policy, clockId: string, hours: number) => ({
    ...policy.sla,
    clocks: policy.sla.clocks.map((one) =>
      one.id === clockId ? { ...one, goals: one.goals.map((goal) => ({ ...goal, amount: hours })) } : one,
    ),
  })
  let policy: Policy
  const save = async (value: unknown) =>
    (draft = as<PolicyDraft>(
      await people.admin.send('PUT', `${drafts}/${draft.id}/documents/sla`, { revision: draft.revisions['sla'] ?? 0, value }),
    ))
  const ask = (body: object = {}) =>
    people.admin.send('POST', `${drafts}/${draft.id}/consultations`, {
      revision: draft.revision,
      units: ['ZF', 'SL'],
      dueAt: START + 3 * DAY,
      silence: true,
      note: '到场提速，请提意见',
      ...body,
    })
  const answer = (who: TestClient, answers: object[]) => who.send('POST', `/api/v1/consultations/${sent.id}/answers`, { answers })
  const seen = async (who: TestClient) => as<Consultation>(await who.get(`/api/v1/consultations/${sent.id}`))
  const statuses = async () => Object.fromEntries((await seen(people.reviewer)).units.map((one) => [one.unit, one.status]))

  const waiting = async () => {
    const counts = await Promise.all((['dept', 'dept.sl', 'town'] as const).map((who) => people[who].get('/api/v1/consultations-waiting')))
    return counts.map((one) => as<{ count: number; dueAt: number | null }>(one)).map(({ count, dueAt }) => [count, dueAt && dueAt - START])
  }

  beforeAll(async () => {
    clock = new FakeClock(START)
    running = await database.app({ clock })
    await signIn()
    const made = as<PolicyDraftDocument>(await people.admin.send('POST', drafts, { note: '试' }))
    draft = made
    policy = made.document as unknown as Policy
  })

  test.each<[string, () => object, string]>([
    ['about nothing', () => ({}), 'policy.draft.unchanged'],
    ['until yesterday', () => ({ dueAt: START - DAY }), 'policy.consultation.due-past'],
    ['about another revision', () => ({ revision: 99 }), 'policy.draft.stale'],
  ])('is not sent %s', async (_, body, code) => expect(as(await ask(body())).code).toBe(code))

  test('carries the changed clauses in words, and tells the units', async () => {
    await save(withHours(policy, 'arrive', 2))
    expect(as(await ask({ units: ['ZF', 'NOBODY'] }))).toMatchObject({ code: 'policy.consultation.unknown-unit', at: '/units' })
    const asked = await ask()
    expect(asked.status).toBe(201)
    sent = as<Consultation>(asked)
    expect(sent.clauses.map((one) => [one.title, one.changed])).toEqual([['到场时限', false]])
    expect(sent.clauses[0]?.sentences.join()).toContain('改为 2 小时')
    const told = as<NotificationRow[]>(await people.dept.get('/api/v1/notifications')).filter((one) => one.kind === 'policy.consulted')
    expect(told.map(({ text, params }) => [text, params['to']])).toEqual([
      ['请对制度修改提意见：涉及 1 条。到场提速，请提意见', `/consultations/${sent.id}`],
    ])
    expect(await statuses()).toEqual({ ZF: 'unread', SL: 'unread' })
    expect(await waiting()).toEqual([
      [1, 3 * DAY],
      [1, 3 * DAY],
      [0, null],
    ])
  })

  test('is for those who were asked, who see themselves only', async () => {
    for (const who of [people.town, people.dispatcher]) expect((await who.get(`/api/v1/consultations/${sent.id}`)).status).toBe(404)
    expect((await seen(people.dept)).units.map((one) => one.unit)).toEqual(['ZF'])
    expect(await statuses()).toEqual({ ZF: 'read', SL: 'unread' })
    expect(as<Consultation[]>(await people.town.get('/api/v1/consultations'))).toEqual([])
    expect(as<Consultation[]>(await people.dept.get('/api/v1/consultations')).map((one) => one.id)).toEqual([sent.id])
  })

  test('is answered clause by clause, an objection with its reason', async () => {
    const clause = sent.clauses[0]?.key ?? ''
    expect(as(await answer(people.dept, [{ clause, answer: 'object', reason: ' ' }]))).toMatchObject({
      code: 'policy.consultation.no-reason',
      at: '/answers/0/reason',
    })
    expect(as(await answer(people.dept, [{ clause: '第一条 别的', answer: 'agree', reason: '' }])).code).toBe(
      'policy.consultation.unknown-clause',
    )
    expect((await answer(people.dispatcher, [{ clause, answer: 'agree', reason: '' }])).status).toBe(403)
    expect((await answer(people.town, [{ clause, answer: 'agree', reason: '' }])).status).toBe(404)
    await answer(people.dept, [{ clause, answer: 'object', reason: '山区两小时到不了' }])
    expect(await statuses()).toEqual({ ZF: 'object', SL: 'unread' })
    expect((await waiting()).map(([count]) => count)).toEqual([0, 1, 0])
  })

  test('marks what the draft says otherwise by now', async () => {
    await save(withHours(policy, 'arrive', 1))
    expect((await seen(people.reviewer)).clauses.map((one) => one.changed)).toEqual([true])
    await save(withHours(policy, 'arrive', 2))
    expect((await seen(people.reviewer)).clauses.map((one) => one.changed)).toEqual([false])
  })

  test('after its day silence counts as no objection, and nobody answers any more', async () => {
    clock.advance(3 * DAY + 1)
    await signIn()
    expect(await statuses()).toEqual({ ZF: 'object', SL: 'silent' })
    const late = await answer(people['dept.sl'], [{ clause: sent.clauses[0]?.key, answer: 'agree', reason: '' }])
    expect([late.status, as(late).code]).toEqual([409, 'policy.consultation.over'])
    expect((await waiting()).map(([count]) => count)).toEqual([0, 0, 0])
  })

  test('stays on record, every word of it', async () => {
    const lines = await running.database.db.read.selectFrom('audit').select('action').where('action', 'like', 'policy.consult%').execute()
    expect(lines.map((one) => one.action)).toEqual(['policy.consult', 'policy.consult-read', 'policy.consult-answer'])
    expect(as<Consultation[]>(await people.reviewer.get(`${drafts}/${draft.id}/consultations`)).map((one) => one.id)).toEqual([sent.id])
  })
})
