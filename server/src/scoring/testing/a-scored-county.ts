import type { ScoreBoard } from '@shaotai/api'
import { parseLocal, SYSTEM, type Policy, type ScoreFact, type ScoringModel } from '@shaotai/core'
import { FakeClock } from '../../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../../platform/db/columns.ts'
import type { TestDatabase } from '../../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../../platform/testing/http-client.ts'
import { TimerService } from '../../platform/timers/timer-service.ts'
import { ScoreLock } from '../score-lock.ts'

/** An instant by the county's clock. */
export const at = (text: string) => parseLocal(text, 480)
const scale = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }

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
export type Who = keyof typeof accounts
export type ScoredCounty = Awaited<ReturnType<typeof startScoredCounty>>

/**
 * A server of the demonstration county on 20 October 2026 with models of its own and three rated assignments of that month: ZF 5 and 1 star
 * (f1 of town ZH03, f2 of ZH04), SL 4 (f3). Its evaluation form is back to back. Real server, real database; only the clock is moved by hand.
 */
export async function startScoredCounty(database: TestDatabase) {
  const clock = new FakeClock(at('2026-10-20T09:00'))
  const running = await database.app({ clock })
  const people = {} as Record<Who, TestClient>
  let made = 0
  const row = await running.database.db.read.selectFrom('policy_versions').selectAll().executeTakeFirstOrThrow()
  const county = row.county_id

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
    for (const [name, account] of Object.entries(accounts)) people[name as Who] = await TestClient.signedIn(running.url, account)
  }
  const scores = async (who: Who, model: string, period: string) =>
    (await people[who].get(`/api/v1/scores?model=${model}&period=${period}`)).body as ScoreBoard
  const why = (who: Who, subject: string, model: string, period: string) =>
    people[who].get(`/api/v1/scores/${subject}?model=${model}&period=${period}`)
  const enter = (who: Who, body: object, key?: string): Promise<Answer> =>
    people[who].send(
      'POST',
      '/api/v1/score-entries',
      { model: 'agencies', period: '2026-10', subject: 'ZH03.ZF', value: '80', ...body },
      key === undefined ? {} : { 'idempotency-key': key },
    )

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

  return { running, clock, people, unit, leave, screen, moveTo, signIn, scores, why, enter }
}

/** One subject's sheet of a board. */
export function sheetOf(board: ScoreBoard, subject: string) {
  return board.sheets.find((sheet) => sheet.subject === subject)
}

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
