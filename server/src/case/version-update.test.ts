import type { CaseView, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { formatInstant, parseLocal, type CaseEvent, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { IN_FORCE_TIMER } from '../policy/policy.store.ts'

const PLACE = { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } }

describeEachDatabase('a version with another calendar', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<'admin' | 'reviewer' | 'town' | 'dispatcher' | 'dept' | 'responder', TestClient>

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    for (const account of ['admin', 'reviewer', 'town', 'dispatcher', 'dept', 'responder'] as const)
      people[account] = await TestClient.signedIn(running.url, account)
  })

  /** Publishes a draft with these documents changed; what follows from it has happened when this returns. */
  const publish = async (change: (policy: Policy) => Partial<Policy>) => {
    const draft = (await people.admin.send('POST', '/api/v1/policy-drafts', { note: '日历' })).body as PolicyDraftDocument
    const at = `/api/v1/policy-drafts/${draft.id}`
    let revision = draft.revision
    for (const [kind, value] of Object.entries(change(draft.document as unknown as Policy)))
      revision = ((await people.admin.send('PUT', `${at}/documents/${kind}`, { revision: 0, value })).body as PolicyDraft).revision
    const { hash } = (await people.admin.send('POST', `${at}/submit`, { revision, note: '日历' })).body as PolicyDraft
    expect((await people.reviewer.send('POST', `${at}/publish`, { hash, password: TEST_PASSWORD })).status).toBe(200)
    await running.app.get(TimerService).fireDue()
    // The server's own dispatcher may have claimed one of them first.
    await expect.poll(unfinished).toBe(0)
  }
  const unfinished = async () =>
    (
      await running.database.db.read
        .selectFrom('timers')
        .select('key')
        .where('kind', '=', IN_FORCE_TIMER)
        .where('fired_at', 'is', null)
        .execute()
    ).length
  const closedOn = (instant: number, name: string) => (policy: Policy) => {
    const day = formatInstant(instant, 480).slice(0, 10)
    const exception = { kind: 'custom' as const, from: day, to: day, name }
    return { calendars: policy.calendars.map((calendar) => ({ ...calendar, exceptions: [...calendar.exceptions, exception] })) }
  }
  const command = async (who: TestClient, id: string, name: string, data: object = {}) =>
    expect((await who.send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })).status).toBe(200)
  const show = async (id: string) => (await people.dept.get(`/api/v1/cases/${id}`)).body as CaseView
  const events = async (id: string) => (await people.dept.get(`/api/v1/cases/${id}/events`)).body as CaseEvent[]
  const reply = (view: CaseView) => view.clocks.find((one) => one.clock === 'reply' && one.unit === 'ZF')
  /** A case whose lead has arrived, so that the reply is due. */
  const inHandling = async (joint = true) => {
    const { id } = (await people.town.send('POST', '/api/v1/cases', A_WHISTLE)).body as { id: string }
    await command(people.dispatcher, id, 'dispatch', {
      lead: 'ZF',
      ...(joint ? { cooperating: ['SC', 'JJ'] } : { cooperating: [], reason: { text: '单一部门可办' } }),
    })
    await command(people.dept, id, 'sign')
    await command(people.dept, id, 'nameResponders', { responders: [{ name: '张三' }] })
    await command(people.responder, id, 'arrive', { form: PLACE })
    return show(id)
  }

  test('moves the running clocks, says so in the case, tells the department; what ended stays', async () => {
    const before = await inHandling()
    const { id, number, version } = before.case
    const due = reply(before)?.dueAt ?? 0
    await publish(closedOn(due, '停电检修'))
    const after = await show(id)
    expect(reply(after)?.dueAt).toBeGreaterThan(due)
    expect(reply(after)?.segments.map((segment) => segment.name)).toContain('停电检修')
    expect((await events(id)).slice(version).map(({ type, unit, data, by }) => [type, unit, data['wasDueAt'], by.person])).toEqual([
      ['case.calendarChanged', undefined, undefined, 'system'],
      ['clock.recomputed', 'ZF', due, 'system'],
    ])
    const told = (await people.dept.get('/api/v1/notifications')).body as { text: string }[]
    expect(told.map(({ text }) => text).filter((text) => text.includes('日历有变动'))).toEqual([expect.stringContaining(number)])
    const ended = ({ clocks }: CaseView) => clocks.filter((clock) => clock.status === 'met')
    expect(ended(after)).toEqual(ended(before))
    expect(ended(after).length).toBeGreaterThan(0)
  })

  test('moves the timers: the breach is told at the new due time', async () => {
    const before = await inHandling()
    const due = reply(before)?.dueAt ?? 0
    const breach = () =>
      running.database.db.read
        .selectFrom('timers')
        .select('at')
        .where('case_id', '=', before.case.id)
        .where('key', 'like', '%/reply/%/breach%')
        .where('fired_at', 'is', null)
        .execute()
    expect(await breach()).toEqual([{ at: due + 1 }])
    await publish(closedOn(due, '再次检修'))
    expect(await breach()).toEqual([{ at: (reply(await show(before.case.id))?.dueAt ?? 0) + 1 }])
  })

  test('reaches every open case, however many', async () => {
    const ids = (await Promise.all(Array.from({ length: 60 }, () => people.town.send('POST', '/api/v1/cases', A_WHISTLE)))).map(
      ({ body }) => (body as { id: string }).id,
    )
    await publish(closedOn(parseLocal('2026-12-01T00:00', 480), '换届选举'))
    const reached = await running.database.db.read
      .selectFrom('case_events')
      .select('case_id')
      .distinct()
      .where('type', '=', 'case.calendarChanged')
      .where('case_id', 'in', ids)
      .execute()
    expect(reached).toHaveLength(60)
  })

  test('reaches a closed case when it opens again', async () => {
    const { case: state } = await inHandling(false)
    const photos = await Promise.all([1, 2, 3, 4].map((shade) => uploadPhoto(people.responder, running.url, shade)))
    await command(people.responder, state.id, 'reply', { form: { outcome: 'solved', result: '已清理全部摊点，划定疏导点。', photos } })
    await command(people.town, state.id, 'consent')
    await command(people.town, state.id, 'rate', { ratings: [{ unit: 'ZF', values: { speed: 5, quality: 5 } }] })
    await publish(closedOn(parseLocal('2026-12-02T00:00', 480), '防汛演练'))
    expect((await events(state.id)).map((event) => event.type)).not.toContain('case.calendarChanged')
    await command(people.town, state.id, 'reopen', { reason: { text: '问题反弹' } })
    expect((await events(state.id)).map((event) => event.type)).toContain('case.calendarChanged')
  })

  test('leaves the clocks of a policy that freezes calendars', async () => {
    await publish(({ sla }) => ({ sla: { ...sla, onCalendarEdit: 'freeze' } }))
    const before = await inHandling()
    await publish(closedOn(reply(before)?.dueAt ?? 0, '三次检修'))
    expect(await show(before.case.id)).toEqual(before)
  })
})
