import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { MINUTE, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, TEST_PASSWORD } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

const START = parseLocal('2026-11-02T09:00', 480)

describeEachDatabase('what a draft would have done', (database) => {
  const drafts = '/api/v1/policy-drafts'
  const clock = new FakeClock(START)
  const people = {} as Record<'admin' | 'reviewer' | 'town', TestClient>
  const as = <T>(answer: Answer) => answer.body as T & { code: string }
  let draft: PolicyDraft
  let policy: Policy

  const save = async (kind: 'sla' | 'scoring', value: unknown) => {
    const answer = await people.admin.send('PUT', `${drafts}/${draft.id}/documents/${kind}`, {
      revision: draft.revisions[kind] ?? 0,
      value,
    })
    expect(answer.status).toBe(200)
    return (draft = as<PolicyDraft>(answer))
  }
  const hours = (amount: number) => ({
    ...policy.sla,
    clocks: policy.sla.clocks.map((one) => (one.id === 'arrive' ? { ...one, goals: one.goals.map((goal) => ({ ...goal, amount })) } : one)),
  })
  const noted = (note: string) => ({
    ...policy.sla,
    clocks: policy.sla.clocks.map((one) => (one.id === 'arrive' ? { ...one, note } : one)),
  })
  const see = (who: keyof typeof people, hash = draft.hash, kind = 'sla') =>
    people[who].send('POST', `${drafts}/${draft.id}/trials`, { hash, kind })
  const seen = async () =>
    as<PolicyDraft>(await people.reviewer.get(`${drafts}/${draft.id}`)).trial.seen.map(({ kind, person, at }) => [kind, person, at - START])

  beforeAll(async () => {
    const running = await database.app({ clock })
    for (const account of ['admin', 'reviewer', 'town'] as const) people[account] = await TestClient.signedIn(running.url, account)
    const begun = as<PolicyDraftDocument>(await people.admin.send('POST', drafts, { note: '试' }))
    draft = begun
    policy = begun.document as unknown as Policy
  })

  test('is asked about once time limits or scores change, and only then', async () => {
    expect(draft.trial).toEqual({ needed: [], required: false, seen: [] })
    expect((await save('sla', hours(2))).trial.needed).toEqual(['sla'])
    const [model, ...others] = policy.scoring.models
    expect((await save('scoring', { ...policy.scoring, models: [{ ...model, name: '新考核' }, ...others] })).trial.needed).toEqual([
      'sla',
      'scoring',
    ])
  })

  test('is on record with who looked and when; the first look is kept', async () => {
    expect((await see('admin')).status).toBe(200)
    clock.advance(MINUTE)
    await see('admin')
    await see('reviewer', draft.hash, 'scoring')
    expect(await seen()).toEqual([
      ['sla', 'admin', 0],
      ['scoring', 'reviewer', MINUTE],
    ])
  })

  test('counts for the very content that was looked at', async () => {
    const before = draft.hash
    await save('sla', hours(4))
    expect(await seen()).toEqual([])
    const refused = await see('admin', before)
    expect([refused.status, as(refused).code]).toEqual([422, 'policy.draft.other-hash'])
    await save('sla', hours(2))
    expect((await seen()).map(([kind]) => kind)).toEqual(['sla', 'scoring'])
  })

  test('is no affair of a clerk', async () => expect((await see('town')).status).toBe(403))

  test('is asked of whoever submits once the county says so, and of no draft before that', async () => {
    const submit = () => people.admin.send('POST', `${drafts}/${draft.id}/submit`, { revision: draft.revision, note: '改时限' })
    const begin = async () => (draft = as<PolicyDraftDocument>(await people.admin.send('POST', drafts, { note: '再试' })))
    await begin()
    const profile = { ...policy.profile, trialFirst: true }
    await people.admin.send('PUT', `${drafts}/${draft.id}/documents/profile`, { revision: 0, value: profile })
    draft = as<PolicyDraft>(await people.admin.get(`${drafts}/${draft.id}`))
    expect(draft.trial.required).toBe(false)
    expect((await save('sla', noted('先转交。'))).trial.needed).toEqual(['sla'])
    // The rule is of the version that will be in force, not of this one.
    expect((await submit()).status).toBe(200)
    const published = await people.reviewer.send('POST', `${drafts}/${draft.id}/publish`, { hash: draft.hash, password: TEST_PASSWORD })
    expect(published.status).toBe(200)

    await begin()
    await save('sla', noted('先转交, 再签收。'))
    expect(draft.trial).toMatchObject({ needed: ['sla'], required: true })
    expect(as(await submit()).code).toBe('policy.draft.trial-unseen')
    await see('reviewer')
    expect(as(await submit()).code).toBe('policy.draft.trial-unseen')
    await see('admin')
    expect((await submit()).status).toBe(200)
  })
})
