import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseView, Practice, PracticeRoom, Session } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { PracticeHost } from './practice-host.ts'

const MONDAY_MORNING = parseLocal('2026-11-02T09:00', 480)
const HOUR = 3_600_000

describeEachDatabase('practice', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(MONDAY_MORNING)
  let admin: TestClient
  let town: TestClient

  beforeAll(async () => {
    running = await database.app({ clock })
    admin = await TestClient.signedIn(running.url, 'admin')
    town = await TestClient.signedIn(running.url, 'town')
  })

  /** Enters practice and answers with a client that carries both cookies, as a browser below `/practice` does. */
  async function enter(body: object = {}, client = admin): Promise<TestClient> {
    const answer = await client.send('POST', '/api/v1/practice', body)
    if (answer.status !== 200) throw new Error(answer.text)
    const inside = new TestClient(`${running.url}/practice`)
    inside.cookie = `${client.cookie}; ${answer.headers.get('set-cookie')?.split(';')[0]}`
    return inside
  }
  const room = async (inside: TestClient) => (await inside.get('/api/v1/practice-room')).body as PracticeRoom
  async function become(inside: TestClient, role: string, unit?: string): Promise<void> {
    const { people } = await room(inside)
    const person = people.find((one) => one.roles.includes(role as never) && (unit === undefined || one.unit === unit))
    const answer = await inside.send('POST', '/api/v1/practice-room/person', { person: person?.person })
    expect(answer.status).toBe(200)
    inside.cookie = `${inside.cookie?.split(';')[0]}; ${answer.headers.get('set-cookie')?.split(';')[0]}`
  }
  /** Every row of the county but sessions, which note when they were last seen, and the audit log, which is looked at by itself. */
  async function everything(): Promise<string> {
    const { db } = running.database
    const tables = ['cases', 'case_events', 'assignments', 'clocks', 'timers', 'outbox', 'notifications', 'counters'] as const
    const more = ['policy_drafts', 'policy_versions', 'people', 'units', 'counties', 'installation', 'attachments', 'idempotency'] as const
    const rows = await Promise.all([...tables, ...more].map((table) => db.read.selectFrom(table).selectAll().execute()))
    return JSON.stringify(rows)
  }
  const auditActions = async () =>
    (await running.database.db.read.selectFrom('audit').select('action').where('county_id', '=', '379901').orderBy('id').execute()).map(
      ({ action }) => action,
    )

  test('is not there before somebody begins it', async () => {
    expect((await admin.get('/api/v1/practice')).body).toEqual({ state: 'none', startedAt: null, policy: null })
    expect([(await admin.get('/practice/api/v1/session')).status, (await admin.get('/practice/api/v1/session')).body]).toMatchObject([
      409,
      { code: 'practice.none' },
    ])
  })

  test('has the same units and rules, and posts instead of people', async () => {
    const inside = await enter()
    const { body } = await inside.get('/api/v1/session')
    expect(body as Session).toMatchObject({ county: { id: '379901', name: '禾川县（演练）' }, roles: ['policy-admin'], now: clock.now() })
    const { people, policy, ahead } = await room(inside)
    expect([policy, ahead]).toEqual([{ from: 'version', title: '1' }, 0])
    const real = await running.database.db.read.selectFrom('people').select(['id', 'account', 'name', 'phone']).execute()
    expect(people).toHaveLength(real.length)
    expect(new Set(people.map((one) => one.name)).size).toBe(people.length)
    const told = JSON.stringify((await admin.get('/api/v1/policies/current')).body)
    const file = readFileSync(join(running.settings.dataDir, 'practice/379901/shaotai.db')).toString('utf8')
    const wal = readFileSync(join(running.settings.dataDir, 'practice/379901/shaotai.db-wal')).toString('utf8')
    expect(real.filter(({ name }) => !told.includes(name) && (file + wal).includes(name))).toEqual([])
    const policies = ['/api/v1/policies/current'].map(async (path) => ((await inside.get(path)).body as { hash: string }).hash)
    expect(await Promise.all(policies)).toEqual([((await admin.get('/api/v1/policies/current')).body as { hash: string }).hash])
  })

  test('a whistle goes its whole way in it, and the county has not changed by a row', async () => {
    const [rows, actions] = [await everything(), await auditActions()]
    const inside = await enter()
    await become(inside, 'town-clerk')
    const blown = await inside.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'practice-1' })
    expect(blown.status).toBe(201)
    const { id } = blown.body as { id: string }
    await become(inside, 'dispatcher')
    const command = (name: string, data: object) =>
      inside.send('POST', `/api/v1/cases/${id}/commands/${name}`, { data }, { 'idempotency-key': `practice-${name}` })
    expect((await command('dispatch', { lead: 'ZF', cooperating: [], reason: { text: '单一部门可办' } })).status).toBe(200)
    await become(inside, 'dept-clerk', 'ZF')
    const signed = await command('sign', {})
    expect(signed.status, signed.text).toBe(200)
    expect([await everything(), await auditActions()]).toEqual([rows, actions])
    expect((await town.get(`/api/v1/cases/${id}`)).status).toBe(404)
    expect(await verifyAudit(running.database.db, running.secrets, running.settings.dataDir)).toMatchObject({ ok: true })
  })

  test('time moves forward, and what falls due on the way happens at its own moment', async () => {
    const inside = await enter({ again: true })
    await become(inside, 'town-clerk')
    const blown = await inside.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'practice-2' })
    const { id, clocks } = blown.body as CaseView & { id: string }
    const due = clocks.find((one) => one.clock === 'dispatch')?.dueAt
    const moved = await inside.send('POST', '/api/v1/practice-room/clock', { hours: 2 })
    expect(moved.body).toMatchObject({ now: clock.now() + 2 * HOUR, arrived: true })
    const events = (await inside.get(`/api/v1/cases/${id}/events`)).body as
      | { type: string; at: number }[]
      | { data: { type: string; at: number }[] }
    const list = Array.isArray(events) ? events : events.data
    const breached = list.find((event) => /breach/i.test(event.type))
    expect((breached?.at ?? 0) - (due ?? 0)).toBe(1)
    expect(((await inside.get('/api/v1/session')).body as Session).now).toBe(clock.now() + 2 * HOUR)
    expect(((await admin.get('/api/v1/session')).body as Session).now).toBe(clock.now())
    const morning = await inside.send('POST', '/api/v1/practice-room/clock', { to: 'next-morning' })
    expect((morning.body as { now: number }).now).toBe(parseLocal('2026-11-03T08:30', 480))
    const back = await inside.send('POST', '/api/v1/practice-room/clock', { to: 'real-time' })
    expect([back.status, back.body]).toMatchObject([422, { code: 'practice.backwards' }])
    const far = await inside.send('POST', '/api/v1/practice-room/clock', { at: clock.now() + 500 * 24 * HOUR })
    expect(far.body).toMatchObject({ code: 'practice.too-far' })
  })

  test('back to the real time while nothing has happened later', async () => {
    const inside = await enter({ again: true })
    await inside.send('POST', '/api/v1/practice-room/clock', { hours: 1 })
    expect((await inside.send('POST', '/api/v1/practice-room/clock', { to: 'real-time' })).body).toMatchObject({ now: clock.now() })
  })

  test('asleep it keeps what was practised and where its clock stands', async () => {
    const inside = await enter({ again: true })
    await become(inside, 'town-clerk')
    const { id } = (await inside.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'practice-3' })).body as { id: string }
    await inside.send('POST', '/api/v1/practice-room/clock', { hours: 3 })
    await running.app.get(PracticeHost).sweep(0)
    expect((await admin.get('/api/v1/practice')).body).toMatchObject({ state: 'asleep' } satisfies Partial<Practice>)
    expect((await inside.get(`/api/v1/cases/${id}`)).status).toBe(200)
    expect((await room(inside)).ahead).toBe(3 * HOUR)
    expect((await admin.get('/api/v1/practice')).body).toMatchObject({ state: 'running' })
  })

  test('goes by a draft, and a draft with errors is not practised with', async () => {
    const draft = (await admin.send('POST', '/api/v1/policy-drafts', { note: '试一试' })).body as { id: string; revision: number }
    const inside = await enter({ draft: draft.id })
    expect((await room(inside)).policy).toEqual({ from: 'draft', title: '试一试' })
    expect((await admin.send('POST', '/api/v1/practice', { draft: '00000000-0000-7000-8000-000000000000' })).status).toBe(404)
    await admin.send('POST', `/api/v1/policy-drafts/${draft.id}/withdraw`, { discard: true })
    expect((await admin.send('POST', '/api/v1/practice', { draft: draft.id })).status).toBe(404)
  })

  test('two persons publish in it, with the password everybody there has', async () => {
    const inside = await enter({ again: true })
    const draft = (await inside.send('POST', '/api/v1/policy-drafts', { note: '演练' })).body as { id: string }
    expect(draft.id).toBeTruthy()
    await become(inside, 'policy-reviewer')
    expect(((await inside.get(`/api/v1/policy-drafts/${draft.id}`)).body as { id: string }).id).toBe(draft.id)
    expect((await admin.get(`/api/v1/policy-drafts/${draft.id}`)).status).toBe(404)
  })

  test('the audit of the county says that practice began, and nothing of what was done in it', async () => {
    const actions = (await auditActions()).filter((action) => action.startsWith('practice.') || action.startsWith('case.'))
    expect(new Set(actions)).toEqual(new Set(['practice.start', 'practice.reset']))
  })

  describe('its doors', () => {
    test('a clerk without the right is refused at each of them', async () => {
      const answers = [
        await town.get('/api/v1/practice'),
        await town.send('POST', '/api/v1/practice', {}),
        await town.get('/practice/api/v1/session'),
        await town.send('POST', '/practice/api/v1/session', { account: 'p1', password: 'practice' }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
      expect((await new TestClient(running.url).get('/practice/api/v1/session')).status).toBe(401)
    })

    test('the practice cookie never leaves its path, and is nobody to the county; the real one is nobody in practice', async () => {
      const answer = await admin.send('POST', '/api/v1/practice', {})
      const header = answer.headers.get('set-cookie') ?? ''
      expect(header).toMatch(/^shaotai_practice=[\w-]{43}; Path=\/practice; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
      const token = header.split(';')[0]?.split('=')[1]
      const thief = new TestClient(running.url)
      thief.cookie = `shaotai_practice=${token}`
      expect((await thief.get('/api/v1/session')).status).toBe(401)
      expect((await thief.get('/practice/api/v1/session')).status).toBe(401)
      thief.cookie = `shaotai_session=${token}`
      expect((await thief.get('/api/v1/session')).status).toBe(401)
      expect((await admin.get('/practice/api/v1/session')).status).toBe(401)
      const real = admin.cookie?.split('=')[1]
      const crossed = new TestClient(running.url)
      crossed.cookie = `${admin.cookie}; shaotai_practice=${real}`
      expect((await crossed.get('/practice/api/v1/session')).status).toBe(401)
    })

    test('ends with the real session', async () => {
      const visitor = await TestClient.signedIn(running.url, 'reviewer')
      const inside = await enter({}, visitor)
      expect((await inside.get('/api/v1/session')).status).toBe(200)
      await visitor.send('DELETE', '/api/v1/session')
      expect((await inside.get('/api/v1/session')).status).toBe(401)
    })

    test('another site changes nothing in it', async () => {
      const inside = await enter()
      const answer = await inside.send('POST', '/api/v1/practice-room/clock', { hours: 1 }, { origin: 'https://elsewhere.example' })
      expect([answer.status, answer.body]).toMatchObject([403, { code: 'http.cross-site' }])
      const form = await fetch(`${running.url}/practice/api/v1/practice-room/clock`, {
        method: 'POST',
        body: 'hours=1',
        headers: { cookie: inside.cookie ?? '', 'content-type': 'text/plain' },
      })
      expect([403, 415]).toContain(form.status)
    })

    test.each([
      ['GET', '/practice/api', 404],
      ['GET', '/practice/api/v1/nothing', 404],
      ['POST', '/practice/api/v1/practice', 404],
      ['GET', '/practice/api/../api/v1/session', 401],
      ['GET', '/practiceapi/v1/session', 200],
      ['GET', '/api/v1/practice-room', 404],
      ['POST', '/api/v1/practice-room/clock', 404],
    ])('%s %s', async (method, path, status) => {
      const nobody = path.includes('..')
      const client = nobody ? new TestClient(running.url) : admin
      expect((await client.send(method, path)).status).toBe(status)
    })
  })

  test('switched off it is not there', async () => {
    const other = await database.app({ clock, settings: { practice: false } })
    const boss = await TestClient.signedIn(other.url, 'admin')
    expect((await boss.get('/api/v1/practice')).body).toMatchObject({ state: 'off' })
    expect((await boss.send('POST', '/api/v1/practice', {})).status).toBe(404)
    expect((await boss.get('/practice/api/v1/session')).status).toBe(404)
  })

  if (database.name === 'postgres') {
    test('a second process says that the first holds it', async () => {
      await enter()
      const other = await database.app({ clock, sameAs: { url: running.settings.databaseUrl, dataDir: running.settings.dataDir } as never })
      const boss = await TestClient.signedIn(other.url, 'admin')
      expect((await boss.get('/api/v1/practice')).body).toMatchObject({ state: 'elsewhere' })
      expect((await boss.send('POST', '/api/v1/practice', {})).status).toBe(503)
      expect((await boss.get('/practice/api/v1/session')).status).toBe(503)
    })
  }
})
