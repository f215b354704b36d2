import {
  assignmentFacts,
  caseFact,
  computeClocks,
  DAY,
  inventHistory,
  issuedCards,
  parseLocal,
  periodKey,
  replay,
  SYSTEM,
  type Attachment,
  type InventedCase,
  type Policy,
} from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { linkPhotos } from '../attachment/link-photos.ts'
import { CaseStore } from '../case/case.store.ts'
import { AttachmentService } from '../attachment/attachment.service.ts'
import { Names, type UnitNames } from '../case/names.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { seedDemo } from '../people/seed-demo.ts'
import { StartError } from '../platform/config/start-error.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import type { ActorContext, Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { openInstallation } from './open-installation.ts'
import { COMMENTS, TEXTS } from './demo-texts.ts'
import { demoPhoto } from './demo-photo.ts'

/** Cases written in one unit of work: enough to share a commit, few enough for its time limit. */
const BATCH = 50
const YEAR = 365 * DAY

/** Writes a year of invented cases into a fictional county, through the same core and the same store as real ones. Returns the exit code. */
export async function inventDemo({ cases, seed, until }: { cases: number; seed: number; until?: string }): Promise<number> {
  const { settings, clock, secrets, database } = await openInstallation()
  try {
    await seedDemo({ settings, database })
    const read = database.db.read
    const county = await read.selectFrom('counties').selectAll().limit(1).executeTakeFirst()
    if (!county || county.fictional !== 1)
      throw new StartError('演示哨件只能写入虚构县的数据库。', 'Invented cases go only into the database of a fictional county.')
    const policies = new PolicyStore()
    const published = await policies.current(read, county.id, clock.now())
    const organisation = await loadOrganisation(database.db, county.id)
    if (!published || !organisation) throw new StartError('还没有施行中的制度。', 'No policy is in force yet.')
    const { policy, hash } = published
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const to = until === undefined ? clock.now() : parseLocal(`${until}T00:00`, offset)
    const context = { county: county.id, actor: SYSTEM }
    const audit = new AuditLog(secrets)
    const attachments = new AttachmentService(database.db, database.unitOfWork, audit, settings)
    const photos = await storePhotos(attachments, context)
    const store = new CaseStore(new TimerService(database.db, database.unitOfWork, clock), secrets)
    const names = await new Names().of(read, county.id)
    const lastNumbers = await readLastNumbers(read, county.id)
    const history = inventHistory(policy, hash, organisation, {
      cases,
      seed,
      from: to - YEAR,
      to,
      photos,
      texts: TEXTS,
      comments: COMMENTS,
      lastNumbers,
    })

    const started = performance.now()
    const numbers = new Map(lastNumbers)
    let written = 0
    for (;;) {
      const batch = [...take(history, BATCH)]
      if (batch.length === 0) break
      await database.unitOfWork.run(context, async (tx) => {
        for (const one of batch) await writeCase(tx, { store, audit, policy, names, offset }, one)
      })
      for (const one of batch) noteNumber(numbers, one.number)
      written += batch.length
      showProgress(written, cases)
    }
    await database.unitOfWork.run(context, async (tx) => {
      await saveLastNumbers(tx, numbers)
      await audit.append(tx, { action: 'demo.invent', target: `county/${county.id}`, outcome: 'done', detail: { cases: written, seed } })
    })
    process.stdout.write(`\n已写入 wrote ${written} 件 cases in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    return 0
  } finally {
    await database.close()
  }
}

async function storePhotos(attachments: AttachmentService, context: ActorContext): Promise<Attachment[]> {
  const stored = await Promise.all([0, 1, 2, 3].map((variant) => attachments.store(context, demoPhoto(variant))))
  return stored.flatMap((one) => (one.ok ? [one.value] : []))
}

type Writing = { store: CaseStore; audit: AuditLog; policy: Policy; names: UnitNames; offset: number }

async function writeCase(tx: Tx, { store, policy, names, offset }: Writing, { events }: InventedCase): Promise<void> {
  const state = replay(events)
  if (!state) return
  const clocks = computeClocks(policy, events, tx.now)
  const sources = { policy, state, clocks, unitTypes: names.types, cards: issuedCards(events) }
  const facts = state.phase === 'CLOSED' ? [...assignmentFacts(sources), caseFact(sources)] : undefined
  await store.save(tx, {
    policy,
    calendars: undefined,
    before: { events: [], lastHash: '' },
    added: events,
    state,
    clocks,
    facts,
    month: (instant) => periodKey(instant, 'month', offset),
  })
  await linkPhotos(tx, state.id, events)
}

async function readLastNumbers(db: Tx['db'], county: string): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('counters')
    .select(['name', 'value'])
    .where('county_id', '=', county)
    .where('name', 'like', 'case/%')
    .execute()
  return new Map(rows.map(({ name, value }) => [Number(name.slice('case/'.length)), value]))
}

async function saveLastNumbers(tx: Tx, last: ReadonlyMap<number, number>): Promise<void> {
  for (const [year, value] of last) {
    await tx.db
      .insertInto('counters')
      .values({ county_id: tx.context.county, name: `case/${year}`, value })
      .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet({ value }))
      .execute()
  }
}

/** Year and running number of a case number, so that real cases go on after the invented ones. */
function noteNumber(last: Map<number, number>, number: string): void {
  const [, year, sequence] = /(\d{4})-(\d+)$/.exec(number) ?? []
  last.set(Number(year), Math.max(last.get(Number(year)) ?? 0, Number(sequence)))
}

function* take<T>(source: Iterator<T>, count: number): Generator<T> {
  for (let index = 0; index < count; index++) {
    const next = source.next()
    if (next.done) return
    yield next.value
  }
}

function showProgress(done: number, all: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} / ${all} (${Math.floor((done / all) * 100)} %)`)
  else if (done % 5000 === 0) process.stdout.write(`${done} / ${all}\n`)
}
