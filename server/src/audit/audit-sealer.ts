import { Injectable, Inject } from '@nestjs/common'
import { SYSTEM } from '@shaotai/core'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Secrets } from '../platform/config/secrets.ts'
import type { Settings } from '../platform/config/settings.ts'
import { seal } from '../platform/crypto/seal.ts'
import { Db } from '../platform/db/open-database.ts'
import { WorkerLoop } from '../platform/timers/worker-loop.ts'
import { SECRETS, SETTINGS_TOKEN } from '../platform/tokens.ts'
import { UnitOfWork, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { AuditLog } from './audit-log.ts'
import { writeCheckpoint } from './checkpoint.ts'

const BATCH = 500

/**
 * Gives audit lines their place in the chain, one process at a time. Writers only insert: if each of them had to extend the head
 * of the chain, all units of a PostgreSQL would queue for one row.
 */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: AuditLog,
    @Inject(SECRETS) private readonly secrets: Secrets,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  /** Seals everything that waits; returns how many lines. */
  async sealWaiting(): Promise<number> {
    let sealed = 0
    for (;;) {
      const head = await this.unitOfWork.run({ county: '', actor: SYSTEM }, (tx) => this.sealBatch(tx))
      if (!head) return sealed
      sealed += head.count
      writeCheckpoint(this.settings.dataDir, this.secrets.auditKey, head)
      if (head.count < BATCH) return sealed
    }
  }

  /** Seals soon after lines are written. */
  start(logger: Logger): { stop(): Promise<void> } {
    const loop = new WorkerLoop(
      'audit-sealer',
      async () => {
        await this.sealWaiting()
        return 1000
      },
      logger,
    )
    let soon: NodeJS.Timeout | undefined
    this.log.onAppended(() => {
      // Many lines in a burst are sealed together.
      soon ??= setTimeout(() => {
        soon = undefined
        loop.wake()
      }, 50)
    })
    loop.wake()
    return {
      stop: async () => {
        clearTimeout(soon)
        this.log.onAppended(() => undefined)
        await loop.stop()
      },
    }
  }

  private async sealBatch(tx: Tx): Promise<{ seq: number; chainMac: string; at: number; count: number } | undefined> {
    // One sealer at a time: on PostgreSQL by lock until commit, on SQLite there is one writer.
    if (this.db.dialect.name === 'postgres') await sql`select pg_advisory_xact_lock(7302117, 1)`.execute(tx.db)
    const rows = await tx.db.selectFrom('audit').select(['id', 'row_mac']).where('seq', 'is', null).orderBy('id').limit(BATCH).execute()
    if (rows.length === 0) return undefined
    const head = await tx.db
      .selectFrom('audit')
      .select(['seq', 'chain_mac'])
      .where('seq', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    let seq = head?.seq ?? 0
    let prev = head?.chain_mac ?? ''
    for (const { id, row_mac } of rows) {
      seq += 1
      const chain_mac = chainMac(this.secrets.auditKey, seq, prev, row_mac)
      await tx.db.updateTable('audit').set({ seq, prev, chain_mac }).where('id', '=', id).execute()
      prev = chain_mac
    }
    return { seq, chainMac: prev, at: tx.now, count: rows.length }
  }
}

/** The seal of a line's place: its number, its predecessor's seal and its own content. */
export function chainMac(key: Buffer, seq: number, prev: string, rowMac: string): string {
  return seal(key, 'chain', seq, prev, rowMac)
}
