import type { ScoreBoard, ScoreBulletin, ScoreEntryList, ScoreExplanationView } from '@shaotai/api'
import { DAY } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { ScoreLock } from './score-lock.ts'
import { at, sheetOf, startScoredCounty, type ScoredCounty, type Who } from './testing/a-scored-county.ts'

type Refused = { code?: string }

describeEachDatabase('scores', (database) => {
  let county: ScoredCounty
  beforeAll(async () => {
    county = await startScoredCounty(database)
  })

  describe('what people enter', () => {
    test('is kept with author, time and reason; entering again takes its place', async () => {
      const first = await county.enter('principal', { input: 'town', value: '70', reason: '年度评议' })
      expect([first.status, first.body]).toMatchObject([
        201,
        { unit: 'ZH03', person: 'principal.zh03', role: 'town-principal', at: county.clock.now() },
      ])
      const second = await county.enter('principal', { input: 'town', value: '90' })
      expect(second.body).toMatchObject({ replaces: (first.body as { id: string }).id })
      await county.enter('deptLeader', { input: 'department', value: '80' })
      const { entries } = (await county.people.principal.get('/api/v1/score-entries?model=agencies&period=2026-10')).body as ScoreEntryList
      expect(entries.map(({ value, current }) => [value, current])).toEqual([
        ['70', false],
        ['90', true],
      ])
    })

    test.each<[string, Who, object, number, string]>([
      ['of another role', 'dept', { input: 'town' }, 403, 'score.entry.not-your-role'],
      ['about another town’s agency', 'neighbour', { input: 'town' }, 403, 'score.entry.not-yours-to-judge'],
      ['out of range', 'principal', { input: 'town', value: '101' }, 422, 'score.entry.not-in-range'],
      ['without the evidence asked for', 'supervisor', { input: 'social' }, 422, 'score.entry.attachment-needed'],
      ['with evidence somebody else has', 'supervisor', { input: 'social', attachments: ['a'.repeat(64)] }, 422, 'attachment.unknown'],
      ['of a model that is not there', 'principal', { input: 'town', model: 'lost' }, 422, 'score.model.unknown'],
      ['of a month where years count', 'principal', { input: 'town', period: '2026' }, 422, 'score.period.unknown'],
      ['of a month to come', 'principal', { input: 'town', period: '2026-12' }, 422, 'score.period.not-begun'],
    ])('%s it is refused', async (_name, who, body, status, code) => {
      const answer = await county.enter(who, body)
      expect([answer.status, (answer.body as Refused).code]).toEqual([status, code])
    })

    test('with the same key it is entered once', async () => {
      const [one, two] = [
        await county.enter('principal', { input: 'town' }, 'entered-once'),
        await county.enter('principal', { input: 'town' }, 'entered-once'),
      ]
      expect(two.body).toEqual(one.body)
    })

    test('evidence is opened by who may see the entry, and by nobody else', async () => {
      const form = new FormData()
      form.set('file', new Blob([Buffer.from('%PDF-1.4 调查报告')]), '社会评价.pdf')
      const upload = await fetch(`${county.running.url}/api/v1/attachments`, {
        method: 'POST',
        body: form,
        headers: { cookie: county.people.supervisor.cookie ?? '', 'x-requested-with': 'shaotai' },
      })
      const file = ((await upload.json()) as { id: string }).id
      const entry = (await county.enter('supervisor', { input: 'social', value: '85.5', attachments: [file] })).body as { id: string }
      const open = async (who: Who, id: string) => (await county.people[who].get(`/api/v1/score-entries/${id}/attachments/${file}`)).status
      expect(await open('supervisor', entry.id)).toBe(200)
      expect(await open('leader', entry.id)).toBe(200)
      expect(await open('neighbour', entry.id)).toBe(404)
      expect(await open('audit', entry.id)).toBe(404)
      expect(await open('supervisor', 'another')).toBe(404)
    })

    test('makes the score of an agency, with the entries behind it', async () => {
      await county.enter('principal', { input: 'town', value: '90' })
      // 3/10·80 + 4/10·90 + 3/10·85.5
      expect(sheetOf(await county.scores('leader', 'agencies', '2026-10'), 'ZH03.ZF')).toMatchObject({ score: '85.65', rank: 1 })
      const view = (await county.why('leader', 'ZH03.ZF', 'agencies', '2026-10')).body as ScoreExplanationView
      expect(view.terms.map(({ entries }) => entries.map(({ entry, points }) => [entry.value, points]))).toEqual([
        [['80', '24']],
        [['90', '36']],
        [['85.5', '25.65']],
      ])
    })
  })

  test('a person answers for the cases they were sent to', async () => {
    const board = await county.scores('leader', 'people', '2026-10')
    expect(sheetOf(board, 'responder.zf.1')).toMatchObject({ score: '100.00', facts: 1 })
    expect(sheetOf(board, 'responder.zf.2')).toMatchObject({ score: null, facts: 0 })
    expect(board.subjects.find(({ id }) => id === 'responder.zf.1')).toMatchObject({ unit: 'ZF' })
    expect((await county.why('responder', 'responder.zf.1', 'people', '2026-10')).status).toBe(200)
    expect((await county.why('responder', 'responder.zf.2', 'people', '2026-10')).status).toBe(404)
    expect((await county.why('deptLeader', 'responder.zf.2', 'people', '2026-10')).status).toBe(200)
    expect((await county.why('otherDept', 'responder.zf.1', 'people', '2026-10')).status).toBe(404)
  })

  describe('a period that locks', () => {
    let published: ScoreBoard

    test('is on trial until then, and says when', async () => {
      const board = await county.scores('leader', 'stars', '2026-10')
      expect(board.lock).toEqual({
        status: 'trial',
        locksAt: at('2026-11-07T00:00'),
        lockedAt: null,
        revision: 0,
        lockedBy: null,
        reason: null,
      })
      expect((await county.people.leader.get('/api/v1/score-bulletins?model=stars&period=2026-10')).body).toMatchObject({
        code: 'score.period.not-locked',
      })
    })

    test('is published by its timer with model, version, facts and ranks', async () => {
      await county.moveTo('2026-11-06T23:59')
      expect((await county.scores('leader', 'stars', '2026-10')).lock.status).toBe('trial')
      await county.moveTo('2026-11-07T00:00')
      published = await county.scores('leader', 'stars', '2026-10')
      expect(published).toMatchObject({ policyVersion: 2, lock: { status: 'locked', revision: 1, lockedAt: at('2026-11-07T00:00') } })
      expect(
        published.sheets
          .filter(({ score }) => score !== null)
          .map(({ subject, score, rank, outcomes }) => [subject, score, rank, outcomes]),
      ).toEqual([
        ['ZF', '60.00', 2, []],
        ['SL', '80.00', 1, ['通报表扬']],
      ])
    })

    test('is told to those who were ranked: their own figures, and nobody else’s', async () => {
      const told = async (who: Who) =>
        ((await county.people[who].get('/api/v1/notifications?limit=50&page=1')).body as { data: { kind: string; text: string }[] }).data
          .filter(({ kind, text }) => kind === 'score.locked' && text.includes('月度星级'))
          .map((row) => row.text)
      expect(await told('dept')).toEqual(['月度星级（2026年10月）已锁定公布，得分 60.00，第 2 名。'])
      expect(await told('deptLeader')).toEqual(await told('dept'))
      expect(await told('otherDept')).toEqual(['月度星级（2026年10月）已锁定公布，得分 80.00，第 1 名。'])
      expect([await told('town'), await told('leader'), await told('audit')]).toEqual([[], [], []])
    })

    test('takes no more entries', async () => {
      const answer = await county.enter('principal', { input: 'town' })
      expect([answer.status, (answer.body as Refused).code]).toEqual([409, 'score.period.locked'])
    })

    test('is never changed in the database', async () => {
      for (const table of ['score_periods', 'score_results', 'score_entries'] as const) {
        await expect(county.unit((tx) => tx.db.deleteFrom(table).execute())).rejects.toThrow()
        await expect(county.unit((tx) => tx.db.updateTable(table).set({ period: 'x' }).execute())).rejects.toThrow()
      }
    })

    test('locking it again changes nothing', async () => {
      await county.unit((tx) => county.running.app.get(ScoreLock).lock(tx, { model: 'stars', period: '2026-10' }))
      expect((await county.scores('leader', 'stars', '2026-10')).lock.revision).toBe(1)
    })

    test('stands, whatever becomes of its cases; the difference goes into the next, as far as its model gives points', async () => {
      await county.leave('2026-11-03T10:00', 'ZF', 4)
      await county.screen('f2')
      expect(await county.scores('leader', 'stars', '2026-10')).toEqual({ ...published, periods: expect.any(Array) as string[] })
      const sheet = sheetOf(await county.scores('leader', 'stars', '2026-11'), 'ZF')
      expect(sheet).toMatchObject({
        score: '100.00',
        corrections: [{ period: '2026-10', published: '60.00', corrected: '100.00', difference: '20', withheld: '20', cases: ['f2'] }],
      })
      const why = (await county.why('leader', 'ZF', 'stars', '2026-11')).body as ScoreExplanationView
      expect(why.corrections).toEqual([
        { period: '2026-10', cases: [{ case: 'f2', number: expect.any(String), title: expect.any(String) }] },
      ])
      const view = (await county.why('leader', 'ZF', 'stars', '2026-10')).body as ScoreExplanationView
      expect(view.terms[0]?.cases.map(({ points }) => points)).toEqual(['50', '10'])
    })

    test('carried once: the month after takes the rest and no more', async () => {
      await county.moveTo('2026-12-10T09:00')
      expect(sheetOf(await county.scores('leader', 'stars', '2026-11'), 'ZF')).toMatchObject({
        score: '100.00',
        corrections: [{ difference: '20', withheld: '20' }],
      })
      await county.leave('2026-12-02T10:00', 'ZF', 3)
      expect(sheetOf(await county.scores('leader', 'stars', '2026-12'), 'ZF')).toMatchObject({
        score: '80.00',
        corrections: [{ period: '2026-10', difference: '20' }],
      })
    })

    test('is looked up by the quarter, its missing month stated', async () => {
      const sheet = sheetOf(await county.scores('leader', 'quarter', '2026-Q4'), 'SL')
      expect(sheet).toMatchObject({ score: '80.00' })
      expect(sheet?.terms[0]?.how).toMatchObject({
        op: 'model',
        periods: [
          { period: '2026-10', score: '80.00' },
          { period: '2026-11', score: null },
          { period: '2026-12', score: null },
        ],
      })
    })

    test('has a bulletin to print', async () => {
      const { bulletin, markdown } = (await county.people.town.get('/api/v1/score-bulletins?model=stars&period=2026-10'))
        .body as ScoreBulletin
      expect(bulletin.sections.map(({ heading }) => heading)).toEqual([
        '月度星级：得分与排名',
        '结果运用与更正',
        '部门响应与办理',
        '评价情况',
      ])
      expect(markdown).toContain('| 1 | 水利局 | 80.00 |')
    })

    test('may be published anew only where the policy says so, by whom it names, for a reason, when something changed', async () => {
      const again = async (who: Who, model: string) => {
        const answer = await county.people[who].send('POST', '/api/v1/score-recomputations', {
          model,
          period: '2026-10',
          reason: '第二件评价经甄别剔除',
        })
        return [answer.status, (answer.body as Refused).code ?? answer.body]
      }
      expect(await again('head', 'stars')).toEqual([422, 'score.recompute.not-allowed'])
      expect(await again('dept', 'notice')).toEqual([403, 'score.recompute.not-your-role'])
      expect(await again('head', 'notice')).toEqual([201, { revision: 2 }])
      expect(await again('head', 'notice')).toEqual([422, 'score.recompute.nothing-changed'])
      const board = await county.scores('dept', 'notice', '2026-10')
      expect(board.lock).toMatchObject({ status: 'locked', revision: 2, reason: '第二件评价经甄别剔除' })
      expect(sheetOf(board, 'ZF')?.score).toBe('100.00')
    })
  })

  test('administrators of the system open no score', async () => {
    expect((await county.why('audit', 'ZF', 'stars', '2026-10')).status).toBe(404)
    expect((await county.people.audit.get('/api/v1/score-entries?model=agencies&period=2026-10')).body).toMatchObject({
      entries: [],
      mine: [],
    })
  })

  test('a server that was away locks what it missed', async () => {
    county.clock.set(county.clock.now() + 60 * DAY)
    await county.unit((tx) => county.running.app.get(ScoreLock).watch(tx))
    await county.running.app.get(TimerService).fireDue()
    await county.signIn()
    expect((await county.scores('leader', 'stars', '2027-01')).lock.status).toBe('locked')
  })
})
