import type { PolicyDraft, PolicyDraftDocument, Rebased, Split } from '@shaotai/api'
import { adoptOutcomes, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, TEST_PASSWORD } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

describeEachDatabase('drafts of which another was published first', (database) => {
  let admin: TestClient, reviewer: TestClient
  const drafts = '/api/v1/policy-drafts'
  const as = <T>(answer: Answer) => answer.body as T & { code: string }
  const load = async (id: string) => as<PolicyDraftDocument>(await admin.get(`${drafts}/${id}`))
  const policyOf = (draft: PolicyDraftDocument) => draft.document as unknown as Policy
  const begin = async () => as<PolicyDraftDocument>(await admin.send('POST', drafts, { note: '试' }))
  const put = async (draft: PolicyDraft, kind: string, value: unknown) =>
    as<PolicyDraft>(await admin.send('PUT', `${drafts}/${draft.id}/documents/${kind}`, { revision: draft.revisions[kind] ?? 0, value }))
  const withTitle = (draft: PolicyDraftDocument, title: string) => put(draft, 'profile', { ...policyOf(draft).profile, title })
  const withHours = async (draft: PolicyDraftDocument, hours: number) => {
    const { sla, examples } = policyOf(draft)
    const clocks = sla.clocks.map((one) =>
      one.id === 'arrive' ? { ...one, goals: one.goals.map((goal) => (goal.unit === 'hour' ? { ...goal, amount: hours } : goal)) } : one,
    )
    const changed = await put(draft, 'sla', { ...sla, clocks })
    const ids = changed.examples.map((one) => one.id)
    return put(changed, 'examples', adoptOutcomes(examples, changed.examples, ids))
  }
  const hoursOf = async (id: string) =>
    policyOf(await load(id))
      .sla.clocks.find((one) => one.id === 'arrive')
      ?.goals.find((goal) => goal.unit === 'hour')?.amount
  const publish = async (draft: PolicyDraft) => {
    expect((await admin.send('POST', `${drafts}/${draft.id}/submit`, { revision: draft.revision, note: '试' })).status).toBe(200)
    const done = await reviewer.send('POST', `${drafts}/${draft.id}/publish`, { hash: draft.hash, password: TEST_PASSWORD })
    expect(done.status).toBe(200)
  }
  const rebase = async (draft: PolicyDraft, choices = {}) =>
    as<Rebased>(await admin.send('POST', `${drafts}/${draft.id}/rebase`, { revision: draft.revision, choices }))

  beforeAll(async () => {
    const running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    ;[admin, reviewer] = await Promise.all([TestClient.signedIn(running.url, 'admin'), TestClient.signedIn(running.url, 'reviewer')])
  })

  test('what does not touch comes together by itself; what both changed is chosen, and nothing is saved before', async () => {
    const [one, other] = [await begin(), await begin()]
    const titled = await withTitle(one, '禾川县新办法')
    await withHours(other, 2)
    const faster = await withTitle(await load(other.id), '另一个名称')
    await publish(titled)
    const open = await rebase(faster)
    expect(open.draft).toBeNull()
    expect(open.conflicts.map(({ at }) => at)).toEqual(['/profile/title'])
    expect(open.conflicts[0]?.theirs.map((change) => change.after)).toEqual(['禾川县新办法'])
    expect((await load(other.id)).revision).toBe(faster.revision)

    const done = await rebase(faster, { '/profile/title': 'theirs' })
    expect(done.conflicts).toEqual([])
    expect(done.draft).toMatchObject({ stale: false, status: 'draft', revision: faster.revision + 1 })
    expect(policyOf(await load(other.id)).profile.title).toBe('禾川县新办法')
    expect(await hoursOf(other.id)).toBe(2)
    if (done.draft) await publish(done.draft)
  }, 120_000)

  test('a part is published by itself, with the examples that go with it; the rest goes on in a new draft', async () => {
    const draft = await begin()
    await withHours(draft, 1)
    const saved = await withTitle(await load(draft.id), '禾川县再新办法')
    const split = (body: object) => admin.send('POST', `${drafts}/${draft.id}/split`, { revision: saved.revision, ...body })
    expect(as(await split({ kinds: ['flows'] })).code).toBe('policy.split.nothing')
    const dry = as<Split>(await split({ kinds: ['sla'], dry: true }))
    expect(dry).toMatchObject({ kinds: ['sla', 'examples'], draft: null, rest: null })
    expect(dry.added).toEqual([{ kind: 'examples', because: expect.stringMatching(/^范例「.+」不符合$/) as string }])
    const done = as<Split>(await split({ kinds: ['sla'] }))
    expect(done.draft?.changes.some((change) => change.at.startsWith('/profile'))).toBe(false)
    expect(policyOf(await load(done.rest ?? '')).profile.title).toBe('禾川县再新办法')
    if (done.draft) await publish(done.draft)
    const rest = await rebase(await load(done.rest ?? ''))
    expect(rest.draft?.changes.map((change) => change.at)).toEqual(['/profile/title'])
  }, 120_000)
})
