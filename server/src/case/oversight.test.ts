import type { CaseView, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { DAY, MINUTE, parseLocal, type CaseEvent, type Policy } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { aPerson } from '../platform/testing/a-person.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import type { Answer } from '../platform/testing/http-client.ts'
import { TimerService } from '../platform/timers/timer-service.ts'

const ACCOUNTS = {
  admin: 'admin',
  reviewer: 'reviewer',
  town: 'town',
  neighbour: 'town.zh04',
  dispatcher: 'dispatcher',
  head: 'head',
  dept: 'dept.zf',
  leader: 'leader.zf',
  supervisor: 'supervisor',
  screener: 'screener.sf',
  discipline: 'officer.jw',
} as const
type Who = keyof typeof ACCOUNTS
type Body = CaseView & { id: string; number: string; code: string }

describeEachDatabase('what watches over cases', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(parseLocal('2026-11-02T09:00', 480))
  const people = {} as Record<Who, ReturnType<typeof aPerson>>

  beforeAll(async () => {
    running = await database.app({ clock })
    for (const [name, account] of Object.entries(ACCOUNTS)) people[name as Who] = aPerson(running.url, account, clock)
    await publish()
  })

  /** Puts what these tests need on top of the county's policy. */
  async function publish() {
    const draft = (await people.admin.send('POST', '/api/v1/policy-drafts', { note: '督办' })).body as PolicyDraftDocument
    const at = `/api/v1/policy-drafts/${draft.id}`
    const { flows, supervision, sla, examples } = watched(draft.document as unknown as Policy)
    let { revision } = draft
    for (const [kind, value] of Object.entries({ flows, supervision, sla, examples })) {
      const put = await people.admin.send('PUT', `${at}/documents/${kind}`, { revision: 0, value })
      expect([kind, put.status, put.status === 200 ? '' : put.text]).toEqual([kind, 200, ''])
      revision = (put.body as PolicyDraft).revision
    }
    const submitted = await people.admin.send('POST', `${at}/submit`, { revision, note: '督办' })
    expect([submitted.status, submitted.status === 200 ? '' : submitted.text]).toEqual([200, ''])
    const { hash } = submitted.body as PolicyDraft
    expect((await people.reviewer.send('POST', `${at}/publish`, { hash, password: TEST_PASSWORD })).status).toBe(200)
  }

  const body = (answer: Answer) => answer.body as Body
  const command = (who: Who, id: string, name: string, data: object = {}) =>
    people[who].send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })
  const done = async (who: Who, id: string, name: string, data: object = {}) => {
    const answer = await command(who, id, name, data)
    expect([name, answer.status, body(answer).code]).toEqual([name, 200, undefined])
    return body(answer)
  }
  const blow = async (who: Who = 'town') => body(await people[who].send('POST', '/api/v1/cases', A_WHISTLE))
  const show = async (who: Who, id: string) => body(await people[who].get(`/api/v1/cases/${id}`))
  const events = async (who: Who, id: string) => (await people[who].get(`/api/v1/cases/${id}/events`)).body as CaseEvent[]
  /** Everything due has happened; the server's own dispatcher may have claimed some of it first, and of two that met one tries again a little later. */
  const fired = () =>
    expect
      .poll(
        async () => {
          await running.app.get(TimerService).fireDue()
          const open = running.database.db.read.selectFrom('timers').select('key').where('fired_at', 'is', null)
          const left = await open.where('at', '<=', clock.now()).execute()
          if (left.length > 0) clock.advance(1000)
          return left.length
        },
        { timeout: 20_000 },
      )
      .toBe(0)
  const dispatched = async () => {
    const { id, number } = await blow()
    await done('dispatcher', id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '一家可办' } })
    return { id, number }
  }

  describe('merging', () => {
    test('both cases change in one unit of work; taking it out changes both again', async () => {
      const [one, target] = [await blow(), await blow()]
      const merged = await done('dispatcher', one.id, 'merge', { target: target.id })
      expect(merged.case).toMatchObject({ phase: 'MERGED', mergedInto: { case: target.id, number: target.number } })
      expect((await show('town', target.id)).case.merged).toMatchObject([{ case: one.id, number: one.number }])
      await done('dispatcher', one.id, 'unmerge', { reason: { text: '不同' } })
      expect((await show('town', target.id)).case.merged).toEqual([])
      expect((await show('town', one.id)).clocks.filter((one) => one.status === 'running').map((one) => one.clock)).toContain('dispatch')
    })

    test('when the second cannot be written, neither is', async () => {
      const one = await blow()
      expect(body(await command('dispatcher', one.id, 'merge', { target: '01000000-0000-7000-8000-000000000000' })).code).toBe(
        'case.merge.unknown',
      )
      expect((await show('town', one.id)).case.phase).toBe('TRIAGE')
    })

    test("nobody learns of another town's case: not by a command, not by its number on a page or in the events", async () => {
      const [mine, theirs] = [await blow(), await blow('neighbour')]
      const none = await command('town', mine.id, 'merge', { target: '01000000-0000-7000-8000-000000000000' })
      const other = await command('town', mine.id, 'merge', { target: theirs.id })
      expect([other.status, body(other).code]).toEqual([none.status, body(none).code])
      expect(body(await command('dispatcher', mine.id, 'merge', { target: theirs.id })).code).toBe('case.merge.other-town')
      await done('head', mine.id, 'merge', { target: theirs.id })
      for (const text of [
        (await people.town.get(`/api/v1/cases/${mine.id}`)).text,
        (await people.town.get(`/api/v1/cases/${mine.id}/events`)).text,
      ]) {
        expect(text).not.toContain(theirs.id)
        expect(text).not.toContain(theirs.number)
      }
      for (const path of ['', '/events'])
        expect((await people.neighbour.get(`/api/v1/cases/${theirs.id}${path}`)).text).not.toContain(mine.number)
      expect((await show('dispatcher', mine.id)).case.mergedInto?.number).toBe(theirs.number)
    })

    test('of two that would follow each other at once, one is refused', async () => {
      const [one, other] = [await blow(), await blow()]
      const answers = await Promise.all([
        command('dispatcher', one.id, 'merge', { target: other.id }),
        command('dispatcher', other.id, 'merge', { target: one.id }),
      ])
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
      const phases = [(await show('dispatcher', one.id)).case.phase, (await show('dispatcher', other.id)).case.phase]
      expect(phases.toSorted()).toEqual(['MERGED', 'TRIAGE'])
    })
  })

  describe('cards, counted over all cases', () => {
    test('the second red of a month is handed over, and the discipline officer is told', async () => {
      const cases = [await dispatched(), await dispatched()]
      for (const { id } of cases) await done('dept', id, 'sign')
      clock.advance(8 * 60 * MINUTE)
      await fired()
      const handed = (await Promise.all(cases.map(({ id }) => events('supervisor', id))))
        .flat()
        .filter((event) => event.type === 'discipline.handedOver')
      expect(handed.map((event) => [event.unit, event.data.count])).toEqual([['ZF', 2]])
      expect((await people.discipline.get('/api/v1/notifications?limit=20&page=1')).text).toContain('移交')
    })

    test('a card withdrawn on appeal is not counted; only an independent screener decides, and sees the case while they are called', async () => {
      const { id } = await dispatched()
      expect((await people.screener.get(`/api/v1/cases/${id}`)).status).toBe(404)
      await done('dept', id, 'sign')
      clock.advance(8 * 60 * MINUTE)
      await fired()
      const view = await show('dept', id)
      const appeal = view.allowed.find((one) => one.kind === 'appeal')
      const red = view.case.cards?.find((one) => one.card === 'red')
      expect(appeal?.choices?.map((one) => one.id)).toContain(`card/${red?.id}`)
      await done('dept', id, 'openRequest', { kind: 'appeal', against: `card/${red?.id}`, reason: { text: '已按时到场' } })
      expect((await people.screener.get(`/api/v1/cases/${id}`)).status).toBe(200)
      expect(body(await command('dispatcher', id, 'decideRequest', { approve: true, reason: { text: '属实' } })).code).toBe(
        'case.request.not-your-decision',
      )
      expect(
        (await done('screener', id, 'decideRequest', { approve: true, reason: { text: '属实' } })).case.cards?.find(
          (one) => one.id === red?.id,
        ),
      ).toMatchObject({
        withdrawnAt: expect.any(Number),
      })
      expect((await people.screener.get(`/api/v1/cases/${id}`)).status).toBe(404)
      const rows = await running.database.db.read.selectFrom('cards').selectAll().where('case_id', '=', id).execute()
      expect(rows.filter((row) => row.withdrawn_at !== null).map((row) => row.id)).toEqual([red?.id])
    })
  })

  test('a request nobody decides goes higher by itself', async () => {
    const { id } = await dispatched()
    await done('dept', id, 'openRequest', { kind: 'return', reason: { text: '不属本部门' } })
    clock.advance(31 * MINUTE)
    await fired()
    expect((await events('town', id)).map((event) => event.type)).toContain('request.escalated')
    expect((await show('head', id)).allowed.map((one) => one.command)).toContain('decideRequest')
  })

  test('a suspension resumes at its planned end, and is found in the list of suspended cases until then', async () => {
    const { id } = await dispatched()
    await done('dept', id, 'sign')
    const until = clock.now() + 2 * DAY
    await done('dept', id, 'openRequest', { kind: 'suspension', until, reason: { text: '待鉴定' } })
    await done('dispatcher', id, 'decideRequest', { approve: true })
    const ledger = `/api/v1/cases?limit=50&page=1&s=${encodeURIComponent(JSON.stringify({ suspended: { $eq: true } }))}`
    const rows = async () => ((await people.town.get(ledger)).body as { data: { id: string; suspendedUntil: number | null }[] }).data
    expect((await rows()).filter((row) => row.id === id).map((row) => row.suspendedUntil)).toEqual([until])
    clock.advance(2 * DAY + 1)
    await fired()
    expect((await rows()).map((row) => row.id)).not.toContain(id)
  })

  test('an order is given, answered and closed; work inside the department goes to its own people only', async () => {
    const { id } = await dispatched()
    await done('dept', id, 'sign')
    const ordered = await done('supervisor', id, 'issueOrder', { order: 'written', text: '三日内整改' })
    expect(ordered.case.orders).toMatchObject([{ id: 'o1', unit: 'ZF', status: 'open' }])
    expect(ordered.clocks.filter((one) => one.order === 'o1').map((one) => one.status)).toEqual(['running'])
    await done('leader', id, 'replyOrder', { order: 'o1', text: '已整改' })
    expect((await done('supervisor', id, 'closeOrder', { order: 'o1' })).case.orders).toMatchObject([{ status: 'closed' }])
    const stranger = { to: { person: 'dept.sl', name: '别家的人' } }
    expect(body(await command('leader', id, 'transfer', stranger)).code).toBe('case.person.unknown')
    expect(
      (await done('leader', id, 'transfer', { to: { person: 'responder.zf.1', name: '队员' } })).case.assignments[0]?.handler?.name,
    ).toBe('队员')
  })
})

/** The county's policy with merging, appeals, orders, hand-overs, escalation and work passed on. */
function watched(policy: Policy): Policy {
  const [flow] = policy.flows
  if (!flow) throw new Error('no flow')
  const inside = { from: ['SIGNED', 'ARRIVED', 'WORKING'] as ('SIGNED' | 'ARRIVED' | 'WORKING')[], by: ['dept-leader' as const] }
  return {
    ...policy,
    // The county's own stories are about its own rules.
    examples: [],
    flows: [
      {
        ...flow,
        states: [...flow.states.filter((one) => one.phase !== 'MERGED'), { id: 'merged', name: '已并件', phase: 'MERGED' }],
        steps: [
          ...flow.steps.filter((one) => one.act !== 'merge' && one.act !== 'unmerge'),
          {
            id: 'merge',
            act: 'merge',
            name: '并件',
            from: ['triage', 'dispatched'],
            to: 'merged',
            by: ['dispatcher', 'platform-head', 'town-clerk'],
          },
          { id: 'unmerge', act: 'unmerge', name: '取消并件', from: ['merged'], to: 'triage', by: ['dispatcher'], reason: 'required' },
        ],
        assignment: {
          steps: [
            ...flow.assignment.steps.filter((one) => one.act !== 'transfer'),
            { id: 'transfer', act: 'transfer', name: '转办', ...inside },
          ],
        },
        merge: { acrossTowns: ['platform-head'] },
        requests: [
          ...flow.requests
            .filter((rule) => rule.kind !== 'appeal' && rule.kind !== 'merge')
            .map((rule) =>
              rule.kind === 'return'
                ? {
                    ...rule,
                    form: undefined,
                    decideWithin: { amount: 30, unit: 'minute' as const, basis: 'natural' as const },
                    onExpiry: 'escalate' as const,
                    escalateTo: ['platform-head' as const],
                  }
                : rule,
            ),
          {
            kind: 'appeal',
            name: '申诉',
            by: ['dept-clerk', 'town-clerk'],
            decidedBy: ['screener'],
            from: ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING', 'DONE'],
            reasons: [],
            against: ['rating', 'card'],
            window: { amount: 3, unit: 'day', basis: 'working-days' },
          },
        ],
      },
      ...policy.flows.slice(1),
    ],
    supervision: {
      rules: [
        ...policy.supervision.rules,
        {
          id: 'red-arrival',
          name: '超时一小时未到场',
          clock: 'arrive',
          on: 'breached',
          afterMinutes: 60,
          card: 'red',
          notify: ['supervisor'],
        },
      ],
      orders: [{ id: 'written', name: '督办单', by: ['supervisor'], to: 'lead', replyBy: ['dept-leader'] }],
      handovers: [{ id: 'two-red', name: '一月两红', card: 'red', count: 2, per: 'month', notify: ['discipline-officer'] }],
    },
    sla: {
      ...policy.sla,
      clocks: [
        ...policy.sla.clocks
          .filter((rule) => rule.per !== 'order')
          .map((rule) => (rule.id === 'dispatch' ? { ...rule, start: [...rule.start, 'case.unmerged' as const] } : rule)),
        {
          id: 'order',
          name: '答复督办单',
          per: 'order',
          owner: 'assignee',
          start: ['order.issued'],
          stop: ['order.replied', 'order.closed'],
          goals: [{ amount: 1, unit: 'day', basis: 'working-days' }],
          onReentry: 'restart',
          warnAt: [],
        },
      ],
    },
  }
}
