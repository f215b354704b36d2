import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '@shaotai/core'
import { expect, test } from 'vitest'
import { FakeClock } from '../clock/clock.ts'
import { StartError } from '../config/start-error.ts'
import { openDatabase } from '../db/open-database.ts'
import { openSqliteFile } from '../db/sqlite.ts'
import type { Tx } from './unit-of-work.ts'

const context = { county: 'T1', actor: SYSTEM }
const directory = () => mkdtempSync(join(tmpdir(), 'shaotai-uow-'))
const open = (dataDir = directory()) =>
  openDatabase({ dataDir, databaseUrl: undefined, databasePool: 2, writeQueue: 1000, clock: new FakeClock(), onError: () => undefined })

test('control: without the gate, interleaved transactions on one connection lose acknowledged writes', async () => {
  // The same connection, no gate: every unit opens its own transaction when it pleases.
  const file = openSqliteFile(join(directory(), 'ungated.db'), () => undefined)
  file.writer.exec('create table counters (name text primary key)')
  let acknowledged = 0
  await Promise.allSettled(
    Array.from({ length: 100 }, async (_, index) => {
      file.writer.exec('begin')
      try {
        file.writer.prepare('insert into counters values (?)').run(`n${index}`)
        await Promise.resolve()
        if (index % 5 === 0) throw new Error('planned')
        file.writer.exec('commit')
        acknowledged++
      } catch (error) {
        if (file.writer.inTransaction) file.writer.exec('rollback')
        throw error
      }
    }),
  )
  const kept = file.writer.prepare('select count(*) as n from counters').get() as { n: number }
  await file.close()
  expect({ acknowledged, kept: kept.n }).not.toEqual({ acknowledged: 80, kept: 80 })
})

test('a query after its unit has ended is refused, not run in the unit of a stranger', async () => {
  const { unitOfWork, close } = await open()
  let leaked: Tx | undefined
  await unitOfWork.run(context, async (tx) => {
    leaked = tx
  })
  await expect(leaked!.db.insertInto('counters').values({ county_id: 'x', name: 'late', value: 1 }).execute()).rejects.toThrow(
    /outside an open unit/,
  )
  await close()
})

test('a full disk refuses what it cannot keep; what was acknowledged stays, and writing resumes when there is room', async () => {
  const dataDir = directory()
  const { unitOfWork, db, close } = await open(dataDir)
  const fill = (name: string) =>
    unitOfWork.run(context, async (tx) => {
      await tx.db
        .insertInto('installation')
        .values({ key: name, value: 'x'.repeat(200_000) })
        .execute()
    })
  await fill('before')
  const { sql } = await import('kysely')
  await unitOfWork.run(context, async (tx) => void (await sql`pragma max_page_count = 1`.execute(tx.db)))
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => fill(`full${index}`)))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.map((outcome) => (outcome.reason as { reason?: string }).reason)).toEqual(refused.map(() => 'full'))
  const kept = await db.read.selectFrom('installation').select('key').execute()
  expect(kept.filter((row) => row.key.startsWith('full'))).toHaveLength(40 - refused.length)
  await unitOfWork.run(context, async (tx) => void (await sql`pragma max_page_count = 1073741823`.execute(tx.db)))
  await fill('after')
  expect((await db.read.selectFrom('installation').select('key').execute()).map((row) => row.key)).toEqual(
    expect.arrayContaining(['before', 'after']),
  )
  await close()
})

test('a second process on the same file gets one clear sentence', async () => {
  const dataDir = directory()
  const first = await open(dataDir)
  await expect(open(dataDir)).rejects.toBeInstanceOf(StartError)
  await first.close()
  const second = await open(dataDir)
  await second.close()
})
