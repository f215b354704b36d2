import type { IgnoredFinding, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { DAY, findingMark, parseLocal, type Finding, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

const START = parseLocal('2026-11-02T09:00', 480)

describeEachDatabase('findings that are ignored', (database) => {
  const drafts = '/api/v1/policy-drafts'
  const ignored = '/api/v1/policy-findings/ignored'
  const clock = new FakeClock(START)
  const people = {} as Record<'admin' | 'reviewer' | 'town' | 'audit', TestClient>
  const as = <T>(answer: Answer) => answer.body as T & { code: string }
  let draft: PolicyDraftDocument
  let amber: string
  let red: string
  let url = ''

  const save = async (kind: 'scoring' | 'responsibilities', change: (document: never) => unknown) => {
    const answer = await people.admin.send('PUT', `${drafts}/${draft.id}/documents/${kind}`, {
      revision: draft.revisions[kind] ?? 0,
      value: change(draft.document[kind] as never),
    })
    expect(answer.status).toBe(200)
    draft = as<PolicyDraftDocument>(await people.admin.get(`${drafts}/${draft.id}`))
  }
  const marksOf = ({ findings, document }: PolicyDraftDocument) =>
    findings.map((one) => [one.severity, findingMark(one as Finding, document as unknown as Policy)] as const)
  const ignore = (mark: string, { days = 30, reason = '今年先这样，明年再改', in: id = draft.id as string | null } = {}) =>
    people.admin.send('POST', ignored, { mark, days, reason, ...(id !== null && { draft: id }) })
  const list = async () =>
    as<IgnoredFinding[]>(await people.reviewer.get(ignored)).map(({ mark, name, reason, until }) => [mark, name, reason, until - START])

  beforeAll(async () => {
    const running = await database.app({ clock })
    url = running.url
    for (const account of ['admin', 'reviewer', 'town', 'audit'] as const) people[account] = await TestClient.signedIn(running.url, account)
    draft = as<PolicyDraftDocument>(await people.admin.send('POST', drafts, { note: '试' }))
    await save('scoring', ({ models: [first, ...others], ...rest }: Policy['scoring']) => ({
      ...rest,
      models: [{ ...first, emptyDenominator: 'full' }, ...others],
    }))
    await save('responsibilities', ({ items: [first, ...others], ...rest }: Policy['responsibilities']) => ({
      ...rest,
      items: [{ ...first, cooperating: [first!.lead] }, ...others],
    }))
    amber = marksOf(draft).find(([severity, mark]) => severity === 'amber' && mark.startsWith('policy.scoring.empty-scores-full'))![1]
    red = marksOf(draft).find(([severity]) => severity === 'red')![1]
  })

  test('are said with who, why and until when, to the reviewer too', async () => {
    const answer = await ignore(amber)
    expect([answer.status, as<IgnoredFinding>(answer).code]).toEqual([201, 'policy.scoring.empty-scores-full'])
    const { name } = as<{ name: string }>(await people.admin.get('/api/v1/session'))
    expect(await list()).toEqual([[amber, name, '今年先这样，明年再改', 30 * DAY]])
  })

  test('are never red', async () => {
    const refused = await ignore(red)
    expect([refused.status, as(refused).code]).toEqual([422, 'policy.finding.red'])
    const dressed = await ignore(`policy.history.field-retyped /forms/[x]`)
    expect([dressed.status, as(dressed).code]).toEqual([422, 'policy.finding.red'])
  })

  test('must be there', async () => {
    for (const mark of ['policy.scoring.empty-scores-full /scoring/models/[nowhere]', 'no.such-code /x', 'x', '__proto__ /x'])
      expect(as(await ignore(mark)).code).toBe('policy.finding.gone')
    expect(as(await ignore(amber, { in: 'no-such-draft' })).code).toBe('http.not-found')
    // What is in force has not got it.
    expect(as(await ignore(amber, { in: null })).code).toBe('policy.finding.gone')
  })

  test('need a reason and come back after ninety days at most', async () => {
    for (const wrong of [{ days: 91 }, { days: 0 }, { reason: '' }]) expect((await ignore(amber, wrong)).status).toBe(400)
  })

  test('stay known while other parts of the draft change', async () => {
    await save('scoring', ({ models: [first, ...others], ...rest }: Policy['scoring']) => ({
      ...rest,
      models: [...others, { ...first, name: '改名' }],
    }))
    expect(marksOf(draft).map(([, mark]) => mark)).toContain(amber)
  })

  test('are replaced by a second word on the same, and taken back', async () => {
    await ignore(amber, { days: 90, reason: '领导小组已同意' })
    expect(await list()).toMatchObject([[amber, expect.anything(), '领导小组已同意', 90 * DAY]])
    const [{ id } = { id: '' }] = as<IgnoredFinding[]>(await people.admin.get(ignored))
    expect((await people.admin.send('DELETE', `${ignored}/${id}`)).status).toBe(200)
    expect(await list()).toEqual([])
    expect((await people.admin.send('DELETE', `${ignored}/${id}`)).status).toBe(404)
  })

  test('are an act of the admin alone, on record', async () => {
    expect((await people.reviewer.send('POST', ignored, { draft: draft.id, mark: amber, days: 1, reason: '可以' })).status).toBe(403)
    expect((await people.town.get(ignored)).status).toBe(403)
    const lines = as<{ data: { action: string }[] }>(
      await people.audit.get('/api/v1/audit?limit=50&page=1&filter=action||$eq||policy.ignore-finding'),
    ).data
    expect(lines).toHaveLength(2)
  })

  test('block nothing, and free nothing: the red one still stands in the way', async () => {
    const answer = await people.admin.send('POST', `${drafts}/${draft.id}/submit`, { revision: draft.revision, note: '改考核' })
    expect(as<PolicyDraft>(answer).code).toBe('policy.draft.red-findings')
  })

  test('come back by themselves', async () => {
    await ignore(amber, { days: 1 })
    clock.advance(DAY - 1)
    // A session does not last that long.
    people.reviewer = await TestClient.signedIn(url, 'reviewer')
    expect(await list()).toHaveLength(1)
    clock.advance(1)
    expect(await list()).toEqual([])
  })
})
