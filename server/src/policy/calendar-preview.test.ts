import type { CalendarPreview, CaseView, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { parseLocal, type Calendar, type Policy } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'

const PLACE = { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } }
const NEXT_YEAR: Partial<Calendar> = { coverage: { from: '2025-01-01', to: '2027-12-31' } }

describeEachDatabase('what the calendar of a draft would do', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const people = {} as Record<'admin' | 'town' | 'dispatcher' | 'dept' | 'responder', TestClient>
  let draft: PolicyDraftDocument

  beforeAll(async () => {
    // Wednesday; the reply comes due in the year whose holidays are not loaded.
    running = await database.app({ clock: new FakeClock(parseLocal('2026-12-30T09:00', 480)) })
    for (const account of ['admin', 'town', 'dispatcher', 'dept', 'responder'] as const)
      people[account] = await TestClient.signedIn(running.url, account)
    const { id } = (await people.town.send('POST', '/api/v1/cases', A_WHISTLE)).body as { id: string }
    const command = async (who: TestClient, name: string, data: object) =>
      expect((await who.send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })).status).toBe(200)
    await command(people.dispatcher, 'dispatch', { lead: 'ZF', cooperating: ['SC', 'JJ'] })
    await command(people.dept, 'sign', {})
    await command(people.dept, 'nameResponders', { responders: [{ name: '张三' }] })
    await command(people.responder, 'arrive', { form: PLACE })
    const { clocks } = (await people.dept.get(`/api/v1/cases/${id}`)).body as CaseView
    expect(clocks.filter((one) => one.provisional && one.status === 'running').map((one) => one.clock)).toEqual(['reply'])
    draft = (await people.admin.send('POST', '/api/v1/policy-drafts', { note: '日历' })).body as PolicyDraftDocument
  })

  /** The preview with every calendar of the draft changed so. */
  const previewWith = async (change: Partial<Calendar>) => {
    const at = `/api/v1/policy-drafts/${draft.id}`
    const { calendars } = draft.document as unknown as Policy
    const value = calendars.map((calendar) => ({
      ...calendar,
      ...change,
      exceptions: [...calendar.exceptions, ...(change.exceptions ?? [])],
    }))
    const saved = (await people.admin.send('PUT', `${at}/documents/calendars`, { revision: draft.revision, value })).body as PolicyDraft
    draft.revision = saved.revision
    return (await people.admin.get(`${at}/calendar-preview`)).body as CalendarPreview
  }

  test.each<[string, Partial<Calendar>, Partial<CalendarPreview>]>([
    ['a calendar like the old one: nothing', {}, { firm: 0, moved: 0 }],
    ['next year without a holiday: what was provisional is firm', NEXT_YEAR, { firm: 1, moved: 0 }],
    [
      'next year with its holiday: firm, and later',
      { ...NEXT_YEAR, exceptions: [{ kind: 'holiday', from: '2027-01-01', to: '2027-01-08', name: '元旦' }] },
      { firm: 1, moved: 1 },
    ],
    [
      'a holiday in a year that stays unloaded: later, still provisional',
      { exceptions: [{ kind: 'holiday', from: '2027-01-01', to: '2027-01-08', name: '元旦' }] },
      { firm: 0, moved: 1 },
    ],
  ])('%s', async (_, change, effect) => {
    expect(await previewWith(change)).toEqual({ open: 1, read: 1, provisional: 1, ...effect })
  })

  test('is for those who work on the rules', async () => {
    expect((await people.town.get(`/api/v1/policy-drafts/${draft.id}/calendar-preview`)).status).toBe(403)
    expect((await people.admin.get('/api/v1/policy-drafts/none/calendar-preview')).status).toBe(404)
  })
})
