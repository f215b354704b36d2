import { Inject, Injectable } from '@nestjs/common'
import type { Secrets } from '../platform/config/secrets.ts'
import { seal } from '../platform/crypto/seal.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { insertOnce } from '../platform/db/compile-once.ts'
import type { AuditTable } from '../platform/db/database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { SECRETS } from '../platform/tokens.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** One line of the log: what was done, to what, with which outcome. Details carry ids and codes, never what people wrote. */
export type AuditLine = {
  /** Dotted verb: `case.submit`, `policy.publish`, `session.open`. */
  action: string
  /** `case/<id>`, `person/<id>`… */
  target: string
  outcome: AuditTable['outcome']
  detail: Record<string, unknown>
  /** Newest event of the case the line speaks of: ties the case's chain to this log. */
  head?: { seq: number; hash: string }
}

/** Writes audit lines inside the unit they belong to: no act without its line, no line without its act. */
@Injectable()
export class AuditLog {
  private wake: () => void = () => undefined

  constructor(@Inject(SECRETS) private readonly secrets: Secrets) {}

  /** Appends a line to the unit. The sealer gives it its place in the chain right after the commit. */
  async append(tx: Tx, line: AuditLine): Promise<void> {
    const { county, actor, request } = tx.context
    const row = {
      county_id: county,
      id: uuid7(),
      at: tx.now,
      person: actor.person,
      name: actor.name,
      unit: actor.unit,
      roles: encodeJson(actor.roles),
      action: line.action,
      target: line.target,
      outcome: line.outcome,
      detail: encodeJson<unknown>(line.detail),
      request: request ?? null,
      head_seq: line.head?.seq ?? null,
      head_hash: line.head?.hash ?? null,
    }
    await insertLines(tx.db, [{ ...row, seq: null, prev: null, chain_mac: null, row_mac: rowMac(this.secrets.auditKey, row) }])
    tx.afterCommit(this.wake)
  }

  /** Who is told that lines wait to be sealed. */
  onAppended(wake: () => void): void {
    this.wake = wake
  }
}

const insertLines = insertOnce('audit')

type Sealed = Omit<AuditTable, 'seq' | 'prev' | 'chain_mac' | 'row_mac'>

/** The seal of one line's content. */
export function rowMac(key: Buffer, row: Sealed): string {
  const { county_id, id, at, person, name, unit, roles, action, target, outcome, detail, request, head_seq, head_hash } = row
  return seal(key, 'audit', county_id, id, at, person, name, unit, roles, action, target, outcome, detail, request, head_seq, head_hash)
}
