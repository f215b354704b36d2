import type { CaseView, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { newField, parseLocal, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { aZip } from '../platform/testing/a-zip.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

type Stored = { id: string; name: string; type: string; size: number }
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describeEachDatabase('files and people in a form', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<'admin' | 'reviewer' | 'town' | 'dispatcher' | 'dept', TestClient>
  let keys = 0
  const post = (who: keyof typeof people, path: string, payload: object): Promise<Answer> =>
    people[who].send('POST', `/api/v1${path}`, payload, { 'idempotency-key': `attached-${keys++}` })
  const whistle = (form: object) => post('town', '/cases', { ...A_WHISTLE, form: { ...A_WHISTLE.form, ...form } })
  const upload = (bytes: Uint8Array, name: string, type: string) => {
    const body = new FormData()
    body.append('file', new Blob([Uint8Array.from(bytes)], { type }), name)
    const headers = { cookie: people.town.cookie ?? '', 'x-requested-with': 'shaotai' }
    return fetch(`${running.url}/api/v1/attachments`, { method: 'POST', headers, body })
  }
  const stored = async (bytes: Uint8Array, name: string, type = 'application/pdf') => {
    const { id, name: called, type: found, size } = (await (await upload(bytes, name, type)).json()) as Stored
    return { id, name: called, type: found, size }
  }
  const problemsOf = ({ body }: Answer) => (body as { params?: { problems?: { at: string; code: string }[] } }).params?.problems

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    for (const who of ['admin', 'reviewer', 'town', 'dispatcher', 'dept'] as const)
      people[who] = await TestClient.signedIn(running.url, who)
    const draft = (await post('admin', '/policy-drafts', { note: '附件和人员' })).body as PolicyDraftDocument
    const { forms } = draft.document as unknown as Policy
    const values = {
      forms: forms.map(({ order: _order, ...form }) =>
        form.id === 'whistle'
          ? { ...form, schema: { ...form.schema, properties: { ...(form.schema['properties'] as object), ...FIELDS } } }
          : form,
      ),
      examples: [],
    }
    let { revision } = draft
    for (const [kind, value] of Object.entries(values)) {
      const put = await people.admin.send('PUT', `/api/v1/policy-drafts/${draft.id}/documents/${kind}`, { revision: 0, value })
      revision = (put.body as PolicyDraft).revision
    }
    const { hash } = (await post('admin', `/policy-drafts/${draft.id}/submit`, { revision, note: '附件' })).body as PolicyDraft
    expect((await post('reviewer', `/policy-drafts/${draft.id}/publish`, { hash, password: TEST_PASSWORD })).status).toBe(200)
  })

  test.each([
    ['a page called a PDF', new TextEncoder().encode('<script>alert(1)</script>'), '纪要.pdf', 415, 'attachment.type'],
    ['a PDF called a Word document', new TextEncoder().encode('%PDF-1.7'), '纪要.docx', 415, 'attachment.name'],
    ['a document with macros', aZip(['word/document.xml', 'word/vbaProject.bin']), '方案.docx', 415, 'attachment.type'],
    ['a program called a document', new TextEncoder().encode('MZ'), '方案.docx', 415, 'attachment.type'],
  ])('%s is refused', async (_name, bytes, name, status, code) => {
    const answer = await upload(bytes, name, 'application/pdf')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code])
  })

  test('a document is kept with the case, and saved by whoever may see it, never opened in the page', async () => {
    const file = await stored(aZip(['[Content_Types].xml', 'word/document.xml']), '处置方案.docx', 'text/html')
    expect(file).toMatchObject({ name: '处置方案.docx', type: DOCX })
    const answer = await whistle({ papers: [file] })
    expect(answer.status).toBe(201)
    expect((answer.body as CaseView).case.form['papers']).toEqual([file])
    const saved = await fetch(`${running.url}/api/v1/attachments/${file.id}`, { headers: { cookie: people.dispatcher.cookie ?? '' } })
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff')
    expect(saved.headers.get('content-security-policy')).toContain('sandbox')
    expect((await people.dept.get(`/api/v1/attachments/${file.id}`)).status).toBe(404)
  })

  test('what is said of a file is what was uploaded: kind, size, and that it was', async () => {
    const sound = await stored(new TextEncoder().encode('ID3 a sound'), '录音.mp3')
    expect(problemsOf(await whistle({ papers: [sound] }))).toMatchObject([{ at: '/papers/0/type', code: 'form.not-in-list' }])
    const lie = await whistle({ papers: [{ ...sound, type: DOCX }] })
    expect([lie.status, (lie.body as { code: string }).code]).toEqual([422, 'attachment.changed'])
    const pdf = await stored(new TextEncoder().encode('%PDF-1.7 words'), '纪要.pdf')
    expect(((await whistle({ papers: [{ ...pdf, size: 1 }] })).body as { code: string }).code).toBe('attachment.changed')
    expect(((await whistle({ papers: [{ ...pdf, id: 'f'.repeat(64) }] })).body as { code: string }).code).toBe('attachment.unknown')
    const three = await Promise.all([1, 2, 3].map((n) => stored(new TextEncoder().encode(`%PDF-1.7 ${n}`), `${n}.pdf`)))
    expect(problemsOf(await whistle({ papers: three }))).toMatchObject([{ at: '/papers', code: 'form.too-many' }])
  })

  test('somebody named is one of those the field says, whom the clerk may see', async () => {
    const own = { contact: 'town', contactOwn: 'town' }
    expect((await whistle(own)).status).toBe(201)
    const refused = async (form: object) => problemsOf(await whistle(form))
    expect(await refused({ contact: 'nobody' })).toMatchObject([{ at: '/contact', code: 'form.not-in-list' }])
    expect(await refused({ contact: 'dept' })).toMatchObject([{ at: '/contact', code: 'form.not-in-list' }])
    expect(await refused({ contactOwn: 'dispatcher' })).toMatchObject([{ at: '/contactOwn' }])
    expect(await refused({ contactOf: 'town', asked: 'ZF' })).toMatchObject([{ at: '/contactOf' }])
  })

  test('a person named is told by name to whoever reads the answer', async () => {
    const { status, body } = await post('dept', '/people/names', { ids: ['town', 'nobody'] })
    expect([status, body]).toEqual([200, [{ id: 'town', name: expect.any(String) as string, unit: expect.any(String) as string }]])
    expect((await post('dept', '/people/names', { ids: [] })).status).toBe(400)
  })
})

const FIELDS = {
  papers: { ...newField('files', '附件'), maxItems: 2 },
  contact: newField('person', '联系人'),
  contactOwn: { ...newField('person', '本镇联系人'), 'x-of': 'own' },
  asked: newField('unit', '请哪个单位'),
  contactOf: { ...newField('person', '该单位联系人'), 'x-of': 'asked' },
}
