import type { CaseView } from '@shaotai/api'
import { parseLocal } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'

type Body = CaseView & { id: string; code: string; at?: string; params: Record<string, unknown> }
type People<Name extends string> = Record<Name, TestClient>

let nextKey = 0
const send = (client: TestClient, path: string, payload: object) =>
  client.send('POST', `/api/v1/cases${path}`, payload, { 'idempotency-key': `deliberation-${nextKey++}` })
const body = (answer: Answer) => answer.body as Body
const command = (client: TestClient, id: string, name: string, data: object = {}) => send(client, `/${id}/commands/${name}`, { data })
const offered = (view: Body) => view.allowed.map((one) => one.command)
const mayList = async (client: TestClient, id: string) =>
  ((await client.get('/api/v1/cases?limit=100&page=1')).body as { data: { id: string }[] }).data.some((row) => row.id === id)

/** Signs in the accounts a suite needs; keys are the names it uses. */
async function signIn<Name extends string>(url: string, accounts: Record<Name, string>): Promise<People<Name>> {
  const signed = await Promise.all(
    Object.entries<string>(accounts).map(async ([name, account]) => [name, await TestClient.signedIn(url, account)] as const),
  )
  return Object.fromEntries(signed) as People<Name>
}

describeEachDatabase('a case that several decide', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))

  describe('by the rules of the city', () => {
    let people: People<'town' | 'secretary' | 'dispatcher' | 'principal'>
    const HARD = {
      category: 'hard',
      item: 'CS-ST-01',
      form: {
        title: '板材作坊粉尘扰民',
        description: '三家板材作坊无环评，夜间生产，群众多次反映。',
        place: { address: '南河镇工业路' },
        withinPower: false,
        agencyCanSolve: false,
        attempted: ['dissuaded'],
      },
    }
    const RESOLUTION = { number: '南河会纪〔2026〕11号', date: '2026-11-01', expected: 9, present: 7, for: 6, against: 1, abstained: 0 }

    beforeAll(async () => {
      running = await database.app({ clock, settings: { template: 'hechuan-city' } })
      people = await signIn(running.url, {
        town: 'town',
        secretary: 'secretary.zh03',
        dispatcher: 'dispatcher',
        principal: 'principal.zh03',
      })
    })

    test('the meeting’s resolution with its minutes lets the whistle pass; its figures are checked, its file is the case’s', async () => {
      const answer = await send(people.town, '', HARD)
      expect([answer.status, body(answer).case]).toMatchObject([201, { state: 'approving', phase: 'APPROVAL' }])
      const { id } = body(answer)
      expect(offered(body(await people.secretary.get(`/api/v1/cases/${id}`)))).toContain('resolveMeeting')
      const minutes = [await uploadPhoto(people.secretary, running.url, 7)].map(({ id: file, name }) => ({ id: file, name }))

      const contradicting = await command(people.secretary, id, 'resolveMeeting', { resolution: { ...RESOLUTION, against: 3, minutes } })
      expect([contradicting.status, body(contradicting)]).toMatchObject([422, { code: 'case.resolution.votes' }])
      const foreign = await command(people.secretary, id, 'resolveMeeting', {
        resolution: { ...RESOLUTION, minutes: [{ id: 'f'.repeat(64), name: '别人的.pdf' }] },
      })
      expect(body(foreign)).toMatchObject({ code: 'attachment.unknown' })

      const passed = await command(people.secretary, id, 'resolveMeeting', { resolution: { ...RESOLUTION, minutes } })
      expect([passed.status, body(passed).case]).toMatchObject([200, { state: 'triage', approvals: [{ status: 'passed' }] }])
      expect((await people.dispatcher.get(`/api/v1/attachments/${minutes[0]?.id}`)).status).toBe(200)
    })

    test('whose turn it is, and whom it is copied to, are told', async () => {
      const told = async (client: TestClient) =>
        ((await client.get('/api/v1/notifications?limit=50&page=1')).body as { data: { text: string }[] }).data.map((row) => row.text)
      expect(await told(people.secretary)).toEqual(expect.arrayContaining([expect.stringContaining('提请镇街会议审议')]))
      expect(await told(people.principal)).toEqual(expect.arrayContaining([expect.stringContaining('“镇街会议审议”抄送您阅知')]))
    })
  })

  describe('by the rules of Yanqing', () => {
    let people: People<'town' | 'principal' | 'dispatcher' | 'dept' | 'clerk' | 'bb' | 'sf' | 'zfb' | 'other'>
    const ORDINARY = {
      category: 'demand',
      level: 'normal',
      item: 'S-ZF-01',
      form: {
        title: '早市占盲道',
        description: '早市十余个菜摊占用盲道，劝离后又摆出。',
        place: { address: '南河镇供销社门前' },
        gridCanSolve: false,
        wanted: '综合行政执法局',
        risk: 'low',
        attempted: ['talked'],
      },
    }

    beforeAll(async () => {
      running = await database.app({ clock, settings: { template: 'hechuan-yanqing' } })
      people = await signIn(running.url, {
        town: 'town',
        principal: 'principal.zh03',
        dispatcher: 'dispatcher',
        dept: 'dept',
        clerk: 'dept.sf',
        bb: 'panel.bb',
        sf: 'panel.sf',
        zfb: 'panel.zfb',
        other: 'secretary.zh04',
      })
    })

    test('a form of the approval is checked like every other, and the town takes back what nobody signed', async () => {
      const { id } = body(await send(people.town, '', { ...ORDINARY, level: 'key' }))
      const bare = await command(people.principal, id, 'signApproval', { stance: 'approve', form: {} })
      expect(body(bare)).toMatchObject({ code: 'form.invalid' })
      expect(offered(body(await command(people.town, id, 'withdrawApproval')))).toContain('resubmit')
      await command(people.town, id, 'resubmit')
      const signed = await command(people.principal, id, 'signApproval', { stance: 'approve', form: { why: '影响面大', rank: 'head' } })
      expect(body(signed).case).toMatchObject({ state: 'triage' })
    })

    test('members of the panel see the case while it calls them, nobody before, and vote on it', async () => {
      const { id } = body(await send(people.town, '', ORDINARY))
      expect([(await people.bb.get(`/api/v1/cases/${id}`)).status, await mayList(people.bb, id)]).toEqual([404, false])
      expect(body(await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })).case.phase).toBe(
        'DISPATCHED',
      )
      const opened = await command(people.dispatcher, id, 'openAdjudication', { reason: { text: '职责不清' } })
      expect(body(opened).case).toMatchObject({ phase: 'ADJUDICATION', panel: { status: 'open' } })

      expect(await mayList(people.bb, id)).toBe(true)
      expect(offered(body(await people.bb.get(`/api/v1/cases/${id}`)))).toEqual(['voteOnPanel', 'recuse'])
      // A clerk of the same department as a seat is not called.
      expect((await people.clerk.get(`/api/v1/cases/${id}`)).status).toBe(404)
      expect((await people.other.get(`/api/v1/cases/${id}`)).status).toBe(404)

      const vote = { lead: 'ZF', cooperating: ['SC'], reason: { text: '占道属综合执法' } }
      expect(body(await command(people.bb, id, 'voteOnPanel', { lead: 'NO-SUCH', cooperating: [] }))).toMatchObject({
        code: 'case.unit.unknown',
      })
      for (const member of [people.bb, people.sf]) expect((await command(member, id, 'voteOnPanel', vote)).status).toBe(200)
      const decided = await command(people.zfb, id, 'voteOnPanel', vote)
      expect(body(decided).case).toMatchObject({ phase: 'DISPATCHED', bound: ['ZF', 'SC'] })
      expect(await mayList(people.bb, id)).toBe(true)
    })

    test('somebody named to the seat by hand must exist', async () => {
      const { id } = body(await send(people.town, '', { ...ORDINARY, level: 'key' }))
      const answer = await command(people.principal, id, 'addSeat', { position: 'before', person: 'nobody' })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    })
  })
})
