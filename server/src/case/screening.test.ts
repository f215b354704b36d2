import type { CaseView, ScoreBoard } from '@shaotai/api'
import { MINUTE, parseLocal, type CaseEvent, type ScoreFact } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { aPerson } from '../platform/testing/a-person.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'

const ACCOUNTS = {
  town: 'town',
  dispatcher: 'dispatcher',
  dept: 'dept',
  responder: 'responder',
  duty: 'duty.a',
  leader: 'leader',
  first: 'screener.dk',
  second: 'screener.sf',
  third: 'screener.xfj',
} as const
type Who = keyof typeof ACCOUNTS
type Body = CaseView & { id: string; code: string; params: Record<string, unknown> }

const WHISTLE = {
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
const GOOD = { report: 'on-time', solve: 'solved', satisfy: 'satisfied' }
const BAD = { report: 'absent', solve: 'unsolved', satisfy: 'unsatisfied' }

describeEachDatabase('a rating of a closed case, screened by a group', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  const people = {} as Record<Who, ReturnType<typeof aPerson>>

  beforeAll(async () => {
    running = await database.app({ clock, settings: { template: 'hechuan-yanqing' } })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as Who] = aPerson(running.url, account, clock)
  })

  const body = (answer: Answer) => answer.body as Body
  const command = (who: Who, id: string, name: string, data: object = {}) => {
    clock.advance(MINUTE)
    return people[who].send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })
  }
  const done = async (who: Who, id: string, name: string, data: object = {}) => {
    const answer = await command(who, id, name, data)
    expect([name, answer.status, answer.status === 200 ? '' : answer.text]).toEqual([name, 200, ''])
    return body(answer)
  }

  /** A case of ZF alone, in time in everything, closed with this rating. */
  async function closed(values: Record<string, string>): Promise<string> {
    const { id } = body(await people.town.send('POST', '/api/v1/cases', WHISTLE))
    const view = await done('dispatcher', id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '只需一家' } })
    const assignment = view.case.assignments[0]?.id
    await done('dept', id, 'sign', { assignment })
    const photos = async (account: string) => {
      const { id: file, name, type, size } = await uploadPhoto(await TestClient.signedIn(running.url, account), running.url)
      return [{ id: file, name, type, size }]
    }
    const there = { place: { address: '南河镇' }, names: '两人', rank: 'staff', photos: await photos('responder') }
    await done('responder', id, 'arrive', { assignment, form: there })
    const form = {
      outcome: 'solved',
      result: '摊位撤离，驻守两个早市。',
      resident: '与反映人当面核对，认可。',
      photos: await photos('dept'),
    }
    await done('dept', id, 'reply', { assignment, form })
    await done('duty', id, 'verify', { form: { reported: true, solved: 'yes', how: 'video' } })
    await done('town', id, 'consent')
    const rated = await done('town', id, 'rate', { ratings: [{ unit: 'ZF', values, comment: '群众这样说。' }] })
    expect(rated.case.phase).toBe('CLOSED')
    return id
  }
  const sheet = async () => {
    const answer = await people.leader.get('/api/v1/scores?model=department-monthly&period=2026-11')
    return (answer.body as ScoreBoard).sheets.find((one) => one.subject === 'ZF')
  }
  const facts = async (id: string) =>
    (await running.database.db.read.selectFrom('facts').selectAll().where('case_id', '=', id).execute()).map((row) =>
      decodeJson<ScoreFact>(row.fact),
    )
  const rated = async (id: string) => (await facts(id)).filter((one) => one.kind === 'assignment')

  /** Facts but for the clock of the appeal itself, which now is one of them. */
  const judged = async (id: string) =>
    (await facts(id)).map((fact) => Object.fromEntries(Object.entries(fact).filter(([path]) => !path.startsWith('clock.appeal.'))))

  test('its facts are written anew, and the score changes by exactly that rating', async () => {
    const bad = await closed(BAD)
    const good = await closed(GOOD)
    expect(await rated(bad)).toMatchObject([{ unit: 'ZF', concluded: true, 'eval.rated': true, 'eval.screened': false, 'eval.solve': 0 }])
    // 3/10·100 + 7/20·50 + 7/20·50
    expect(await sheet()).toMatchObject({ score: '65.00', facts: 2 })
    const untouched = await facts(good)

    expect((await people.first.get(`/api/v1/cases/${bad}`)).status).toBe(404)
    await done('dept', bad, 'openRequest', { kind: 'appeal', against: 'rating/1', reason: { text: '评价与签到记录不符' } })
    expect(await sheet()).toMatchObject({ score: '65.00', facts: 2 })

    const alone = await command('first', bad, 'decideRequest', { approve: true, reason: { text: '属实' } })
    expect(body(alone).code).toBe('case.request.by-approval')
    await done('first', bad, 'signApproval', { stance: 'approve' })
    expect(await sheet()).toMatchObject({ score: '65.00', facts: 2 })
    expect(body(await command('first', bad, 'signApproval', { stance: 'approve' })).code).toBe('case.approval.signed-already')
    const decided = await done('second', bad, 'signApproval', { stance: 'approve' })
    expect(decided.case).toMatchObject({
      phase: 'CLOSED',
      requests: [{ kind: 'appeal', status: 'approved' }],
      ratings: [{ screened: true }],
    })

    const [fact, ...others] = await rated(bad)
    expect(others).toEqual([])
    expect(fact).toMatchObject({ unit: 'ZF', concluded: true, 'eval.rated': false, 'eval.screened': true })
    expect(fact).not.toHaveProperty(['eval.solve'])
    expect(await facts(good)).toEqual(untouched)
    // The screened rating is out of numerator and denominator; the arrival still counts.
    expect(await sheet()).toMatchObject({ score: '100.00', facts: 2 })
    expect((await people.third.get(`/api/v1/cases/${bad}`)).status).toBe(404)
  })

  test('a rating that the group changes counts with its new values', async () => {
    const bad = await closed(BAD)
    await done('dept', bad, 'openRequest', { kind: 'appeal', against: 'rating/1', reason: { text: '已按时报到' } })
    const values = { ...BAD, report: 'on-time', solve: 'solved' }
    const off = await command('first', bad, 'signApproval', { stance: 'approve', values: { ...values, solve: 'splendid' } })
    expect(body(off)).toMatchObject({ code: 'case.rating.not-in-scale', at: '/values/solve' })
    await done('first', bad, 'signApproval', { stance: 'approve', values })
    const decided = await done('second', bad, 'signApproval', { stance: 'approve', values })
    expect(decided.case).toMatchObject({ requests: [{ status: 'approved' }], ratings: [{ values, changed: true }] })
    expect(await rated(bad)).toMatchObject([{ 'eval.rated': true, 'eval.screened': false, 'eval.solve': 100 }])
    // One good, one set aside, and this: 3/10·100 + 7/20·100 + 7/20·50
    expect(await sheet()).toMatchObject({ score: '82.50', facts: 3 })
  })

  test('a rating that the group lets stand changes nothing', async () => {
    const bad = await closed(BAD)
    const before = [await judged(bad), await sheet()]
    await done('dept', bad, 'openRequest', { kind: 'appeal', against: 'rating/1', reason: { text: '不服' } })
    const told = (await people.third.get('/api/v1/notifications?limit=50&page=1')).text
    expect(told).toContain('申诉甄别票签')
    for (const who of ['first', 'third'] as const) await done(who, bad, 'signApproval', { stance: 'disapprove', comment: '评价属实' })
    const events = (await people.town.get(`/api/v1/cases/${bad}/events`)).body as CaseEvent[]
    expect(events.findLast((event) => event.type === 'appeal.decided')?.data).toMatchObject({ outcome: 'kept' })
    expect([await judged(bad), await sheet()]).toEqual(before)
  })
})
