import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../db/migrate.ts'
import { openPostgres } from '../db/postgres.ts'
import { loadEmbeddedPostgres } from './load-embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Base address of the PostgreSQL of this test run, without a database name; empty if none could be started. */
    postgres: string
  }
}

export const TEMPLATE = 'shaotai_template'

/** One PostgreSQL for a whole test run, with a migrated template that each test file clones. */
export async function setup(project: TestProject): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'shaotai-pg-'))
  chmodSync(directory, 0o777)
  const port = await freePort()
  const { EmbeddedPostgres, remove } = await loadEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Durability is proved on the real thing; here a crash of the machine would only end the tests.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200', '-c', 'shared_buffers=64MB'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  const base = `postgres://postgres:postgres@127.0.0.1:${port}`
  const admin = new pg.Client({ connectionString: `${base}/postgres` })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  const { kysely, close } = openPostgres(`${base}/${TEMPLATE}`, { size: 1, onError: () => undefined })
  await migrateToLatest(kysely, 'postgres')
  await close()
  project.provide('postgres', base)
  stop = async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
    remove()
  }
}

/** Stops what `setup` started. */
export async function teardown(): Promise<void> {
  await stop()
}

let stop: () => Promise<void> = async () => undefined

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
