import type { CaseView, PolicyDocument, PolicyDraft, PolicyDraftDocument, PolicyVersion } from '@shaotai/api'
import { adoptOutcomes, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

describeEachDatabase('policies', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient, reviewer: TestClient, town: TestClient, dispatcher: TestClient, dept: TestClient
  let draft: PolicyDraftDocument

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    const signIn = (account: string) => TestClient.signedIn(running.url, account)
    ;[admin, reviewer, town, dispatcher, dept] = (await Promise.all(['admin', 'reviewer', 'town', 'dispatcher', 'dept'].map(signIn))) as [
      TestClient,
      TestClient,
      TestClient,
      TestClient,
      TestClient,
    ]
  })

  const as = <T>(answer: Answer) => answer.body as T & { code: string; at?: string; params: Record<string, unknown> }
  const drafts = '/api/v1/policy-drafts'
  const newDraft = async (from?: string) => as<PolicyDraftDocument>(await admin.send('POST', drafts, { ...(from && { from }), note: '试' }))
  const policyOf = (document: PolicyDraftDocument) => document.document as unknown as Policy
  const save = (id: string, kind: string, revision: number, value: unknown) =>
    admin.send('PUT', `${drafts}/${id}/documents/${kind}`, { revision, value })
  const withArrival = ({ sla }: Policy, hours: number): Policy['sla'] => ({
    ...sla,
    clocks: sla.clocks.map((clock) =>
      clock.id === 'arrive'
        ? { ...clock, goals: clock.goals.map((goal) => (goal.unit === 'hour' ? { ...goal, amount: hours } : goal)) }
        : clock,
    ),
  })
  /** Changes the rule and accepts what the examples come to under it. */
  const saveArrival = async ({ id, revisions, document }: PolicyDraftDocument, hours: number) => {
    const before = document as unknown as Policy
    const policy = { ...before, sla: withArrival(before, hours) }
    const changed = as<PolicyDraft>(await save(id, 'sla', revisions.sla ?? 0, policy.sla))
    expect(changed.examples.length).toBeGreaterThan(0)
    return as<PolicyDraft>(
      await save(
        id,
        'examples',
        changed.revisions.examples ?? 0,
        adoptOutcomes(
          policy.examples,
          changed.examples,
          changed.examples.map((one) => one.id),
        ),
      ),
    )
  }
  const submit = (id: string, revision: number) => admin.send('POST', `${drafts}/${id}/submit`, { revision, note: '到场提速' })
  const publish = (who: TestClient, id: string, hash: string, password = TEST_PASSWORD) =>
    who.send('POST', `${drafts}/${id}/publish`, { hash, password })
  const arrivalHours = async () => {
    const { case: state } = as<CaseView>(await town.send('POST', '/api/v1/cases', A_WHISTLE))
    await dispatcher.send('POST', `/api/v1/cases/${state.id}/commands/dispatch`, { data: { lead: 'ZF', cooperating: ['SC', 'JJ'] } })
    return { id: state.id, hours: await signedArrival(state.id) }
  }
  const signedArrival = async (id: string) => {
    await dept.send('POST', `/api/v1/cases/${id}/commands/sign`, { data: {} })
    return arrivalOf(id)
  }
  const arrivalOf = async (id: string) => {
    const clock = as<CaseView>(await dept.get(`/api/v1/cases/${id}`)).clocks.find((one) => one.clock === 'arrive' && one.unit === 'ZF')
    return ((clock?.dueAt ?? 0) - (clock?.startedAt ?? 0)) / 3_600_000
  }

  beforeEach(async () => {
    draft = await newDraft()
  })

  test('from three hours to two: the next whistle carries two, the running one keeps three, and the roll-back gives three again', async () => {
    const before = await arrivalHours()
    expect(before.hours).toBe(3)
    const original = as<PolicyDocument>(await admin.get('/api/v1/policies/current'))

    const saved = await saveArrival(draft, 2)
    expect(saved.changes.length).toBeGreaterThan(0)
    expect(saved.findings.filter((finding) => finding.severity === 'red')).toEqual([])
    expect((await submit(draft.id, saved.revision)).status).toBe(200)
    expect(as(await publish(admin, draft.id, saved.hash)).code).toBe('access.not-allowed')
    expect(as(await publish(reviewer, draft.id, saved.hash, 'Wrong-horse-42')).code).toBe('session.wrong-password')
    expect(as(await publish(reviewer, draft.id, original.hash)).code).toBe('policy.draft.other-hash')
    const version = as<PolicyVersion>(await publish(reviewer, draft.id, saved.hash))
    expect(version).toMatchObject({ version: 2, current: true, hash: saved.hash })

    expect((await arrivalHours()).hours).toBe(2)
    expect(await arrivalOf(before.id)).toBe(3)

    const back = await newDraft(original.hash)
    const ready = as<PolicyDraft>(await submit(back.id, back.revision))
    expect(as<PolicyVersion>(await publish(reviewer, back.id, ready.hash))).toMatchObject({ version: 3, hash: original.hash })
    expect((await arrivalHours()).hours).toBe(3)
    const versions = (await admin.get('/api/v1/policies')).body as PolicyVersion[]
    expect(versions.map(({ version: number, current }) => [number, current])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ])
  })

  test('two people on one draft: the second save of a revision is refused and loses nothing', async () => {
    const sla = withArrival(policyOf(draft), 2)
    expect((await save(draft.id, 'sla', draft.revision, sla)).status).toBe(200)
    const late = await save(draft.id, 'sla', draft.revision, withArrival(policyOf(draft), 5))
    expect([late.status, as(late).code]).toEqual([409, 'policy.draft.stale'])
    expect(policyOf(as<PolicyDraftDocument>(await admin.get(`${drafts}/${draft.id}`))).sla).toEqual(sla)
  })

  test.each<[string, string, unknown, string]>([
    ['not JSON of this kind', 'sla', { clocks: 'none' }, '/value'],
    ['a wrong type deep inside', 'sla', 'amount', '/value/clocks/0/goals/0/amount'],
    ['an unknown key', 'sla', 'extra', '/value/clocks/0/colour'],
  ])('a document that is %s is refused with its place', async (_, kind, wrong, at) => {
    const sla = structuredClone(policyOf(draft).sla)
    const [clock] = sla.clocks
    if (wrong === 'amount' && clock?.goals[0]) Object.assign(clock.goals[0], { amount: '三小时' })
    if (wrong === 'extra' && clock) Object.assign(clock, { colour: 'red' })
    const answer = await save(draft.id, kind, draft.revision, typeof wrong === 'string' ? sla : wrong)
    expect([answer.status, as(answer).code, as(answer).at?.startsWith(at)]).toEqual([422, 'policy.invalid', true])
  })

  // The list as it is, its items as this text.
  const hostile: [name: string, items: string, status: number, code: string, at: string][] = [
    ['with a key of the prototype', '[{"__proto__":{"admin":true}}]', 400, 'http.unknown-field', '/value/items/0'],
    ['with a constructor', '[{"constructor":{"prototype":{}}}]', 400, 'http.unknown-field', '/value/items/0'],
    ['of 500 levels', `${'['.repeat(500)}${']'.repeat(500)}`, 400, 'http.too-deep', `/value/items${'/0'.repeat(30)}`],
    ['of 100,000 items', `[${'{},'.repeat(99_999)}{}]`, 422, 'policy.invalid', '/value/items'],
    ['with text no database holds', String.raw`[{"id":"\u0000"}]`, 400, 'http.bad-text', '/value/items/0/id'],
  ]
  test.each(hostile)('a list %s is refused quickly, with its place, and nothing is kept', async (_, items, status, code, at) => {
    const list = JSON.stringify({ ...policyOf(draft).responsibilities, items: '?' }).replace('"?"', () => items)
    const before = process.cpuUsage()
    const answer = await admin.send('PUT', `${drafts}/${draft.id}/documents/responsibilities`, `{"revision":0,"value":${list}}`)
    const { user, system } = process.cpuUsage(before)
    expect([answer.status, as(answer).code, as(answer).at]).toEqual([status, code, at])
    expect(user + system).toBeLessThan(3_000_000)
    const kept = as<PolicyDraftDocument>(await admin.get(`${drafts}/${draft.id}`))
    expect([kept.revision, kept.document]).toEqual([draft.revision, draft.document])
  })

  // Patterns run in linear time (form-validator), so only what that engine cannot do is wrong.
  test.each([
    ['explodes elsewhere', '^(a+)+$', []],
    ['needs backtracking', String.raw`^(a+)+\1$`, ['form-schema.pattern-unsupported']],
    ['is no expression', '((', ['form-schema.pattern-invalid']],
  ])('a pattern that %s is judged quickly, at its place', async (_, pattern, codes) => {
    const [form, ...rest] = structuredClone(policyOf(draft).forms)
    const evil = { type: 'string', title: '甲', pattern }
    Object.assign(form?.schema ?? {}, { properties: { ...(form?.schema.properties as object), evil } })
    const before = process.cpuUsage()
    const { findings } = as<PolicyDraft>(await save(draft.id, 'forms', 0, [form, ...rest]))
    const { user, system } = process.cpuUsage(before)
    const at = '/forms/0/schema/properties/evil/pattern'
    expect(findings.filter((one) => one.severity === 'red').map((one) => [one.code, one.at])).toEqual(codes.map((code) => [code, at]))
    expect(user + system).toBeLessThan(3_000_000)
  })

  test('a policy that refers to a missing unit can be saved, is found red, and cannot be submitted', async () => {
    const { responsibilities } = policyOf(draft)
    const [first, ...rest] = responsibilities.items
    const saved = as<PolicyDraft>(
      await save(draft.id, 'responsibilities', draft.revision, { ...responsibilities, items: [{ ...first, lead: 'NOBODY' }, ...rest] }),
    )
    expect(saved.findings.some((finding) => finding.severity === 'red' && finding.at.startsWith('/responsibilities/items/0'))).toBe(true)
    expect(as(await submit(draft.id, saved.revision)).code).toBe('policy.draft.red-findings')
  })

  test('a failing example blocks the way, by the interface too', async () => {
    const { examples } = policyOf(draft)
    const wrong = examples.map((example, index) =>
      index === 0
        ? { ...example, steps: example.steps.map((step, at) => (at === 0 ? { ...step, expect: { state: 'closed' } } : step)) }
        : example,
    )
    const saved = as<PolicyDraft>(await save(draft.id, 'examples', draft.revision, wrong))
    expect(saved.examples).toHaveLength(1)
    expect(as(await submit(draft.id, saved.revision))).toMatchObject({
      code: 'policy.draft.failing-examples',
      params: { titles: [examples[0]?.title] },
    })
  })

  test('nothing changed cannot be submitted; a rejected draft goes on, a withdrawn one is over', async () => {
    expect(as(await submit(draft.id, draft.revision)).code).toBe('policy.draft.unchanged')
    const saved = await saveArrival(draft, 2)
    await submit(draft.id, saved.revision)
    expect(as<PolicyDraft>(await reviewer.send('POST', `${drafts}/${draft.id}/reject`, { comment: '先征求意见' }))).toMatchObject({
      status: 'rejected',
      comment: '先征求意见',
    })
    expect(as<PolicyDraft>(await save(draft.id, 'sla', 1, withArrival(policyOf(draft), 1)))).toMatchObject({ status: 'draft' })
    expect(as<PolicyDraft>(await admin.send('POST', `${drafts}/${draft.id}/withdraw`, { discard: true }))).toMatchObject({
      status: 'withdrawn',
    })
    expect(as(await save(draft.id, 'sla', 2, withArrival(policyOf(draft), 2))).code).toBe('policy.draft.not-open')
  })

  test.each(['town', 'dispatcher', 'dept'])('drafts are not for %s', async (account) => {
    const client = await TestClient.signedIn(running.url, account)
    for (const answer of [await client.get(drafts), await client.get(`${drafts}/${draft.id}`), await client.send('POST', drafts, {})])
      expect(answer.status).toBe(403)
  })

  describe('the schema of each kind', () => {
    test('is served for the editor', async () => {
      expect((await admin.get('/api/v1/policy-schemas/sla')).body).toMatchObject({ type: 'object', title: '时限规则' })
      expect((await admin.get('/api/v1/policy-schemas/nothing')).status).toBe(400)
    })
  })
})
