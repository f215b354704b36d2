import type { LedgerEntryView, LedgerRound } from '@shaotai/api'
import { DAY, parseLocal, SYSTEM } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { FakeClock } from '../platform/clock/clock.ts'
import { aPerson } from '../platform/testing/a-person.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import type { Answer } from '../platform/testing/http-client.ts'
import { TimerService } from '../platform/timers/timer-service.ts'

const MONDAY_MORNING = parseLocal('2026-11-02T09:00', 480)
type Body = LedgerEntryView & { code: string; at?: string; params: Record<string, unknown> }
const ACCOUNTS = {
  office: 'office.zfb',
  dept: 'dept',
  other: 'dept.sl',
  town: 'town',
  neighbour: 'town.zh04',
  list: 'list',
  editor: 'office.bb',
  admin: 'admin',
  leader: 'leader',
  vendor: 'vendor',
}

describeEachDatabase('ledgers', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(MONDAY_MORNING)
  const people = {} as Record<keyof typeof ACCOUNTS, ReturnType<typeof aPerson>>

  beforeAll(async () => {
    running = await database.app({ clock })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as keyof typeof people] = aPerson(running.url, account, clock)
  })

  let nextKey = 0
  const key = () => ({ 'idempotency-key': `ledger-key-${nextKey++}` })
  const body = (answer: Answer) => answer.body as Body
  const decision = {
    title: '河道清理',
    meeting: '第三次联席会议',
    heldOn: '2026-11-01',
    owner: 'ZF',
    deadline: '2026-11-13',
    measures: '两周内清完',
  }
  const post = (client: ReturnType<typeof aPerson>, ledger: string, form: object, headers = key()) =>
    client.send('POST', '/api/v1/ledger-entries', { ledger, form }, headers)
  const open = async (form: object = {}) => body(await post(people.office, 'joint-meeting', { ...decision, ...form }))
  const give = (
    client: ReturnType<typeof aPerson>,
    id: string,
    command: 'take' | 'answer',
    data: object,
    extra: object = {},
    headers = key(),
  ) => client.send('POST', `/api/v1/ledger-entries/${id}/commands/${command}`, { data, ...extra }, headers)
  const take = (client: ReturnType<typeof aPerson>, id: string, step: string, more: object = {}) =>
    give(client, id, 'take', { step, ...more })
  const rows = async (client: ReturnType<typeof aPerson>, query = '') =>
    (await client.get(`/api/v1/ledger-entries?limit=100&page=1${query}`)).body as { data: { id: string; number: string }[]; total: number }
  const fire = async (at: number) => {
    clock.set(at)
    await running.app.get(TimerService).fireDue()
  }

  describe('an entry', () => {
    test('is registered, reported, and written off only when it is solved', async () => {
      const { entry, clocks, allowed } = await open()
      expect(entry).toMatchObject({
        ledger: 'joint-meeting',
        owner: 'ZF',
        author: 'ZFB',
        state: 'doing',
        phase: 'DOING',
        title: '河道清理',
      })
      expect(entry.number).toMatch(/^LX2026-\d{4}$/)
      expect(clocks).toMatchObject([{ clock: 'finish', dueAt: parseLocal('2026-11-14T00:00', 480), status: 'running' }])
      expect(allowed.map((one) => one.step)).toEqual(['extend', 'drop'])
      expect(body(await people.dept.get(`/api/v1/ledger-entries/${entry.id}`)).allowed.map((one) => one.step)).toEqual(['report'])

      const unsolved = await take(people.dept, entry.id, 'report', { form: { solved: false, result: '清了一半' } })
      expect(body(unsolved).entry.phase).toBe('REVIEW')
      const refused = await take(people.office, entry.id, 'write-off')
      expect([refused.status, body(refused).code]).toEqual([422, 'ledger.step.guard'])
      await take(people.office, entry.id, 'back', { reason: { text: '没清完' } })
      await take(people.dept, entry.id, 'report', { form: { solved: true, result: '清完' } })
      const done = await take(people.office, entry.id, 'write-off')
      expect(body(done)).toMatchObject({ entry: { phase: 'DONE', round: 2 }, allowed: [] })
      const events = (await people.dept.get(`/api/v1/ledger-entries/${entry.id}/events`)).body as { type: string }[]
      expect(events.map((event) => event.type)).toEqual(['entry.opened', ...Array.from({ length: 4 }, () => 'entry.moved')])
    })

    test.each<[string, () => Promise<Answer>, number, string, string?]>([
      ['an unknown ledger', () => post(people.office, 'nothing', decision), 422, 'ledger.unknown'],
      ['somebody who may not register', () => post(people.dept, 'joint-meeting', decision), 403, 'ledger.open.not-your-role'],
      [
        'a field the form does not have',
        () => post(people.office, 'joint-meeting', { ...decision, colour: 'red' }),
        422,
        'form.invalid',
        '/form/colour',
      ],
      ['a wrong type', () => post(people.office, 'joint-meeting', { ...decision, deadline: 5 }), 422, 'form.invalid', '/form/deadline'],
      [
        'a day that does not exist',
        () => post(people.office, 'joint-meeting', { ...decision, deadline: '2026-02-30' }),
        422,
        'form.invalid',
        '/form/deadline',
      ],
      [
        'a unit that is not there',
        () => post(people.office, 'joint-meeting', { ...decision, owner: 'NOBODY' }),
        422,
        'ledger.unit.unknown',
        '/form/owner',
      ],
      [
        'a key nobody declared',
        () => people.office.send('POST', '/api/v1/ledger-entries', { ledger: 'joint-meeting', form: decision, extra: 1 }, key()),
        400,
        'http.unknown-field',
        '/extra',
      ],
      [
        'a prototype key',
        () => people.office.send('POST', '/api/v1/ledger-entries', '{"ledger":"joint-meeting","form":{"__proto__":{"x":1}}}', key()),
        400,
        'http.unknown-field',
      ],
      [
        'no form at all',
        () => people.office.send('POST', '/api/v1/ledger-entries', { ledger: 'joint-meeting' }, key()),
        400,
        'http.missing-field',
        '/form',
      ],
      [
        'an entry that is not there',
        () => people.office.get('/api/v1/ledger-entries/00000000-0000-7000-8000-000000000000'),
        404,
        'ledger.not-found',
      ],
      [
        'a list column that is not there',
        () => people.office.get('/api/v1/ledger-entries?filter=secret||$eq||1'),
        400,
        'list.unknown-field',
      ],
    ])('refuses %s', async (_name, send, status, code, at) => {
      const answer = await send()
      expect([answer.status, body(answer).code]).toEqual([status, code])
      if (at !== undefined) expect(body(answer).at).toBe(at)
    })

    test.each<[string, keyof typeof ACCOUNTS, object, number, string]>([
      ['an unknown step', 'dept', { step: 'fly' }, 422, 'ledger.step.unknown'],
      ['a step of another state', 'office', { step: 'write-off' }, 409, 'ledger.step.wrong-state'],
      ['a step of another role', 'dept', { step: 'drop', reason: { text: 'x' } }, 403, 'ledger.step.not-your-role'],
      ['a form that is owed', 'dept', { step: 'report' }, 422, 'form.invalid'],
      ['a reason that is owed', 'office', { step: 'drop' }, 422, 'case.reason.required'],
      ['an unknown key', 'dept', { step: 'report', more: 1 }, 400, 'http.unknown-field'],
      ['a step that is a number', 'dept', { step: 1 }, 400, 'http.invalid'],
    ])('refuses a command with %s', async (_name, who, data, status, code) => {
      const { entry } = await open()
      const answer = await give(people[who], entry.id, 'take', data)
      expect([answer.status, body(answer).code]).toEqual([status, code])
    })

    test('of another unit looks as if it did not exist; the county sees it', async () => {
      const { entry } = await open()
      for (const client of [people.other, people.town, people.vendor]) {
        expect((await client.get(`/api/v1/ledger-entries/${entry.id}`)).status).toBe(404)
        expect((await client.get(`/api/v1/ledger-entries/${entry.id}/events`)).status).toBe(404)
        expect((await take(client, entry.id, 'report', { form: { solved: true, result: '是' } })).status).toBe(404)
        expect((await rows(client)).data.some((row) => row.id === entry.id)).toBe(false)
      }
      expect(
        (await rows(people.leader, `&filter=owner||$eq||ZF&filter=ledger||$eq||joint-meeting`)).data.some((row) => row.id === entry.id),
      ).toBe(true)
      expect((await rows(people.dept)).data.some((row) => row.id === entry.id)).toBe(true)
    })

    test('the same key twice makes one entry and one step; with another body it is refused', async () => {
      const headers = key()
      const first = body(await post(people.office, 'joint-meeting', decision, headers))
      const again = body(await post(people.office, 'joint-meeting', decision, headers))
      expect(again.entry.id).toBe(first.entry.id)
      expect(body(await post(people.office, 'joint-meeting', { ...decision, title: '别的' }, headers)).code).toBe('idempotency.key-reused')
      const step = key()
      const data = { step: 'report', form: { solved: true, result: '好了' } }
      const reported = body(await give(people.dept, first.entry.id, 'take', data, {}, step))
      expect(body(await give(people.dept, first.entry.id, 'take', data, {}, step)).entry.version).toBe(reported.entry.version)
    })

    test('a stale version is refused, and two at once leave one step', async () => {
      const { entry } = await open()
      const stale = await give(
        people.dept,
        entry.id,
        'take',
        { step: 'report', form: { solved: true, result: '好' } },
        { expectedVersion: 7 },
      )
      expect([stale.status, body(stale).code]).toEqual([409, 'ledger.version.stale'])
      const twice = await Promise.all(
        Array.from({ length: 4 }, () =>
          give(people.dept, entry.id, 'take', { step: 'report', form: { solved: true, result: '好' } }, { expectedVersion: 1 }),
        ),
      )
      expect(twice.filter((answer) => answer.status === 200)).toHaveLength(1)
      expect(twice.every((answer) => answer.status === 200 || answer.status === 409)).toBe(true)
    })
  })

  describe('time', () => {
    test('reminds, breaches, and supervises in three levels, each once', async () => {
      const { entry } = await open({ title: '超期的事' })
      await fire(parseLocal('2026-11-10T09:00', 480))
      const notices = async (client: ReturnType<typeof aPerson>) =>
        (
          (await client.get('/api/v1/notifications?limit=100&page=1')).body as { data: { text: string; params: { to?: string } }[] }
        ).data.filter((one) => one.params.to === `/ledgers/entries/${entry.id}`)
      expect((await notices(people.dept)).map((one) => one.text)).toContain(`联席会议议定事项：超期的事（${entry.number}）：临期提醒`)
      await fire(parseLocal('2026-11-14T00:01', 480))
      await fire(parseLocal('2026-11-21T00:01', 480))
      await fire(parseLocal('2026-11-29T00:01', 480))
      await fire(parseLocal('2026-12-05T00:01', 480))
      const view = body(await people.office.get(`/api/v1/ledger-entries/${entry.id}`))
      expect(view.entry).toMatchObject({ card: 'red', level: 3 })
      expect(view.clocks[0]).toMatchObject({ breached: true })
      const events = (await people.office.get(`/api/v1/ledger-entries/${entry.id}/events`)).body as {
        type: string
        data: { rule?: string }
      }[]
      expect(events.filter((one) => one.type === 'card.issued' && one.data.rule !== 'soon').map((one) => one.data.rule)).toEqual([
        'late',
        'late-week',
        'late-fortnight',
      ])
      expect((await notices(people.leader)).length).toBeGreaterThan(0)
      clock.set(MONDAY_MORNING + 40 * DAY)
    })

    test('counts the round: what is due, written off and late, by unit', async () => {
      clock.set(parseLocal('2027-01-04T09:00', 480))
      const due = { deadline: '2027-01-20' }
      const [one, two] = [await open({ ...due, owner: 'SC' }), await open({ ...due, owner: 'SC' })]
      await people.office.get('/api/v1/ledger-counts')
      clock.set(parseLocal('2027-01-21T09:00', 480))
      const round = (await people.leader.get('/api/v1/ledgers/joint-meeting/rounds/2027-01')).body as LedgerRound
      expect(round.units.find((unit) => unit.unit === 'SC')).toEqual({ unit: 'SC', due: 2, done: 0, overdue: 2, early: 0 })
      expect(round.total.due).toBe(round.units.reduce((sum, unit) => sum + unit.due, 0))
      const seen = (await people.other.get('/api/v1/ledgers/joint-meeting/rounds/2027-01')).body as LedgerRound
      expect(seen.units.find((unit) => unit.unit === 'SC')).toBeUndefined()
      for (const { entry } of [one, two]) await take(people.office, entry.id, 'drop', { reason: { text: '并入别的事' } })
      const after = (await people.leader.get('/api/v1/ledgers/joint-meeting/rounds/2027-Q1')).body as LedgerRound
      expect(after.units.find((unit) => unit.unit === 'SC')).toBeUndefined()
    })

    test.each([
      ['2027-13', 422, 'ledger.round.unknown'],
      ['x', 422, 'ledger.round.unknown'],
    ])('refuses the round %s', async (round, status, code) => {
      const answer = await people.leader.get(`/api/v1/ledgers/joint-meeting/rounds/${round}`)
      expect([answer.status, body(answer).code]).toEqual([status, code])
    })

    test('a ledger without rounds says so', async () => {
      expect(body(await people.leader.get('/api/v1/ledgers/admission/rounds/2027-01')).code).toBe('ledger.round.none')
    })
  })

  describe('a change of the list', () => {
    const change = {
      title: '散埋乱葬改由民政局牵头',
      change: 'amend',
      item: 'HC-ZF-01',
      lead: 'SC',
      cooperating: ['ZF'],
      consulted: ['ZH03'],
      effectiveFrom: '2027-06-01',
      why: '三定方案调整',
    }

    test('is asked of everybody concerned, silence is stated, and becomes a draft from its day on', async () => {
      clock.set(parseLocal('2027-02-01T09:00', 480))
      const asked = body(await post(people.dept, 'list-change', change))
      expect(asked.entry).toMatchObject({ state: 'asked', author: 'ZF' })
      const consulting = body(await take(people.editor, asked.entry.id, 'accept'))
      expect(consulting.entry.consultation?.units).toEqual(['ZH03', 'ZF', 'SC', 'JJ'])
      // Who is asked may see it now, and who is not may not.
      expect(body(await people.town.get(`/api/v1/ledger-entries/${asked.entry.id}`)).allowed).toMatchObject([{ command: 'answer' }])
      expect((await people.neighbour.get(`/api/v1/ledger-entries/${asked.entry.id}`)).status).toBe(404)
      expect(body(await give(people.town, asked.entry.id, 'answer', { answer: 'disagree' })).code).toBe(
        'ledger.consultation.words-required',
      )
      expect((await give(people.town, asked.entry.id, 'answer', { answer: 'agree' })).status).toBe(200)
      expect(body(await give(people.town, asked.entry.id, 'answer', { answer: 'agree' })).code).toBe('ledger.consultation.twice')
      await fire(parseLocal('2027-02-20T18:00', 480))
      const heard = body(await people.list.get(`/api/v1/ledger-entries/${asked.entry.id}`))
      expect(heard.entry).toMatchObject({ state: 'deciding', consultation: { silent: ['ZF', 'SC', 'JJ'] } })
      const decided = body(await take(people.list, asked.entry.id, 'decide', { reason: { text: '编委会第 2 次会议' } }))
      expect(decided).toMatchObject({ entry: { phase: 'DONE', listChange: { change: 'amend', item: 'HC-ZF-01', from: '2027-06-01' } } })

      const draft = (await people.admin.get(`/api/v1/policy-drafts/${decided.draft}`)).body as {
        status: string
        document: {
          responsibilities: { items: { id: string; effectiveTo?: string; effectiveFrom?: string; lead: string; replaces?: string }[] }
        }
        findings: { severity: string }[]
      }
      const { items } = draft.document.responsibilities
      expect(items.find((one) => one.id === 'HC-ZF-01')).toMatchObject({ effectiveTo: '2027-05-31', lead: 'ZF' })
      expect(items.find((one) => one.replaces === 'HC-ZF-01')).toMatchObject({ effectiveFrom: '2027-06-01', lead: 'SC' })
      expect(draft.findings.filter((one) => one.severity === 'red')).toEqual([])
    })

    test('a second one goes into the same draft; one that does not fit is refused and stays open', async () => {
      const ask = async (form: object) => {
        const { entry } = body(await post(people.dept, 'list-change', { ...change, consulted: [], ...form }))
        await take(people.editor, entry.id, 'accept')
        await fire(clock.now() + 30 * DAY)
        return entry.id
      }
      const second = body(
        await take(people.list, await ask({ change: 'remove', item: 'HC-ZF-03' }), 'decide', { reason: { text: '会议' } }),
      )
      const first = await rows(people.list, '&filter=ledger||$eq||list-change&sort=openedAt,ASC')
      const before = body(await people.list.get(`/api/v1/ledger-entries/${first.data[0]!.id}`))
      expect(second.draft).toBe(before.draft)
      const wrong = await ask({ change: 'remove', item: 'NO-SUCH' })
      const refused = await take(people.list, wrong, 'decide', { reason: { text: '会议' } })
      expect([refused.status, body(refused).code]).toEqual([422, 'list.change.item-unknown'])
      expect(body(await people.list.get(`/api/v1/ledger-entries/${wrong}`)).entry.state).toBe('deciding')
    })
  })

  test('every chain holds, and a changed event is found', async () => {
    const verify = () => verifyAudit(running.database.db, running.secrets, running.settings.dataDir)
    expect(await verify()).toMatchObject({ ok: true })
    await running.database.unitOfWork.run({ county: '', actor: SYSTEM }, (tx) =>
      tx.db.updateTable('ledger_events').set({ actor_name: '别人' }).where('seq', '=', 1).execute(),
    )
    expect(await verify()).toMatchObject({ ok: false, firstBad: { table: 'ledger_events', problem: 'changed' } })
  })
})
