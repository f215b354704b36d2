import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { encodeJson } from '../platform/db/columns.ts'
import type { Settings } from '../platform/config/settings.ts'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../platform/testing/describe-each-database.ts'
import { AuditLog } from './audit-log.ts'
import { AuditSealer, chainMac } from './audit-sealer.ts'
import { CHAIN_START, eventHash } from './event-chain.ts'
import { verifyAudit } from './verify-audit.ts'

const secrets = { auditKey: Buffer.alloc(32, 7), lookupKey: Buffer.alloc(32, 8) }

describeEachDatabase('audit', (database) => {
  let opened: Opened
  let log: AuditLog
  let sealer: AuditSealer
  beforeEach(async () => {
    opened = await database.open({ clock: new FakeClock() })
    await seedCounty(opened)
    log = new AuditLog(secrets)
    sealer = new AuditSealer(opened.db, opened.unitOfWork, log, secrets, { dataDir: opened.dataDir } as Settings)
    await write(20)
    await writeCase('k1', 5)
    await writeCase('k2', 3)
    await sealer.sealWaiting()
  })

  const write = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        opened.unitOfWork.run(inTestCounty, (tx) =>
          log.append(tx, { action: 'test.act', target: `x/${index}`, outcome: 'done', detail: { index } }),
        ),
      ),
    )
  const writeCase = (id: string, length: number) =>
    opened.unitOfWork.run(inTestCounty, async (tx) => {
      await sql`insert into cases (county_id, id, number, case_no, version, policy_hash, town, category, title, state, phase, round, emergency, suspended, disputed, card, overdue, next_due_at, submitted_at, created_by, updated_at)
        values ('T1', ${id}, ${id}, 1, ${length}, '', 't', 'c', 'x', 's', 'CLOSED', 1, 0, 0, 0, 'none', 0, 0, 0, 'p', 0)`.execute(tx.db)
      let prev_hash = CHAIN_START
      for (let seq = 1; seq <= length; seq++) {
        const row = {
          county_id: 'T1',
          case_id: id,
          seq,
          type: 'case.progressed' as never,
          at: seq,
          actor: 'p',
          actor_name: 'n',
          actor_unit: 'u',
          actor_role: null,
          assignment: null,
          data: encodeJson({ seq }) as never,
          prev_hash,
        }
        const hash = eventHash(secrets.auditKey, row)
        await tx.db
          .insertInto('case_events')
          .values({ ...row, hash })
          .execute()
        prev_hash = hash
      }
      await log.append(tx, {
        action: 'case.act',
        target: `case/${id}`,
        outcome: 'done',
        detail: {},
        head: { seq: length, hash: prev_hash },
      })
    })
  const verify = () => verifyAudit(opened.db, secrets, opened.dataDir)

  /** What somebody who owns the database can do: the triggers are theirs to drop. */
  const tamper = (...statements: string[]) =>
    opened.unitOfWork.run(inTestCounty, async (tx) => {
      const off =
        database.name === 'postgres'
          ? ['alter table audit disable trigger user', 'alter table case_events disable trigger user']
          : ['case_events_no_update', 'case_events_no_delete', 'audit_no_delete', 'audit_sealed'].map((name) => `drop trigger ${name}`)
      for (const statement of [...off, ...statements]) await sql.raw(statement).execute(tx.db)
    })

  test('an untouched log and all chains verify', async () => {
    expect(await verify()).toEqual({ ok: true, checked: { audit: 22, events: 8, cases: 2 } })
    await write(3)
    expect(await verify()).toMatchObject({ ok: true, checked: { audit: 25 } })
  })

  test('concurrent sealers leave one chain without gaps', async () => {
    await write(200)
    await Promise.all([sealer.sealWaiting(), sealer.sealWaiting(), sealer.sealWaiting()])
    expect(await verify()).toMatchObject({ ok: true, checked: { audit: 222 } })
    const { top } = await opened.db.read
      .selectFrom('audit')
      .select(({ fn }) => fn.max('seq').as('top'))
      .executeTakeFirstOrThrow()
    expect(top).toBe(222)
  })

  test.each([
    ['an edited line', ["update audit set outcome = 'refused' where seq = 5"], { table: 'audit', problem: 'changed' }],
    ['an edited actor', ["update audit set person = 'other' where seq = 5"], { table: 'audit', problem: 'changed' }],
    ['a deleted line', ['delete from audit where seq = 5'], { table: 'audit', id: '5', problem: 'missing' }],
    [
      'a deleted line with the gap closed',
      ['delete from audit where seq = 22', 'delete from audit where seq = 5', 'update audit set seq = 5 where seq = 21'],
      { table: 'audit' },
    ],
    [
      'two lines swapped',
      ['update audit set seq = 1000 where seq = 5', 'update audit set seq = 5 where seq = 6', 'update audit set seq = 6 where seq = 1000'],
      { table: 'audit', problem: 'out-of-order' },
    ],
    ['the tail cut off', ['delete from audit where seq > 15'], { table: 'audit', id: '16', problem: 'truncated' }],
    ['everything deleted', ['delete from audit'], { table: 'audit', id: '1', problem: 'truncated' }],
    [
      'an edited event',
      ["update case_events set data = '{}' where case_id = 'k1' and seq = 2"],
      { table: 'case_events', id: 'k1#2', problem: 'changed' },
    ],
    [
      'an event by somebody else',
      ["update case_events set actor = 'other' where case_id = 'k1' and seq = 2"],
      { table: 'case_events', id: 'k1#2', problem: 'changed' },
    ],
    [
      'a deleted event',
      ["delete from case_events where case_id = 'k1' and seq = 2"],
      { table: 'case_events', id: 'k1#2', problem: 'missing' },
    ],
    [
      'the last events deleted and the case set back',
      ["delete from case_events where case_id = 'k1' and seq > 3", "update cases set version = 3 where id = 'k1'"],
      { table: 'case_events', id: 'k1#4', problem: 'truncated' },
    ],
    [
      'a whole case removed',
      ["delete from case_events where case_id = 'k2'", "delete from cases where id = 'k2'"],
      { table: 'case_events', problem: 'missing' },
    ],
  ])('%s is found', async (_, statements, found) => {
    await tamper(...statements)
    expect(await verify()).toMatchObject({ ok: false, firstBad: found })
  })

  test('a line re-sealed with another key is found', async () => {
    const forged = chainMac(Buffer.alloc(32, 9), 22, '', 'x')
    await tamper(`update audit set chain_mac = '${forged}' where seq = 22`)
    expect(await verify()).toMatchObject({ ok: false, firstBad: { table: 'audit', problem: 'changed' } })
  })

  test('a forged checkpoint is found', async () => {
    const path = join(opened.dataDir, 'audit-checkpoint.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"seq":\d+/, '"seq":1'))
    expect(await verify()).toMatchObject({ ok: false, firstBad: { table: 'checkpoint', problem: 'foreign' } })
  })

  test('the product itself cannot edit or delete: triggers refuse', async () => {
    for (const statement of [
      'delete from audit',
      "update audit set person = 'x'",
      'delete from case_events',
      'update case_events set at = 0',
    ]) {
      await expect(opened.unitOfWork.run(inTestCounty, (tx) => sql.raw(statement).execute(tx.db))).rejects.toThrow(/append-only/)
    }
  })
})
