import type { ScoreBoard, ScoreBulletin, ScoreEntryList, ScoreExplanationView } from '@shaotai/api'
import { DAY, parseLocal, SYSTEM, type Policy, type ScoreFact, type ScoringModel } from '@shaotai/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import { A_WHISTLE } from '../platform/testing/a-whistle.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'
import { uploadPhoto } from '../platform/testing/upload-photo.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { ScoreLock } from './score-lock.ts'

const at = (text: string) => parseLocal(text, 480)
const scale = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }
type Refused = { code?: string }

/** The models of these tests, beside those of the demonstration county. */
function models(base: ScoringModel): ScoringModel[] {
  const { adjustments: _a, adjustmentCap: _c, outcomes: _o, ...plain } = base
  const stars: ScoringModel = {
    ...plain,
    id: 'stars',
    name: '月度星级',
    indicators: { speed: { name: '响应速度', mean: 'eval.speed', scale } },
    parts: [{ id: 'speed', name: '响应速度', weight: '1', use: 'speed' }],
    outcomes: [{ rankTop: 1, effect: '通报表扬' }],
  }
  const entered = (id: string, by: ScoringModel['visibility']['seenBy'] & object, changes = {}) => ({
    id,
    name: id,
    by,
    about: 'all' as const,
    min: '0',
    max: '100',
    times: 'once' as const,
    combine: 'mean' as const,
    reason: 'optional' as const,
    attachment: 'optional' as const,
    ...changes,
  })
  return [
    stars,
    { ...stars, id: 'notice', name: '可重算', period: { ...stars.period, afterLock: 'recompute-with-notice' } },
    { ...stars, id: 'people', name: '人员', subject: 'person' },
    { ...stars, id: 'closed', name: '背靠背', visibility: { mode: 'back-to-back', minRaters: 3 } },
    {
      ...stars,
      id: 'quarter',
      name: '季度',
      period: { unit: 'quarter', closeAfterWorkingDays: 5 },
      indicators: { months: { name: '各月', model: 'stars' } },
      parts: [{ id: 'months', name: '各月', weight: '1', use: 'months' }],
    },
    {
      ...stars,
      id: 'agencies',
      name: '派驻机构',
      subject: 'stationed-agency',
      ranks: ['stationed-agency'],
      inputs: [
        entered('department', ['dept-leader'], { about: 'subordinate' }),
        entered('town', ['town-principal'], { about: 'managed' }),
        entered('social', ['supervisor'], { attachment: 'required' }),
      ],
      indicators: {
        department: { name: '部门', manual: 'department' },
        town: { name: '街道', manual: 'town' },
        social: { name: '社会', manual: 'social' },
      },
      parts: [
        { id: 'department', name: '部门', weight: '3/10', use: 'department' },
        { id: 'town', name: '街道', weight: '4/10', use: 'town' },
        { id: 'social', name: '社会', weight: '3/10', use: 'social' },
      ],
    },
  ]
}

describeEachDatabase('scores', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  const clock = new FakeClock(at('2026-10-20T09:00'))
  const accounts = {
    town: 'town',
    dispatcher: 'dispatcher',
    dept: 'dept',
    deptLeader: 'leader.zf',
    otherDept: 'dept.sl',
    responder: 'responder.zf.1',
    principal: 'principal.zh03',
    neighbour: 'principal.zh04',
    supervisor: 'supervisor',
    head: 'head',
    leader: 'leader',
    audit: 'audit',
  } as const
  const people = {} as Record<keyof typeof accounts, TestClient>
  let county = ''
  let made = 0

  const unit = <T>(work: (tx: Parameters<Parameters<typeof running.database.unitOfWork.run>[1]>[0]) => Promise<T>) =>
    running.database.unitOfWork.run({ county, actor: SYSTEM }, work)

  /** Leaves the fact of one rated assignment, as closing a case does. */
  const leave = (closed: string, unitId: string, stars: number, values: Partial<ScoreFact> = {}) =>
    unit(async (tx) => {
      const id = `f${++made}`
      const fact = {
        kind: 'assignment' as const,
        case: id,
        assignment: 'a1',
        unit: unitId,
        unitType: 'department' as const,
        town: 'ZH03',
        category: 'quick',
        closedAt: at(closed),
        concluded: true,
        'eval.rated': true,
        'eval.screened': false,
        'eval.speed': stars,
        ...values,
      }
      await tx.db
        .insertInto('facts')
        .values({
          county_id: county,
          id,
          month: closed.slice(0, 7),
          unit: unitId,
          town: fact.town,
          case_id: id,
          assignment: 'a1',
          fact: encodeJson<ScoreFact>(fact),
          closed_at: at(closed),
          written_at: clock.now(),
        })
        .execute()
      return id
    })

  /** Screens the rating behind a fact, long after the case closed. */
  const screen = (id: string) =>
    unit(async (tx) => {
      const row = await tx.db
        .selectFrom('facts')
        .select('fact')
        .where('county_id', '=', county)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { 'eval.speed': _gone, ...fact } = decodeJson(row.fact)
      await tx.db
        .updateTable('facts')
        .set({ fact: encodeJson({ ...fact, 'eval.rated': false, 'eval.screened': true } as ScoreFact), written_at: clock.now() })
        .where('county_id', '=', county)
        .where('id', '=', id)
        .execute()
    })

  const moveTo = async (moment: string) => {
    clock.set(at(moment))
    await running.app.get(TimerService).fireDue()
    // Sessions end while weeks pass.
    await signIn()
  }
  const signIn = async () => {
    for (const [name, account] of Object.entries(accounts))
      people[name as keyof typeof people] = await TestClient.signedIn(running.url, account)
  }
  const scores = async (who: keyof typeof people, model: string, period: string) =>
    (await people[who].get(`/api/v1/scores?model=${model}&period=${period}`)).body as ScoreBoard
  const why = (who: keyof typeof people, subject: string, model: string, period: string) =>
    people[who].get(`/api/v1/scores/${subject}?model=${model}&period=${period}`)
  const sheetOf = (board: ScoreBoard, subject: string) => board.sheets.find((sheet) => sheet.subject === subject)
  const enter = (who: keyof typeof people, body: object, key?: string): Promise<Answer> =>
    people[who].send(
      'POST',
      '/api/v1/score-entries',
      { model: 'agencies', period: '2026-10', subject: 'ZH03.ZF', value: '80', ...body },
      key === undefined ? {} : { 'idempotency-key': key },
    )

  beforeAll(async () => {
    running = await database.app({ clock })
    const row = await running.database.db.read.selectFrom('policy_versions').selectAll().executeTakeFirstOrThrow()
    county = row.county_id
    const policy = structuredClone(decodeJson(row.document)) as Policy
    const [base] = policy.scoring.models
    if (!base) throw new Error('the county has a model')
    policy.scoring.models.push(...models(base))
    policy.evaluation.forms[0]!.visibility = 'back-to-back'
    await unit((tx) =>
      tx.db
        .insertInto('policy_versions')
        .values({
          ...row,
          hash: 'models-of-the-tests',
          version: 2,
          document: encodeJson<unknown>(policy),
          effective_at: row.effective_at + 1,
        })
        .execute(),
    )
    await signIn()
    await leave('2026-10-05T10:00', 'ZF', 5, { responders: ['responder.zf.1'] })
    await leave('2026-10-06T10:00', 'ZF', 1, { town: 'ZH04', comments: ['拖了三天才来'] })
    await leave('2026-10-07T10:00', 'SL', 4)
    await unit((tx) => running.app.get(ScoreLock).watch(tx))
  })

  describe('what people enter', () => {
    test('is kept with author, time and reason; entering again takes its place', async () => {
      const first = await enter('principal', { input: 'town', value: '70', reason: '年度评议' })
      expect([first.status, first.body]).toMatchObject([
        201,
        { unit: 'ZH03', person: 'principal.zh03', role: 'town-principal', at: clock.now() },
      ])
      const second = await enter('principal', { input: 'town', value: '90' })
      expect(second.body).toMatchObject({ replaces: (first.body as { id: string }).id })
      await enter('deptLeader', { input: 'department', value: '80' })
      const { entries } = (await people.principal.get('/api/v1/score-entries?model=agencies&period=2026-10')).body as ScoreEntryList
      expect(entries.map(({ value, current }) => [value, current])).toEqual([
        ['70', false],
        ['90', true],
      ])
    })

    test.each<[string, keyof typeof people, object, number, string]>([
      ['of another role', 'dept', { input: 'town' }, 403, 'score.entry.not-your-role'],
      ['about another town’s agency', 'neighbour', { input: 'town' }, 403, 'score.entry.not-yours-to-judge'],
      ['out of range', 'principal', { input: 'town', value: '101' }, 422, 'score.entry.not-in-range'],
      ['without the evidence asked for', 'supervisor', { input: 'social' }, 422, 'score.entry.attachment-needed'],
      ['with evidence somebody else has', 'supervisor', { input: 'social', attachments: ['a'.repeat(64)] }, 422, 'attachment.unknown'],
      ['of a model that is not there', 'principal', { input: 'town', model: 'lost' }, 422, 'score.model.unknown'],
      ['of a month where years count', 'principal', { input: 'town', period: '2026' }, 422, 'score.period.unknown'],
      ['of a month to come', 'principal', { input: 'town', period: '2026-12' }, 422, 'score.period.not-begun'],
    ])('%s it is refused', async (_name, who, body, status, code) => {
      const answer = await enter(who, body)
      expect([answer.status, (answer.body as Refused).code]).toEqual([status, code])
    })

    test('with the same key it is entered once', async () => {
      const [one, two] = [
        await enter('principal', { input: 'town' }, 'entered-once'),
        await enter('principal', { input: 'town' }, 'entered-once'),
      ]
      expect(two.body).toEqual(one.body)
    })

    test('evidence is opened by who may see the entry, and by nobody else', async () => {
      const form = new FormData()
      form.set('file', new Blob([Buffer.from('%PDF-1.4 调查报告')]), '社会评价.pdf')
      const upload = await fetch(`${running.url}/api/v1/attachments`, {
        method: 'POST',
        body: form,
        headers: { cookie: people.supervisor.cookie ?? '', 'x-requested-with': 'shaotai' },
      })
      const file = ((await upload.json()) as { id: string }).id
      const entry = (await enter('supervisor', { input: 'social', value: '85.5', attachments: [file] })).body as { id: string }
      const open = async (who: keyof typeof people, id: string) =>
        (await people[who].get(`/api/v1/score-entries/${id}/attachments/${file}`)).status
      expect(await open('supervisor', entry.id)).toBe(200)
      expect(await open('leader', entry.id)).toBe(200)
      expect(await open('neighbour', entry.id)).toBe(404)
      expect(await open('audit', entry.id)).toBe(404)
      expect(await open('supervisor', 'another')).toBe(404)
    })

    test('makes the score of an agency, with the entries behind it', async () => {
      await enter('principal', { input: 'town', value: '90' })
      // 3/10·80 + 4/10·90 + 3/10·85.5
      expect(sheetOf(await scores('leader', 'agencies', '2026-10'), 'ZH03.ZF')).toMatchObject({ score: '85.65', rank: 1 })
      const view = (await why('leader', 'ZH03.ZF', 'agencies', '2026-10')).body as ScoreExplanationView
      expect(view.terms.map(({ entries }) => entries.map(({ entry, points }) => [entry.value, points]))).toEqual([
        [['80', '24']],
        [['90', '36']],
        [['85.5', '25.65']],
      ])
    })
  })

  test('a person answers for the cases they were sent to', async () => {
    const board = await scores('leader', 'people', '2026-10')
    expect(sheetOf(board, 'responder.zf.1')).toMatchObject({ score: '100.00', facts: 1 })
    expect(sheetOf(board, 'responder.zf.2')).toMatchObject({ score: null, facts: 0 })
    expect(board.subjects.find(({ id }) => id === 'responder.zf.1')).toMatchObject({ unit: 'ZF' })
    expect((await why('responder', 'responder.zf.1', 'people', '2026-10')).status).toBe(200)
    expect((await why('responder', 'responder.zf.2', 'people', '2026-10')).status).toBe(404)
    expect((await why('deptLeader', 'responder.zf.2', 'people', '2026-10')).status).toBe(200)
    expect((await why('otherDept', 'responder.zf.1', 'people', '2026-10')).status).toBe(404)
  })

  describe('a period that locks', () => {
    let published: ScoreBoard

    test('is on trial until then, and says when', async () => {
      const board = await scores('leader', 'stars', '2026-10')
      expect(board.lock).toEqual({
        status: 'trial',
        locksAt: at('2026-11-07T00:00'),
        lockedAt: null,
        revision: 0,
        lockedBy: null,
        reason: null,
      })
      expect((await people.leader.get('/api/v1/score-bulletins?model=stars&period=2026-10')).body).toMatchObject({
        code: 'score.period.not-locked',
      })
    })

    test('is published by its timer with model, version, facts and ranks', async () => {
      await moveTo('2026-11-06T23:59')
      expect((await scores('leader', 'stars', '2026-10')).lock.status).toBe('trial')
      await moveTo('2026-11-07T00:00')
      published = await scores('leader', 'stars', '2026-10')
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

    test('takes no more entries', async () => {
      const answer = await enter('principal', { input: 'town' })
      expect([answer.status, (answer.body as Refused).code]).toEqual([409, 'score.period.locked'])
    })

    test('is never changed in the database', async () => {
      for (const table of ['score_periods', 'score_results', 'score_entries'] as const) {
        await expect(unit((tx) => tx.db.deleteFrom(table).execute())).rejects.toThrow()
        await expect(unit((tx) => tx.db.updateTable(table).set({ period: 'x' }).execute())).rejects.toThrow()
      }
    })

    test('locking it again changes nothing', async () => {
      await unit((tx) => running.app.get(ScoreLock).lock(tx, { model: 'stars', period: '2026-10' }))
      expect((await scores('leader', 'stars', '2026-10')).lock.revision).toBe(1)
    })

    test('stands, whatever becomes of its cases; the difference goes into the next', async () => {
      await leave('2026-11-03T10:00', 'ZF', 4)
      await screen('f2')
      expect(await scores('leader', 'stars', '2026-10')).toEqual({ ...published, periods: expect.any(Array) as string[] })
      const sheet = sheetOf(await scores('leader', 'stars', '2026-11'), 'ZF')
      expect(sheet).toMatchObject({
        score: '120.00',
        corrections: [{ period: '2026-10', published: '60.00', corrected: '100.00', difference: '40', cases: ['f2'] }],
      })
      const view = (await why('leader', 'ZF', 'stars', '2026-10')).body as ScoreExplanationView
      expect(view.terms[0]?.cases.map(({ points }) => points)).toEqual(['50', '10'])
    })

    test('carried once: the month after owes nothing more', async () => {
      await moveTo('2026-12-10T09:00')
      expect(sheetOf(await scores('leader', 'stars', '2026-11'), 'ZF')).toMatchObject({
        score: '120.00',
        corrections: [{ difference: '40' }],
      })
      await leave('2026-12-02T10:00', 'ZF', 3)
      expect(sheetOf(await scores('leader', 'stars', '2026-12'), 'ZF')).toMatchObject({ score: '60.00', corrections: [] })
    })

    test('is looked up by the quarter, its missing month stated', async () => {
      const sheet = sheetOf(await scores('leader', 'quarter', '2026-Q4'), 'SL')
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
      const { bulletin, markdown } = (await people.town.get('/api/v1/score-bulletins?model=stars&period=2026-10')).body as ScoreBulletin
      expect(bulletin.sections.map(({ heading }) => heading)).toEqual([
        '月度星级：得分与排名',
        '结果运用与更正',
        '部门响应与办理',
        '评价情况',
      ])
      expect(markdown).toContain('| 1 | 水利局 | 80.00 |')
    })

    test('may be published anew only where the policy says so, by whom it names, for a reason, when something changed', async () => {
      const again = async (who: keyof typeof people, model: string) => {
        const answer = await people[who].send('POST', '/api/v1/score-recomputations', {
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
      const board = await scores('dept', 'notice', '2026-10')
      expect(board.lock).toMatchObject({ status: 'locked', revision: 2, reason: '第二件评价经甄别剔除' })
      expect(sheetOf(board, 'ZF')?.score).toBe('100.00')
    })
  })

  describe('back to back, the rated department learns sums of enough raters and nothing more', () => {
    let id = ''

    beforeAll(async () => {
      const blown = await people.town.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'closed-case' })
      id = (blown.body as { id: string }).id
      const act = async (who: keyof typeof people, name: string, data: object = {}) => {
        const answer = await people[who].send('POST', `/api/v1/cases/${id}/commands/${name}`, { data })
        expect([name, answer.status, (answer.body as Refused).code]).toEqual([name, 200, undefined])
      }
      await act('dispatcher', 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '单一部门可办' } })
      await act('dept', 'sign')
      await act('dept', 'nameResponders', { responders: [{ name: '周明' }] })
      await act('dept', 'arrive', { form: { place: { address: '农贸市场北门', longitude: 116.1, latitude: 36.9 } } })
      const photos = await Promise.all([1, 2, 3, 4].map((shade) => uploadPhoto(people.dept, running.url, shade)))
      await act('dept', 'reply', { form: { outcome: 'solved', result: '已劝离，次日又回潮。', photos } })
      await act('town', 'consent')
      await act('town', 'rate', { ratings: [{ unit: 'ZF', values: { speed: 1, quality: 2 }, comment: '敷衍应付' }] })
    })

    const secrets = /敷衍应付|"speed":1|"quality":2/
    test('the case and its events, for the department: that it was rated, not how or by whom', async () => {
      for (const path of [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/events`]) {
        const answer = await people.dept.get(path)
        expect(answer.status).toBe(200)
        expect(answer.text).not.toMatch(secrets)
      }
      expect((await people.dept.get(`/api/v1/cases/${id}/events`)).text).toMatch(/"person":"","name":"评价人","unit":""/)
    })

    test('the rater and the supervisor read it', async () => {
      for (const who of ['town', 'supervisor', 'leader'] as const)
        expect((await people[who].get(`/api/v1/cases/${id}`)).text).toMatch(/敷衍应付/)
    })

    test('every list the department can ask for', async () => {
      for (const path of [
        '/api/v1/cases?limit=100&page=1',
        '/api/v1/assignments?limit=100&page=1',
        '/api/v1/notifications?limit=100&page=1',
        '/api/v1/case-counts',
      ])
        expect((await people.dept.get(path)).text).not.toMatch(secrets)
    })

    test('the score: on trial nothing, however many rated', async () => {
      for (const town of ['ZH04', 'ZH05', 'ZH06']) await leave('2026-12-03T10:00', 'ZF', 4, { town })
      for (const who of ['dept', 'deptLeader', 'otherDept', 'town', 'neighbour', 'head', 'dispatcher'] as const) {
        expect(sheetOf(await scores(who, 'closed', '2026-12'), 'ZF')).toMatchObject({
          score: null,
          exact: null,
          rank: null,
          terms: [],
          raters: 0,
        })
        expect((await why(who, 'ZF', 'closed', '2026-12')).status).toBe(404)
      }
      expect(sheetOf(await scores('supervisor', 'closed', '2026-12'), 'ZF')?.score).not.toBeNull()
    })

    test('the score: locked with two raters nothing either', async () => {
      expect(sheetOf(await scores('dept', 'closed', '2026-10'), 'ZF')).toMatchObject({ score: null, terms: [] })
      expect((await why('dept', 'ZF', 'closed', '2026-10')).status).toBe(404)
      expect((await people.dept.get('/api/v1/score-bulletins?model=closed&period=2026-10')).text).not.toMatch(/60\.00/)
    })

    test('locked with four raters: sums, words without authors, no case, no entry', async () => {
      await moveTo('2027-01-15T09:00')
      const sheet = sheetOf(await scores('dept', 'closed', '2026-12'), 'ZF')
      expect(sheet?.score).toMatch(/^\d/)
      const answer = await why('dept', 'ZF', 'closed', '2026-12')
      const view = answer.body as ScoreExplanationView
      expect(view).toMatchObject({ aggregatesOnly: true, comments: ['敷衍应付'] })
      expect(view.terms.flatMap(({ cases, entries, total }) => [cases.length, entries.length, total])).toEqual([0, 0, 0])
      expect(answer.text).not.toContain(id)
      const whole = (await why('supervisor', 'ZF', 'closed', '2026-12')).body as ScoreExplanationView
      expect(whole.terms[0]?.cases.some((one) => one.case === id)).toBe(true)
    })

    test('what is pushed says that something changed, not what', async () => {
      const stop = new AbortController()
      const stream = await fetch(`${running.url}/api/v1/stream`, { headers: { cookie: people.dept.cookie ?? '' }, signal: stop.signal })
      const reader = stream.body!.getReader()
      await reader.read()
      await people.town.send('POST', '/api/v1/cases', A_WHISTLE, { 'idempotency-key': 'another' })
      await unit((tx) => running.app.get(ScoreLock).lock(tx, { model: 'people', period: '2027-01' }))
      const { value } = await reader.read()
      stop.abort()
      const [, data = ''] = /^data: (.*)$/m.exec(new TextDecoder().decode(value)) ?? []
      expect(JSON.parse(data)).toEqual({ topic: 'score', id: 'people/2027-01', at: clock.now() })
    })
  })

  test('administrators of the system open no score', async () => {
    expect((await why('audit', 'ZF', 'stars', '2026-10')).status).toBe(404)
    expect((await people.audit.get('/api/v1/score-entries?model=agencies&period=2026-10')).body).toMatchObject({ entries: [], mine: [] })
  })

  test('a server that was away locks what it missed', async () => {
    clock.set(clock.now() + 60 * DAY)
    await unit((tx) => running.app.get(ScoreLock).watch(tx))
    await running.app.get(TimerService).fireDue()
    await signIn()
    expect((await scores('leader', 'stars', '2027-01')).lock.status).toBe('locked')
  })
})
