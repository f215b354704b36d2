import type {
  CaseView,
  NotificationRow,
  PolicyDraft,
  PolicyDraftDocument,
  PolicyNews,
  PolicyVersion,
  TransitionPreview,
} from '@shaotai/api'
import { adoptOutcomes, DAY, parseLocal, SYSTEM, type CaseEvent, type Policy } from '@shaotai/core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.ts'

const START = parseLocal('2026-11-02T09:00', 480)

describeEachDatabase('publishing', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let clock: FakeClock
  const people = {} as Record<'admin' | 'reviewer' | 'town' | 'dispatcher' | 'dept' | 'leader', TestClient>

  const setUp = async () => {
    clock = new FakeClock(START)
    running = await database.app({ clock })
    await signIn()
  }
  /** A session ends over night. */
  const signIn = async () => {
    for (const account of ['admin', 'reviewer', 'town', 'dispatcher', 'dept', 'leader'] as const)
      people[account] = await TestClient.signedIn(running.url, account)
  }

  const as = <T>(answer: Answer) => answer.body as T & { code: string; at?: string; params: Record<string, unknown> }
  const drafts = '/api/v1/policy-drafts'
  const versions = async () => as<PolicyVersion[]>(await people.admin.get('/api/v1/policies'))
  /** A draft in which everybody has `hours` to arrive, handed to the reviewer. */
  const submitted = async (hours: number, from?: string) => {
    const { id, revision, document } = as<PolicyDraftDocument>(
      await people.admin.send('POST', drafts, { note: '试', ...(from && { from }) }),
    )
    const policy = document as unknown as Policy
    const clocks = policy.sla.clocks.map((one) =>
      one.id === 'arrive' ? { ...one, goals: one.goals.map((goal) => (goal.unit === 'hour' ? { ...goal, amount: hours } : goal)) } : one,
    )
    const changed = as<PolicyDraft>(
      await people.admin.send('PUT', `${drafts}/${id}/documents/sla`, { revision, value: { ...policy.sla, clocks } }),
    )
    const ids = changed.examples.map((one) => one.id)
    const value = adoptOutcomes(policy.examples, changed.examples, ids)
    const saved = as<PolicyDraft>(await people.admin.send('PUT', `${drafts}/${id}/documents/examples`, { revision: 0, value }))
    const done = await people.admin.send('POST', `${drafts}/${id}/submit`, { revision: saved.revision, note: '到场提速' })
    expect(done.status).toBe(200)
    return as<PolicyDraft>(done)
  }
  const publish = ({ id, hash }: PolicyDraft, body: object = {}) =>
    people.reviewer.send('POST', `${drafts}/${id}/publish`, { hash, password: TEST_PASSWORD, ...body })
  const published = async (draft: PolicyDraft, body: object = {}) => {
    const answer = await publish(draft, body)
    expect(answer.status).toBe(200)
    await settle()
    return as<PolicyVersion>(answer)
  }
  /** Lets what is due now happen. Two timers of one case may meet on PostgreSQL; the later one, put off for a second that never comes here, is due again at once. */
  const settle = async () => {
    const timers = running.app.get(TimerService)
    for (;;) {
      await timers.fireDue()
      const { numUpdatedRows } = await running.app.get(UnitOfWork).run({ county: '', actor: SYSTEM }, (tx) =>
        tx.db
          .updateTable('timers')
          .set((eb) => ({ due_at: eb.ref('at') }))
          .where('at', '<=', clock.now())
          .where('fired_at', 'is', null)
          .executeTakeFirstOrThrow(),
      )
      if (numUpdatedRows === 0n) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const command = async (who: TestClient, id: string, name: string, data: object = {}) => {
    const answer = await who.send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })
    expect([answer.status, as(answer).code]).toEqual([200, undefined])
  }
  const whistle = async () => as<{ id: string }>(await people.town.send('POST', '/api/v1/cases', A_WHISTLE)).id
  const dispatched = async () => {
    const id = await whistle()
    await command(people.dispatcher, id, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })
    return id
  }
  const signed = async () => {
    const id = await dispatched()
    await command(people.dept, id, 'sign')
    return id
  }
  const show = async (id: string) => as<CaseView>(await people.dispatcher.get(`/api/v1/cases/${id}`))
  const hours = async (id: string) => {
    const arrive = (await show(id)).clocks.find((one) => one.clock === 'arrive' && one.unit === 'ZF')
    return ((arrive?.dueAt ?? 0) - (arrive?.startedAt ?? 0)) / 3_600_000
  }
  const events = async (id: string) => as<CaseEvent[]>(await people.dispatcher.get(`/api/v1/cases/${id}/events`))

  describe('on a day to come', () => {
    let draft: PolicyDraft
    let version: PolicyVersion
    beforeAll(async () => {
      await setUp()
      draft = await submitted(2)
    })

    test.each([
      ['in the past', START - 1, 'policy.publish.past'],
      ['in more than a year', START + 400 * DAY, 'policy.publish.too-far'],
    ])('not %s', async (_, effectiveAt, code) => {
      expect(as(await publish(draft, { effectiveAt }))).toMatchObject({ code, at: '/effectiveAt' })
    })

    test('until then the version is scheduled and every whistle follows the old one', async () => {
      version = await published(draft, { effectiveAt: START + DAY })
      expect(version).toMatchObject({ version: 2, state: 'scheduled', current: false, effectiveAt: START + DAY, draft: draft.id })
      expect(await hours(await signed())).toBe(3)
    })

    test('those who work by the rules are told what changes, and from when', async () => {
      const [news] = as<PolicyNews>(await people.town.get('/api/v1/policy-news'))
      expect(news).toMatchObject({ version: 2, inForce: false, effectiveAt: START + DAY })
      expect(news?.changes.map((one) => one.sentence)).toEqual([expect.stringMatching(/到场.*由 3 小时改为 2 小时/)])
      for (const who of [people.town, people.dept, people.dispatcher]) {
        const told = as<NotificationRow[]>(await who.get('/api/v1/notifications')).filter((one) => one.kind === 'policy.published')
        expect(told.map((one) => one.text)).toEqual([
          expect.stringMatching(/^第 2 版制度自 2026 年 11 月 3 日 09:00 起施行：.*改为 2 小时/),
        ])
      }
    })

    test('the next draft begins from it, and cannot come into force before it', async () => {
      const next = await submitted(1)
      expect(next.base).toBe(version.hash)
      expect(as(await publish(next))).toMatchObject({ code: 'policy.publish.before-scheduled', params: { version: 2 } })
      await people.admin.send('POST', `${drafts}/${next.id}/withdraw`, { discard: true })
    })

    test('when the day comes it is in force', async () => {
      clock.advance(DAY)
      await settle()
      await signIn()
      expect(await hours(await signed())).toBe(2)
      expect((await versions()).map(({ version: number, state }) => [number, state])).toEqual([
        [2, 'in-force'],
        [1, 'past'],
      ])
    })

    test('and cannot be withdrawn any more', async () => {
      const answer = await people.admin.send('POST', '/api/v1/policy-versions/2/withdraw', { password: TEST_PASSWORD, why: '不发了' })
      expect([answer.status, as(answer).code]).toEqual([409, 'policy.version.in-force'])
    })
  })

  test('withdrawn before its day it never comes into force', async () => {
    await setUp()
    await published(await submitted(2), { effectiveAt: START + DAY })
    const withdraw = (who: TestClient, password = TEST_PASSWORD) =>
      who.send('POST', '/api/v1/policy-versions/2/withdraw', { password, why: '领导小组要求缓行' })
    expect((await withdraw(people.town)).status).toBe(403)
    expect(as(await withdraw(people.admin, 'Wrong-horse-42')).code).toBe('session.wrong-password')
    expect(as<PolicyVersion>(await withdraw(people.admin))).toMatchObject({
      state: 'withdrawn',
      withdrawn: { at: START, why: '领导小组要求缓行' },
    })
    clock.advance(2 * DAY)
    await settle()
    await signIn()
    expect(await hours(await signed())).toBe(3)
    expect(as<PolicyNews>(await people.town.get('/api/v1/policy-news'))).toEqual([])
    expect((await versions()).map(({ version, state }) => [version, state])).toEqual([
      [2, 'withdrawn'],
      [1, 'in-force'],
    ])
    // Its number is not given again.
    expect(await published(await submitted(2))).toMatchObject({ version: 3, state: 'in-force' })
  })

  describe('and the cases that run', () => {
    let cases: { unsigned: string; signed: string; arrived: string; late: string }
    beforeEach(async () => {
      await setUp()
      const [late, arrived] = [await signed(), await signed()]
      await command(people.dept, arrived, 'nameResponders', { responders: [{ name: '张三' }] })
      clock.advance(4 * 3_600_000)
      cases = { late, arrived, signed: await signed(), unsigned: await dispatched() }
      clock.advance(90 * 60_000)
    })
    const all = async () => {
      const found: Record<string, number> = {}
      for (const [name, id] of Object.entries(cases)) found[name] = await hours(id)
      return found
    }
    const preview = async (draft: PolicyDraft) => as<TransitionPreview>(await people.reviewer.get(`${drafts}/${draft.id}/transition`))

    test('keep their version when only new ones follow', async () => {
      const before = await all()
      await published(await submitted(1), { transition: 'new' })
      expect(await all()).toEqual(before)
      for (const id of Object.values(cases)) expect((await events(id)).map((one) => one.type)).not.toContain('case.policyChanged')
    })

    test('come under it when nobody has signed them', async () => {
      const before = await all()
      await published(await submitted(1), { transition: 'unsigned' })
      await command(people.dept, cases.unsigned, 'sign')
      expect(await all()).toEqual({ ...before, unsigned: 1 })
    })

    test('all come under it, with the clocks that run; what was late stays as it was', async () => {
      const draft = await submitted(1)
      expect(await preview(draft)).toEqual({
        open: 4,
        unsigned: 1,
        read: 4,
        required: { fields: 0, cases: 0 },
        choices: [
          { transition: 'new', follow: 0, stay: 0, moved: 0, overdue: 0 },
          { transition: 'unsigned', follow: 1, stay: 0, moved: 0, overdue: 0 },
          { transition: 'open', follow: 4, stay: 0, moved: 1, overdue: 1 },
        ],
      })
      const before = await all()
      await published(draft, { transition: 'open' })
      expect(await all()).toEqual({ ...before, signed: 1 })
      // What is told is told in the act itself; what the shorter limit makes late comes after it, when its timers fire.
      const heard = (await events(cases.signed)).map(({ type, data, by }) => [type, data['clock'], by.person])
      const changed = heard.findIndex(([type]) => type === 'case.policyChanged')
      expect(heard[changed + 1]).toEqual(['clock.recomputed', 'arrive', 'system'])
      expect((await show(cases.signed)).policyVersion).toBe(2)
      // Said again nothing happens again: the same version is never applied twice.
      const counted = (await events(cases.signed)).filter((one) => one.type === 'case.policyChanged')
      expect(counted).toHaveLength(1)
    })
  })

  describe('an emergency', () => {
    beforeAll(async () => {
      await setUp()
      await published(await submitted(2))
      await published(await submitted(1), { effectiveAt: START + DAY })
    })
    const rollBack = (who: TestClient, version: number, password = TEST_PASSWORD) =>
      who.send('POST', `/api/v1/policy-versions/${version}/emergency-rollback`, { password, why: '两小时无法到场，积压严重' })

    test('one leader puts an earlier version into force at once, with their password and a reason', async () => {
      for (const who of [people.admin, people.reviewer, people.town]) expect((await rollBack(who, 1)).status).toBe(403)
      expect(as(await rollBack(people.leader, 1, 'Wrong-horse-42')).code).toBe('session.wrong-password')
      expect(as(await rollBack(people.leader, 2)).code).toBe('policy.rollback.same')
      expect(as(await rollBack(people.leader, 3)).code).toBe('policy.rollback.never-in-force')
      expect(as<PolicyVersion>(await rollBack(people.leader, 1))).toMatchObject({
        version: 4,
        kind: 'emergency',
        state: 'in-force',
        note: '两小时无法到场，积压严重',
        review: { dueAt: START + 7 * DAY, by: null, at: null, verdict: null },
      })
      expect(await hours(await signed())).toBe(3)
    })

    test('what was still to come is withdrawn with it', async () => {
      expect((await versions()).map(({ version, state }) => [version, state])).toEqual([
        [4, 'in-force'],
        [3, 'withdrawn'],
        [2, 'past'],
        [1, 'past'],
      ])
    })

    test('somebody else reviews it afterwards, once', async () => {
      const review = (who: TestClient) =>
        who.send('POST', '/api/v1/policy-versions/4/review', { password: TEST_PASSWORD, verdict: 'confirmed', comment: '情况属实' })
      expect((await review(people.leader)).status).toBe(403)
      expect(as<PolicyVersion>(await review(people.reviewer))).toMatchObject({
        review: { at: START, verdict: 'confirmed', comment: '情况属实' },
      })
      expect(as(await review(people.reviewer)).code).toBe('policy.review.none')
    })
  })

  test('a draft that another version outran is neither submitted nor published', async () => {
    await setUp()
    const first = await submitted(2)
    const second = await submitted(1)
    await published(first)
    const answer = await publish(second)
    expect([answer.status, as(answer).code]).toEqual([409, 'policy.draft.outrun'])
    const reopened = as<PolicyDraft>(await people.admin.send('POST', `${drafts}/${second.id}/withdraw`, { discard: false }))
    expect(reopened.stale).toBe(true)
    const again = await people.admin.send('POST', `${drafts}/${second.id}/submit`, { revision: reopened.revision, note: '再报' })
    expect([again.status, as(again).code]).toEqual([409, 'policy.draft.outrun'])
  })
})
