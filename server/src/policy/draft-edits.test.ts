import type { DraftEdit, PastDocument, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { MINUTE, parseLocal, SYSTEM, type Policy } from '@shaotai/core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

describeEachDatabase('who changed what in a draft', (database) => {
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let meng: TestClient, shao: TestClient
  let draft: PolicyDraftDocument
  let revisions: Record<string, number>

  beforeAll(async () => {
    running = await database.app({ clock })
    meng = await TestClient.signedIn(running.url, 'admin')
    shao = await TestClient.signedIn(running.url, 'admin.bb')
  })
  beforeEach(async () => {
    draft = as<PolicyDraftDocument>(await meng.send('POST', '/api/v1/policy-drafts', { note: '试' }))
    revisions = {}
  })

  const as = <T>(answer: Answer) => answer.body as T
  const at = () => `/api/v1/policy-drafts/${draft.id}`
  const policy = () => draft.document as unknown as Policy
  const save = async (who: TestClient, kind: 'sla' | 'profile', value: unknown) => {
    const answer = await who.send('PUT', `${at()}/documents/${kind}`, { revision: revisions[kind] ?? 0, value })
    expect(answer.status).toBe(200)
    revisions = as<PolicyDraft>(answer).revisions
  }
  const named = (name: string, clockAt = 0) => ({
    ...policy().sla,
    clocks: policy().sla.clocks.map((one, index) => (index === clockAt ? { ...one, name } : one)),
  })
  const nameOf = (value: unknown) => (value as Policy['sla']).clocks[0]?.name
  const edits = async () => as<DraftEdit[]>(await shao.get(`${at()}/edits`))
  const restored = async (id: number) => (await meng.get(`${at()}/edits/${id}`)) as Answer & { body: PastDocument }

  test('one stretch of typing on one place is one line, from what was to what is', async () => {
    const before = policy().sla.clocks[0]?.name
    for (const text of ['到', '到达', '到达现场']) await save(meng, 'sla', named(text))
    const [only, ...rest] = await edits()
    expect(rest).toEqual([])
    expect(only).toMatchObject({ kind: 'sla', author: '孟立新', count: 1, restorable: false })
    expect(only?.changes[0]).toMatchObject({ kind: 'changed', before, after: '到达现场' })
  })

  test('another place, another person or a pause begins a new line', async () => {
    await save(meng, 'sla', named('甲'))
    await save(meng, 'profile', { ...policy().profile, title: '乙' })
    await save(shao, 'profile', { ...policy().profile, title: '丙' })
    clock.advance(2 * MINUTE + 1)
    await save(shao, 'profile', { ...policy().profile, title: '丁' })
    expect((await edits()).map(({ kind, author }) => [kind, author])).toEqual([
      ['profile', '邵文静'],
      ['profile', '邵文静'],
      ['profile', '孟立新'],
      ['sla', '孟立新'],
    ])
  })

  test('typed and taken back is nothing', async () => {
    await save(meng, 'sla', named('甲'))
    await save(meng, 'sla', policy().sla)
    expect(await edits()).toEqual([])
  })

  test('the document as of a line can be had again, and restoring it is a line of its own', async () => {
    await save(meng, 'sla', named('甲'))
    await save(shao, 'sla', named('乙'))
    const [, first] = await edits()
    expect(first?.restorable).toBe(true)
    const { body } = await restored(first?.id ?? 0)
    expect([body.kind, nameOf(body.value)]).toEqual(['sla', '甲'])
    await save(meng, 'sla', body.value)
    expect((await edits())[0]).toMatchObject({ author: '孟立新', changes: [{ before: '乙', after: '甲' }] })
  })

  test('after opening the page again one may undo one’s own steps, back to where somebody else changed it', async () => {
    const past = async (who: TestClient) =>
      as<PastDocument[]>(await who.get(`${at()}/documents/sla/past`)).map(({ value }) => nameOf(value))
    const original = policy().sla.clocks[0]?.name
    await save(meng, 'sla', named('甲'))
    expect(await past(meng)).toEqual([original])
    await save(shao, 'sla', named('乙'))
    clock.advance(3 * MINUTE)
    await save(shao, 'sla', named('丙'))
    expect(await past(meng)).toEqual([])
    expect(await past(shao)).toEqual(['甲', '乙'])
  })

  test('a draft that is over says who changed what, and keeps no documents', async () => {
    await save(meng, 'sla', named('甲'))
    await save(shao, 'sla', named('乙'))
    await meng.send('POST', `${at()}/withdraw`, { discard: true })
    const lines = await edits()
    expect(lines.map(({ author, restorable }) => [author, restorable])).toEqual([
      ['邵文静', false],
      ['孟立新', false],
    ])
    expect((await restored(lines[1]?.id ?? 0)).status).toBe(404)
  })

  test('however much is changed, three hundred lines are kept, a hundred of them with their documents', async () => {
    await stored(310, '{}')
    await save(meng, 'profile', { ...policy().profile, title: '又一次' })
    expect(await kept()).toEqual([300, 100])
    expect(await edits()).toHaveLength(100)
  })

  test('of large documents as many as fit 20 MB', async () => {
    await stored(5, JSON.stringify({ value: 'x'.repeat(7_000_000) }))
    await save(meng, 'profile', { ...policy().profile, title: '又一次' })
    expect(await kept()).toEqual([6, 3])
  })

  /** Lines written long ago, each with the document before it. */
  async function stored(lines: number, before: string) {
    const { db, unitOfWork } = running.database
    const { county_id } = await db.read.selectFrom('policy_drafts').select('county_id').where('id', '=', draft.id).executeTakeFirstOrThrow()
    const line = { county_id, draft_id: draft.id, kind: 'sla' as const, author: 'P-1', name: '旧', began_at: 0, at: 0, count: 0 }
    await unitOfWork.run({ county: county_id, actor: SYSTEM }, (tx) =>
      tx.db
        .insertInto('policy_draft_edits')
        .values(
          Array.from({ length: lines }, (_, index) => ({ ...line, seq: index + 1, changes: encodeJson([]), before: before as never })),
        )
        .execute(),
    )
  }

  async function kept() {
    const rows = await running.database.db.read
      .selectFrom('policy_draft_edits')
      .select(['seq', 'before'])
      .where('draft_id', '=', draft.id)
      .execute()
    return [rows.length, rows.filter(({ before }) => before !== null).length]
  }
})
