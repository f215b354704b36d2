import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '@shaotai/core'
import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { createApp, type Overrides, type RunningApp } from '../../start.ts'
import { FakeClock, type Clock } from '../clock/clock.ts'
import { openDatabase, type OpenDatabase } from '../db/open-database.ts'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'
import { TEMPLATE } from './postgres-cluster.ts'
import { recordingLogger } from './silent-logger.ts'

/** What a suite gets for the database it runs on. Everything opened is closed after the suite. */
export type TestDatabase = {
  name: 'sqlite' | 'postgres'
  /** An empty, migrated database; on PostgreSQL several may be opened on one (`sameAs`), as several processes would. */
  open(options?: { clock?: Clock; sameAs?: Opened; queue?: number }): Promise<Opened>
  /** A whole server on an empty database, with the demonstration organisation unless the settings say otherwise. */
  app(overrides?: Overrides & { sameAs?: Opened }): Promise<RunningApp & { logs: string[] }>
}

export type Opened = OpenDatabase & { dataDir: string; url: string | undefined }

export const TEST_COUNTY = 'T1'
export const TEST_PASSWORD = 'Right-horse-42'

/** Context of the system in the county that `seedCounty` makes. */
export const inTestCounty: ActorContext = { county: TEST_COUNTY, actor: SYSTEM }

/** Runs the same suite on the real SQLite and on a real PostgreSQL. */
export function describeEachDatabase(name: string, suite: (database: TestDatabase) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) describe(`${name} [${kind}]`, () => suite(testDatabase(kind)))
}

/** Makes the county that `inTestCounty` speaks of. */
export async function seedCounty({ unitOfWork }: OpenDatabase): Promise<void> {
  await unitOfWork.run(inTestCounty, (tx) =>
    tx.db.insertInto('counties').values({ id: TEST_COUNTY, name: '试县', fictional: true, created_at: tx.now }).execute(),
  )
}

function testDatabase(name: TestDatabase['name']): TestDatabase {
  const closers: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    for (const close of closers.reverse()) await close()
  })
  const place = async (): Promise<{ dataDir: string; url: string | undefined }> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'shaotai-test-'))
    closers.push(async () => rmSync(dataDir, { recursive: true, force: true }))
    if (name === 'sqlite') return { dataDir, url: undefined }
    const clone = await cloneTemplate()
    closers.push(clone.drop)
    return { dataDir, url: clone.url }
  }
  return {
    name,
    open: async ({ clock = new FakeClock(), sameAs, queue = 2000 } = {}) => {
      const { dataDir, url } = sameAs ?? (await place())
      const opened = await openDatabase({ dataDir, databaseUrl: url, databasePool: 8, writeQueue: queue, clock, onError: () => undefined })
      closers.push(() => opened.close())
      return { ...opened, dataDir, url }
    },
    app: async ({ sameAs, settings, ...overrides } = {}) => {
      const { dataDir, url } = sameAs ?? (await place())
      const { logger, lines } = recordingLogger()
      const running = await createApp({
        logger,
        ...overrides,
        settings: { port: 0, host: '127.0.0.1', dataDir, databaseUrl: url, databasePool: 8, demoPassword: TEST_PASSWORD, ...settings },
      })
      closers.push(() => running.close())
      return { ...running, logs: lines }
    },
  }
}

async function cloneTemplate(): Promise<{ url: string; drop: () => Promise<void> }> {
  const base = inject('postgres')
  const name = `t_${randomBytes(6).toString('hex')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: `${base}/postgres` })
    await client.connect()
    try {
      // Two files that clone at once collide for a moment on the template.
      for (let attempt = 0; ; attempt++) {
        try {
          return await client.query(statement)
        } catch (error) {
          if ((error as { code?: string }).code !== '55006' || attempt > 50) throw error
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name} template ${TEMPLATE}`)
  return { url: `${base}/${name}`, drop: async () => void (await run(`drop database if exists ${name} with (force)`)) }
}
