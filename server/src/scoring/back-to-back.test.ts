import type { ScoreExplanationView } from '@shaotai/api'
import { beforeAll, describe, expect, test } from 'vitest'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'
import { ScoreLock } from './score-lock.ts'
import { sheetOf, startScoredCounty, type ScoredCounty, type Who } from './testing/a-scored-county.ts'

type Refused = { code?: string }

describeEachDatabase('back to back', (database) => {
  let county: ScoredCounty

  describe('back to back, the rated department learns sums of enough raters and nothing more', () => {
    let id = ''

    beforeAll(async () => {
      county = await startScoredCounty(database)
      await county.moveTo('2026-12-10T09:00')
      const blown = await county.people.town.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'closed-case' })
      id = (blown.body as { id: string }).id
      const act = async (who: Who, name: string, data: object = {}) => {
        const answer = await county.people[who].send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })
        expect([name, answer.status, (answer.body as Refused).code]).toEqual([name, 200, undefined])
      }
      await act('dispatcher', 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '单一部门可办' } })
      await act('dept', 'sign')
      await act('dept', 'nameResponders', { responders: [{ name: '周明' }] })
      await act('dept', 'arrive', { form: { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } } })
      const photos = await Promise.all([1, 2, 3, 4].map((shade) => uploadPhoto(county.people.dept, county.running.url, shade)))
      await act('dept', 'reply', { form: { outcome: 'solved', result: '已劝离，次日又回潮。', photos } })
      await act('town', 'consent')
      await act('town', 'rate', { ratings: [{ unit: 'ZF', values: { speed: 1, quality: 2 }, comment: '敷衍应付' }] })
    })

    const secrets = /敷衍应付|"speed":1|"quality":2/
    test('the case and its events, for the department: that it was rated, not how or by whom', async () => {
      for (const path of [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/events`]) {
        const answer = await county.people.dept.get(path)
        expect(answer.status).toBe(200)
        expect(answer.text).not.toMatch(secrets)
      }
      expect((await county.people.dept.get(`/api/v1/cases/${id}/events`)).text).toMatch(/"person":"","name":"评价人","unit":""/)
    })

    test('the rater and the supervisor read it', async () => {
      for (const who of ['town', 'supervisor', 'leader'] as const)
        expect((await county.people[who].get(`/api/v1/cases/${id}`)).text).toMatch(/敷衍应付/)
    })

    test('every list the department can ask for', async () => {
      for (const path of [
        '/api/v1/cases?limit=100&page=1',
        '/api/v1/assignments?limit=100&page=1',
        '/api/v1/notifications?limit=100&page=1',
        '/api/v1/case-counts',
      ])
        expect((await county.people.dept.get(path)).text).not.toMatch(secrets)
    })

    test('the score: on trial nothing, however many rated', async () => {
      for (const town of ['ZH04', 'ZH05', 'ZH06']) await county.leave('2026-12-03T10:00', 'ZF', 4, { town })
      for (const who of ['dept', 'deptLeader', 'otherDept', 'town', 'neighbour', 'head', 'dispatcher'] as const) {
        expect(sheetOf(await county.scores(who, 'closed', '2026-12'), 'ZF')).toMatchObject({
          score: null,
          exact: null,
          rank: null,
          terms: [],
          raters: 0,
        })
        expect((await county.why(who, 'ZF', 'closed', '2026-12')).status).toBe(404)
      }
      expect(sheetOf(await county.scores('supervisor', 'closed', '2026-12'), 'ZF')?.score).not.toBeNull()
    })

    test('the score: locked with two raters nothing either', async () => {
      expect(sheetOf(await county.scores('dept', 'closed', '2026-10'), 'ZF')).toMatchObject({ score: null, terms: [] })
      expect((await county.why('dept', 'ZF', 'closed', '2026-10')).status).toBe(404)
      expect((await county.people.dept.get('/api/v1/score-bulletins?model=closed&period=2026-10')).text).not.toMatch(/60\.00/)
    })

    test('locked with four raters: sums, words without authors, no case, no entry', async () => {
      await county.moveTo('2027-01-15T09:00')
      const sheet = sheetOf(await county.scores('dept', 'closed', '2026-12'), 'ZF')
      expect(sheet?.score).toMatch(/^\d/)
      const answer = await county.why('dept', 'ZF', 'closed', '2026-12')
      const view = answer.body as ScoreExplanationView
      expect(view).toMatchObject({ aggregatesOnly: true, comments: ['敷衍应付'] })
      expect(view.terms.flatMap(({ cases, entries, total }) => [cases.length, entries.length, total])).toEqual([0, 0, 0])
      expect(answer.text).not.toContain(id)
      const whole = (await county.why('supervisor', 'ZF', 'closed', '2026-12')).body as ScoreExplanationView
      expect(whole.terms[0]?.cases.some((one) => one.case === id)).toBe(true)
    })

    test('what is pushed says that something changed, not what', async () => {
      const stop = new AbortController()
      const stream = await fetch(`${county.running.url}/api/v1/stream`, {
        headers: { cookie: county.people.dept.cookie ?? '' },
        signal: stop.signal,
      })
      const reader = stream.body!.getReader()
      await reader.read()
      await county.people.town.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'another' })
      await county.unit((tx) => county.running.app.get(ScoreLock).lock(tx, { model: 'people', period: '2027-01' }))
      const { value } = await reader.read()
      stop.abort()
      const [, data = ''] = /^data: (.*)$/m.exec(new TextDecoder().decode(value)) ?? []
      expect(JSON.parse(data)).toEqual({ topic: 'score', id: 'people/2027-01', at: county.clock.now() })
    })
  })
})
