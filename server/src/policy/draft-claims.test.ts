import type { ClaimAct, ClaimAnswer, DraftClaim, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { MINUTE, parseLocal, type Policy, type PolicyKind } from '@shaotai/core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

const LI = 'tab-of-li-1'
const LI_AGAIN = 'tab-of-li-2'
const ZHANG = 'tab-of-zhang'

describeEachDatabase('two administrators at one draft', (database) => {
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let li: TestClient, zhang: TestClient, reviewer: TestClient
  let draft: PolicyDraftDocument

  beforeAll(async () => {
    running = await database.app({ clock })
    ;[li, zhang, reviewer] = (await Promise.all(
      ['admin', 'admin.bb', 'reviewer'].map((account) => TestClient.signedIn(running.url, account)),
    )) as [TestClient, TestClient, TestClient]
  })
  beforeEach(async () => {
    draft = as<PolicyDraftDocument>(await li.send('POST', '/api/v1/policy-drafts', { note: '试' }))
  })

  const as = <T>(answer: Answer) => answer.body as T & { code: string; message: string[] }
  const policy = () => draft.document as unknown as Policy
  const save = (who: TestClient, kind: PolicyKind, body: { revision: number; value: unknown; tab?: string }) =>
    who.send('PUT', `/api/v1/policy-drafts/${draft.id}/documents/${kind}`, body)
  const claim = (who: TestClient, act: ClaimAct, tab: string, kind: PolicyKind = 'sla') =>
    who.send('POST', `/api/v1/policy-drafts/${draft.id}/claims/${kind}`, { act, tab })
  const holder = async (who: TestClient, act: ClaimAct, tab: string) => as<ClaimAnswer>(await claim(who, act, tab)).claim
  const claims = async (who = reviewer) => as<DraftClaim[]>(await who.get(`/api/v1/policy-drafts/${draft.id}/claims`))
  const renamed = (name: string) => ({ ...policy().sla, clocks: policy().sla.clocks.map((one, at) => (at === 0 ? { ...one, name } : one)) })

  test('on two kinds they never disturb one another, and both changes are in the draft', async () => {
    const { profile } = policy()
    const [a, b] = await Promise.all([
      save(li, 'sla', { revision: 0, value: renamed('甲'), tab: LI }),
      save(zhang, 'profile', { revision: 0, value: { ...profile, title: '乙' }, tab: ZHANG }),
    ])
    expect([a.status, b.status]).toEqual([200, 200])
    const after = as<PolicyDraftDocument>(await reviewer.get(`/api/v1/policy-drafts/${draft.id}`))
    expect(after).toMatchObject({ revision: 2, revisions: { sla: 1, profile: 1 } })
    expect((after.document as unknown as Policy).sla.clocks[0]?.name).toBe('甲')
    expect(after.document).toMatchObject({ profile: { title: '乙' } })
  })

  test('what is submitted is still the whole draft: a revision of it that is not the last is refused', async () => {
    await save(li, 'sla', { revision: 0, value: renamed('甲') })
    const saved = as<PolicyDraft>(await save(zhang, 'profile', { revision: 0, value: { ...policy().profile, title: '乙' } }))
    const submit = (revision: number) => li.send('POST', `/api/v1/policy-drafts/${draft.id}/submit`, { revision, note: '交' })
    expect(as(await submit(saved.revision - 1)).code).toBe('policy.draft.stale')
  })

  test('on one kind the second sees who is at it, and a save of theirs is refused by name', async () => {
    expect(await holder(li, 'hold', LI)).toMatchObject({ name: '孟立新', tab: LI, wanted: null })
    expect(await holder(zhang, 'hold', ZHANG)).toMatchObject({ name: '孟立新', tab: LI })
    const refused = await save(zhang, 'sla', { revision: 0, value: renamed('乙'), tab: ZHANG })
    expect([refused.status, as(refused).code, as(refused).message]).toEqual([
      409,
      'policy.draft.claimed',
      ['孟立新正在改这一部分，您的改动没有保存。'],
    ])
    expect((await save(li, 'sla', { revision: 0, value: renamed('甲'), tab: LI })).status).toBe(200)
  })

  test('a second tab of one person is told; so is its save', async () => {
    await claim(li, 'hold', LI)
    expect(await holder(li, 'hold', LI_AGAIN)).toMatchObject({ tab: LI })
    expect(as(await save(li, 'sla', { revision: 0, value: renamed('甲'), tab: LI_AGAIN })).code).toBe('policy.draft.claimed')
    expect(await holder(li, 'request', LI_AGAIN)).toMatchObject({ tab: LI_AGAIN })
    expect(as(await save(li, 'sla', { revision: 0, value: renamed('甲'), tab: LI })).code).toBe('policy.draft.claimed')
  })

  test('asked, handed over: the one goes on where the other stopped', async () => {
    await claim(li, 'hold', LI)
    const asked = await holder(zhang, 'request', ZHANG)
    expect(asked).toMatchObject({ tab: LI, wanted: { name: '邵文静', mayTakeAt: clock.now() + MINUTE } })
    expect((await claims())[0]?.wanted?.name).toBe('邵文静')
    await save(li, 'sla', { revision: 0, value: renamed('甲'), tab: LI })
    expect(await holder(li, 'handOver', LI)).toMatchObject({ tab: ZHANG, wanted: null })
    expect((await save(zhang, 'sla', { revision: 1, value: renamed('乙'), tab: ZHANG })).status).toBe(200)
  })

  test('asked, kept: the request is gone and nothing else changed', async () => {
    await claim(li, 'hold', LI)
    await claim(zhang, 'request', ZHANG)
    expect(await holder(li, 'keep', LI)).toMatchObject({ tab: LI, wanted: null })
    expect(as(await claim(zhang, 'handOver', ZHANG)).code).toBe('policy.draft.claim-not-yours')
  })

  test('no answer in a minute: who asked takes over', async () => {
    await claim(li, 'hold', LI)
    await claim(zhang, 'request', ZHANG)
    clock.advance(MINUTE - 1)
    expect(await holder(zhang, 'request', ZHANG)).toMatchObject({ tab: LI })
    clock.advance(1)
    expect(await holder(zhang, 'request', ZHANG)).toMatchObject({ tab: ZHANG })
  })

  test('who was not heard of for two minutes holds nothing', async () => {
    await claim(li, 'hold', LI)
    clock.advance(2 * MINUTE + 1)
    expect(await claims()).toEqual([])
    expect((await save(zhang, 'sla', { revision: 0, value: renamed('乙'), tab: ZHANG })).status).toBe(200)
    expect(await holder(zhang, 'hold', ZHANG)).toMatchObject({ tab: ZHANG })
  })

  test('claims end with the draft, and none is taken on a draft that is over', async () => {
    await claim(li, 'hold', LI)
    await li.send('POST', `/api/v1/policy-drafts/${draft.id}/withdraw`, { discard: true })
    expect(await claims()).toEqual([])
    expect(as(await claim(li, 'hold', LI)).code).toBe('policy.draft.not-open')
  })

  test('a hundred who hold at once: one holds it', async () => {
    const tabs = Array.from({ length: 100 }, (_, at) => `tab-number-${at}`)
    const answers = await Promise.all(tabs.map((tab, at) => claim(at % 2 === 0 ? li : zhang, 'hold', tab)))
    expect(new Set(answers.map((answer) => as<ClaimAnswer>(answer).claim?.tab)).size).toBe(1)
    expect(await claims()).toHaveLength(1)
  })

  test.each([
    ['a reviewer cannot claim', () => reviewer, { act: 'hold', tab: LI }, 403],
    ['an unknown act', () => li, { act: 'steal', tab: LI }, 400],
    ['a tab that is not one', () => li, { act: 'hold', tab: '<script>' }, 400],
  ])('%s', async (_name, who, body, status) => {
    expect((await who().send('POST', `/api/v1/policy-drafts/${draft.id}/claims/sla`, body)).status).toBe(status)
  })
})
