import { Injectable } from '@nestjs/common'
import { composeLockNotices, type Role, type ScoreSheet, type ScoringModel } from '@shaotai/core'
import { encodeJson } from '../platform/db/columns.ts'
import { insertOnce } from '../platform/db/compile-once.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Tells those who were ranked that a period is locked or published anew, and open pages that there is a new result. */
@Injectable()
export class ScoreAnnouncer {
  constructor(private readonly live: LiveBus) {}

  async published(tx: Tx, model: ScoringModel, sheets: readonly ScoreSheet[], about: { period: string; revision: number }): Promise<void> {
    const id = `${model.id}/${about.period}`
    const to = `/scores?model=${encodeURIComponent(model.id)}&period=${encodeURIComponent(about.period)}`
    const row = (text: string, addressee: { unit?: string; role?: Role; person?: string }) => ({
      county_id: tx.context.county,
      id: uuid7(),
      person: addressee.person ?? null,
      unit: addressee.unit ?? null,
      role: addressee.role ?? null,
      case_id: null,
      kind: 'score.locked',
      sound: null,
      text,
      params: encodeJson<Record<string, unknown>>({ to }),
      created_at: tx.now,
      read_at: null,
    })
    const notices = composeLockNotices(model, sheets, about)
    const rows = notices.flatMap((one) =>
      'person' in one ? [row(one.text, { person: one.person })] : one.roles.map((role) => row(one.text, { unit: one.unit, role })),
    )
    for (let from = 0; from < rows.length; from += AT_ONCE) await insertNotifications(tx.db, rows.slice(from, from + AT_ONCE))
    for (const one of notices)
      this.live.announce(
        tx,
        { topic: 'notice', id, hint: { text: one.text } },
        'person' in one ? { people: [one.person] } : { roles: [...one.roles], units: [one.unit] },
      )
    this.live.announce(tx, { topic: 'score', id }, {})
  }
}

/** Rows in one statement; databases bound how many values one may carry. */
const AT_ONCE = 500

const insertNotifications = insertOnce('notifications')
