import type { CaseView } from '@shaotai/api'
import { MINUTE, parseLocal } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'
import { TimerService } from '../platform/timers/timer-service.ts'

const MONDAY_MORNING = parseLocal('2026-11-02T09:00', 480)
const ITEM = 'HC-ZF-01'
type Body = CaseView & { id: string; number: string; code: string; at?: string; params: Record<string, unknown> }

describeEachDatabase('cases', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(MONDAY_MORNING)
  const people = {} as Record<'town' | 'dispatcher' | 'dept' | 'responder' | 'leader' | 'audit' | 'neighbour' | 'other', TestClient>

  beforeAll(async () => {
    running = await database.app({ clock })
    for (const [name, account] of Object.entries({
      town: 'town',
      dispatcher: 'dispatcher',
      dept: 'dept',
      responder: 'responder',
      leader: 'leader',
      audit: 'audit',
      neighbour: 'town.zh04',
      other: 'dept.sl',
    })) {
      people[name as keyof typeof people] = await TestClient.signedIn(running.url, account)
    }
  })

  let nextKey = 0
  const key = () => ({ 'idempotency-key': `test-key-${nextKey++}` })
  const body = (answer: Answer) => answer.body as Body
  const command = (client: TestClient, id: string, name: string, data: object = {}, extra: object = {}) =>
    client.send('POST', `/api/v1/cases/${id}/commands/${name}`, { data, ...extra }, key())
  const blow = async (form: object = {}) =>
    body(await people.town.send('POST', '/api/v1/cases', { ...A_WHISTLE, form: { ...A_WHISTLE.form, ...form } }, key()))
  const rows = async (client: TestClient, path: string) => (await client.get(path)).body as { data: { id: string }[]; total: number }

  describe('blowing a whistle', () => {
    test('answers who gets it, by which rule, and when each step is due at the latest', async () => {
      const answer = await people.town.send('POST', '/api/v1/cases', A_WHISTLE, key())
      expect(answer.status).toBe(201)
      const { case: state, clocks, forecast, number } = body(answer)
      expect(number).toMatch(/^HC2026-\d{5}$/)
      expect(state).toMatchObject({
        town: 'ZH03',
        state: 'triage',
        route: { rule: 'item', id: ITEM, lead: 'ZF', cooperating: ['SC', 'JJ'] },
      })
      expect(clocks).toMatchObject([{ clock: 'dispatch', status: 'running', dueAt: clock.now() + 30 * MINUTE }])
      expect(forecast.map(({ clock: id }) => id)).toEqual(expect.arrayContaining(['sign', 'arrive', 'reply', 'consent']))
    })

    test('a preview says the same and stores nothing', async () => {
      const before = await rows(people.town, '/api/v1/cases?limit=1&page=1')
      const preview = await people.town.send('POST', '/api/v1/case-previews', A_WHISTLE)
      expect(preview.body).toMatchObject({ route: { lead: 'ZF' }, emergency: false })
      expect((await rows(people.town, '/api/v1/cases?limit=1&page=1')).total).toBe(before.total)
    })

    test('twice with one key makes one case; the key with another body is refused', async () => {
      const headers = key()
      const first = await people.town.send('POST', '/api/v1/cases', A_WHISTLE, headers)
      const second = await people.town.send('POST', '/api/v1/cases', A_WHISTLE, headers)
      expect(body(second).id).toBe(body(first).id)
      const other = await people.town.send('POST', '/api/v1/cases', { ...A_WHISTLE, item: 'HC-ZF-02' }, headers)
      expect([other.status, body(other).code]).toEqual([409, 'idempotency.key-reused'])
    })

    test('sixty-four at once get sixty-four numbers in a row', async () => {
      const answers = await Promise.all(Array.from({ length: 64 }, () => people.town.send('POST', '/api/v1/cases', A_WHISTLE, key())))
      const numbers = answers.map((answer) => Number(body(answer).number.slice(-5))).toSorted((a, b) => a - b)
      expect(new Set(numbers).size).toBe(64)
      expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(63)
    })

    test.each<[string, object, number, string, string | undefined]>([
      ['an unknown field of the body', { ...A_WHISTLE, score: 5 }, 400, 'http.unknown-field', '/score'],
      ['no form', { category: 'quick', item: ITEM }, 400, 'http.missing-field', '/form'],
      ['a form field of the wrong type', { ...A_WHISTLE, form: { ...A_WHISTLE.form, title: 7 } }, 422, 'form.invalid', '/form/title'],
      ['an obligatory form field left out', { ...A_WHISTLE, form: {} }, 422, 'form.invalid', '/form/title'],
      [
        'a form field nobody declared',
        { ...A_WHISTLE, form: { ...A_WHISTLE.form, priority: 'now' } },
        422,
        'form.invalid',
        '/form/priority',
      ],
      ['a category that is not there', { ...A_WHISTLE, category: 'loud' }, 422, 'case.category.unknown', '/category'],
      ['an item that is not there', { ...A_WHISTLE, item: 'HC-XX-99' }, 422, 'case.item.unknown', '/item'],
      ['a situation of another item', { ...A_WHISTLE, situation: 'nowhere' }, 422, 'case.situation.unknown', '/situation'],
      [
        'a photo nobody uploaded',
        { ...A_WHISTLE, form: { ...A_WHISTLE.form, photos: [{ id: 'a'.repeat(64), name: 'x.jpg', type: 'image/jpeg', size: 9 }] } },
        422,
        'attachment.unknown',
        '/form',
      ],
    ])('with %s is refused with its place and a sentence', async (_, whistle, status, code, at) => {
      const answer = await people.town.send('POST', '/api/v1/cases', whistle, key())
      expect([answer.status, body(answer).code, body(answer).at]).toEqual([status, code, at])
      expect(answer.body).toMatchObject({ message: [expect.stringMatching(/[\u4e00-\u9fff]/)] })
    })

    test.each(['dispatcher', 'dept', 'leader', 'audit'] as const)('is not for %s', async (who) => {
      expect(body(await people[who].send('POST', '/api/v1/cases', A_WHISTLE, key())).code).toBe('case.command.not-your-role')
    })
  })

  describe('from dispatch to close', () => {
    test('each act by its own hand, and the score opens down to the case', async () => {
      const { id } = await blow()
      const photo = await uploadPhoto(people.responder, running.url)
      const done = async (who: keyof typeof people, name: string, data: object = {}) => {
        const answer = await command(people[who], id, name, data)
        expect([name, answer.status, body(answer).code]).toEqual([name, 200, undefined])
        return body(answer).case.state
      }
      expect(await done('dispatcher', 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '单一部门可办' } })).toBe('dispatched')
      expect(await done('dept', 'sign')).toBe('onsite')
      await done('dept', 'nameResponders', { responders: [{ name: '周明' }] })
      expect(await done('responder', 'arrive', { form: { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } } })).toBe(
        'handling',
      )
      const photos = await Promise.all([1, 2, 3].map((shade) => uploadPhoto(people.responder, running.url, shade)))
      expect(
        await done('responder', 'reply', {
          form: { outcome: 'solved', result: '已清理全部摊点，划定临时疏导点。', photos: [photo, ...photos] },
        }),
      ).toBe('consent')
      expect(await done('town', 'consent')).toBe('evaluate')
      expect(await done('town', 'rate', { ratings: [{ unit: 'ZF', values: { speed: 5, quality: 4 } }] })).toBe('closed')

      const board = (await people.leader.get('/api/v1/scores')).body as { sheets: { subject: string; score: string | null }[] }
      expect(board.sheets.find((sheet) => sheet.subject === 'ZF')?.score).toBe('90.00')
      const opened = (await people.dept.get('/api/v1/scores/ZF')).body as { terms: { cases: { case: string; points: string }[] }[] }
      expect(
        opened.terms
          .flatMap((term) => term.cases)
          .filter((one) => one.case === id)
          .map((one) => one.points),
      ).toEqual(['50', '40'])
      // The photo is now the case's: the town may see it, the neighbour may not.
      expect((await people.town.get(`/api/v1/attachments/${photo.id}`)).status).toBe(200)
      expect((await people.neighbour.get(`/api/v1/attachments/${photo.id}`)).status).toBe(404)
    })

    test('a version somebody else has moved past is refused, and nothing changes', async () => {
      const { id, case: seen } = await blow()
      await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })
      const stale = await command(people.town, id, 'recall', { reason: { id: 'mistake', text: '' } }, { expectedVersion: seen.version })
      expect([stale.status, body(stale).code]).toEqual([409, 'case.version.stale'])
      expect(body(await people.town.get(`/api/v1/cases/${id}`)).case.state).toBe('dispatched')
    })

    test('sixty-four dispatches of one version at once: one is done, the others are told it moved', async () => {
      const { id, case: seen } = await blow()
      const answers = await Promise.all(
        Array.from({ length: 64 }, () =>
          command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] }, { expectedVersion: seen.version }),
        ),
      )
      const statuses = answers.map((answer) => answer.status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 409)).toHaveLength(63)
    })

    test('an unknown command, unknown data and a unit that is not there are refused with their place', async () => {
      const { id } = await blow()
      expect((await command(people.dispatcher, id, 'explode')).status).toBe(400)
      expect(body(await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: [], force: true }))).toMatchObject({
        code: 'http.unknown-field',
        at: '/data/force',
      })
      expect(body(await command(people.dispatcher, id, 'dispatch', { lead: 'XX', cooperating: [], reason: { text: '试' } }))).toMatchObject(
        { code: 'case.unit.unknown', at: '/lead' },
      )
      expect(
        body(await command(people.dispatcher, id, 'dispatch', { lead: 'JD01', cooperating: [], reason: { text: '试' } })),
      ).toMatchObject({ code: 'case.unit.unknown' })
    })
  })

  describe('who sees what', () => {
    test('another town, a department that is not concerned and an auditor see nothing of it: as if it did not exist', async () => {
      const { id } = await blow()
      await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })
      const nowhere = await people.neighbour.get('/api/v1/cases/01000000-0000-7000-8000-000000000000')
      for (const who of ['neighbour', 'other', 'audit'] as const) {
        const answer = await people[who].get(`/api/v1/cases/${id}`)
        expect(answer.status).toBe(404)
        expect(Object.keys(answer.body as object)).toEqual(Object.keys(nowhere.body as object))
        expect((await people[who].get(`/api/v1/cases/${id}/events`)).status).toBe(404)
        expect((await command(people[who], id, 'recall', { reason: { text: 'x' } })).status).toBe(404)
        const listed = (await people[who].get(`/api/v1/cases?s=${encodeURIComponent(JSON.stringify({ id }))}`)).body as unknown[]
        expect(listed).toEqual([])
      }
      for (const who of ['town', 'dispatcher', 'dept', 'leader'] as const)
        expect((await people[who].get(`/api/v1/cases/${id}`)).status).toBe(200)
    })

    test('no filter, sort or search reaches past the scope or the declared fields', async () => {
      await blow()
      const injected = encodeURIComponent(JSON.stringify({ '1=1) OR (cases.id': { $gt: 0 } }))
      expect((await people.neighbour.get(`/api/v1/cases?s=${injected}`)).status).toBe(400)
      expect((await people.neighbour.get('/api/v1/cases?sort[0]=created_by,ASC')).status).toBe(400)
      const anything = encodeURIComponent(JSON.stringify({ $or: [{ town: 'ZH03' }, { town: { $ne: 'ZH04' } }] }))
      expect((await people.neighbour.get(`/api/v1/cases?s=${anything}`)).body).toEqual([])
    })

    test('the reporter stays masked for the department and open for town and dispatcher', async () => {
      const { id } = await blow({ reporterName: '张三丰', reporterPhone: '13812348000' })
      await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })
      const seenBy = async (who: keyof typeof people) => body(await people[who].get(`/api/v1/cases/${id}`)).case.form
      expect(await seenBy('dept')).toMatchObject({ reporterName: '张**', reporterPhone: '138****8000' })
      expect(await seenBy('leader')).toMatchObject({ reporterPhone: '138****8000' })
      expect(await seenBy('town')).toMatchObject({ reporterName: '张三丰', reporterPhone: '13812348000' })
      const events = (await people.dept.get(`/api/v1/cases/${id}/events`)).text
      expect(events).not.toContain('13812348000')
    })
  })

  describe('time', () => {
    test('a breach fires once, tells and is seen in the list; equal to due is in time', async () => {
      const { id } = await blow()
      const timers = running.app.get(TimerService)
      clock.advance(30 * MINUTE)
      await timers.fireDue()
      const types = async () =>
        ((await people.town.get(`/api/v1/cases/${id}/events`)).body as { type: string }[]).map((event) => event.type)
      expect(await types()).not.toContain('clock.breached')
      clock.advance(1)
      await timers.fireDue()
      await timers.fireDue()
      expect((await types()).filter((type) => type === 'clock.breached')).toHaveLength(1)
    })
  })

  test('after all this the audit log and every chain of events are intact', async () => {
    expect(await verifyAudit(running.database.db, running.secrets, running.settings.dataDir)).toMatchObject({ ok: true })
  })
})
