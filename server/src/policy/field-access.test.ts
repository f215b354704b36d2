import type { CaseView, LedgerEntryView, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { parseLocal, type Form, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

const ACCOUNTS = ['admin', 'reviewer', 'town', 'dispatcher', 'dept', 'supervisor', 'leader.zf'] as const
type Who = (typeof ACCOUNTS)[number]

const text = (title: string, more: object = {}) => ({ type: 'string', title, maxLength: 200, ...more })
/** What the county adds to its forms. */
const FIELDS: Record<string, { properties: Record<string, object>; required: string[] }> = {
  whistle: {
    properties: {
      informant: text('线索来源', { 'x-see': ['town-clerk', 'dispatcher'] }),
      origin: { type: 'string', title: '来源说明', 'x-widget': 'computed', 'x-parts': ['来自', { field: 'informant' }] },
      verdict: text('平台研判', { 'x-fill': ['dispatcher', 'town-clerk@supplement'] }),
    },
    required: ['informant', 'verdict'],
  },
  return: { properties: { internal: text('内部意见', { 'x-see': ['dept-clerk', 'dept-leader'] }) }, required: ['internal'] },
  accountability: { properties: { source: text('问题来源', { 'x-see': ['supervisor'] }) }, required: ['source'] },
}

describeEachDatabase('who sees and who fills in a field of a form', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<Who, TestClient>
  let keys = 0
  let id = ''

  const post = (who: Who, path: string, payload: object): Promise<Answer> =>
    people[who].send('POST', `/api/v1${path}`, payload, { 'idempotency-key': `access-${keys++}` })
  const aWhistle = (answers: object = {}) => ({ ...A_WHISTLE, form: { ...A_WHISTLE.form, ...answers } })
  const ok = (answer: Answer) => {
    expect([answer.status < 300, answer.status < 300 ? '' : answer.text]).toEqual([true, ''])
    return answer.body
  }
  const show = async (who: Who) => (ok(await people[who].get(`/api/v1/cases/${id}`)) as CaseView).case
  const told = async (who: Who) => JSON.stringify(ok(await people[who].get(`/api/v1/cases/${id}/events`)))

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    for (const who of ACCOUNTS) people[who] = await TestClient.signedIn(running.url, who)
    const draft = ok(await post('admin', '/policy-drafts', { note: '谁能看和填' })) as PolicyDraftDocument
    const { forms } = draft.document as unknown as Policy
    const at = `/policy-drafts/${draft.id}`
    const values = { forms: forms.map(withFields), examples: [] }
    let { revision } = draft
    for (const [kind, value] of Object.entries(values)) {
      const put = await people.admin.send('PUT', `/api/v1${at}/documents/${kind}`, { revision: 0, value })
      revision = (ok(put) as PolicyDraft).revision
    }
    const { hash } = ok(await post('admin', `${at}/submit`, { revision, note: '谁能看和填' })) as PolicyDraft
    ok(await post('reviewer', `${at}/publish`, { hash, password: TEST_PASSWORD }))
  })

  test('what is not theirs to fill in is refused with its place, and not demanded; what is theirs is', async () => {
    const foreign = await post('town', '/cases', aWhistle({ informant: '群众来电', verdict: '属实' }))
    expect([foreign.status, foreign.body]).toMatchObject([
      422,
      { code: 'form.field-not-yours', at: '/form/verdict', message: ['“平台研判”不由您填写。'] },
    ])
    const lacking = await post('town', '/cases', aWhistle())
    expect(lacking.body).toMatchObject({ code: 'form.invalid', params: { problems: [{ at: '/informant', code: 'form.required' }] } })
    const blown = ok(await post('town', '/cases', aWhistle({ informant: '群众来电' }))) as { id: string }
    id = blown.id
    expect((await show('town')).form).toMatchObject({ informant: '群众来电', origin: '来自群众来电' })
  })

  test('others find it neither in the case, nor in its history, nor in a text made of it', async () => {
    const dispatched = ok(
      await post('dispatcher', `/cases/${id}/commands/dispatch`, { data: { lead: 'ZF', cooperating: ['SC', 'JJ'] } }),
    ) as CaseView
    expect(dispatched.case.form).toMatchObject({ informant: '群众来电' })
    const seen = await show('dept')
    expect(Object.keys(seen.form)).toContain('title')
    expect([seen.form['informant'], seen.form['origin']]).toEqual([undefined, undefined])
    expect(await told('dept')).not.toContain('群众来电')
    expect(await told('town')).toContain('群众来电')
  })

  test('the same for the form of a step, in the answer to the command and to everybody who reads it later', async () => {
    const assignment = (await show('dept')).assignments[0]?.id
    const data = {
      assignment,
      kind: 'return',
      reason: { text: '不属于本单位职责' },
      form: { basis: '县三定规定第二条', internal: '先退再说' },
    }
    const asked = ok(await post('dept', `/cases/${id}/commands/openRequest`, { data })) as CaseView
    expect(asked.case.requests[0]?.data['form']).toMatchObject({ basis: '县三定规定第二条', internal: '先退再说' })
    for (const who of ['town', 'dispatcher'] as const) {
      expect((await show(who)).requests[0]?.data['form']).toEqual({ basis: '县三定规定第二条' })
      expect(await told(who)).not.toContain('先退再说')
    }
    expect(await told('dept')).toContain('先退再说')
  })

  test('an entry of a ledger keeps it from the unit it is about', async () => {
    const form = { title: '两次未到场', behaviour: 'no-show', fact: '签收后均未到场。', owner: 'ZF', source: '群众举报' }
    const { entry } = ok(await post('supervisor', '/ledger-entries', { ledger: 'accountability', form })) as LedgerEntryView
    expect(entry.form).toMatchObject({ source: '群众举报' })
    const at = `/api/v1/ledger-entries/${entry.id}`
    expect((ok(await people['leader.zf'].get(at)) as LedgerEntryView).entry.form).not.toHaveProperty('source')
    expect(JSON.stringify(ok(await people['leader.zf'].get(`${at}/events`)))).not.toContain('群众举报')
    expect(JSON.stringify(ok(await people.supervisor.get(`${at}/events`)))).toContain('群众举报')
  })
})

function withFields(form: Form): Form {
  const more = FIELDS[form.id]
  if (!more) return form
  const { properties, required } = form.schema as { properties: object; required: string[] }
  return {
    ...form,
    schema: { ...form.schema, properties: { ...properties, ...more.properties }, required: [...required, ...more.required] },
    ...(form.order && { order: [...form.order, ...Object.keys(more.properties)] }),
  }
}
