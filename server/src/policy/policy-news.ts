import { Injectable } from '@nestjs/common'
import type { PolicyNews } from '@shaotai/api'
import { DAY, describeChange, diffPolicy, formatInstant, pointerKeys, ROLES, type Policy, type PolicyKind, type Role } from '@shaotai/core'
import { encodeJson } from '../platform/db/columns.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { ActorContext, Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from './policy.store.ts'

/** How long a version that came into force is told. */
const TOLD_FOR = 14 * DAY
/** As many changes as fit a notice. */
const SENTENCES = 3
/** Kinds that change nothing in what a clerk has to do. */
const UNTOLD: readonly PolicyKind[] = ['examples', 'guides', 'notifications', 'scoring']
/** Who works by the rules. */
const TOLD = ['town-clerk', 'dept-clerk', 'dispatcher', 'duty', 'platform-head'] as const satisfies readonly Role[]

/** Units a department clerk may belong to. */
const DEPARTMENTS: readonly string[] = ['department', 'enterprise', 'stationed-agency']

/** Tells those who work by the rules what a new version changes, in its own words. */
@Injectable()
export class PolicyNewsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly store: PolicyStore,
    private readonly live: LiveBus,
  ) {}

  /** What lately came, or soon comes, into force: for the line at the head of clerks' pages. */
  async news({ county }: ActorContext): Promise<PolicyNews> {
    const now = this.clock.now()
    const rows = await this.db.read
      .selectFrom('policy_versions')
      .select(['version', 'hash', 'effective_at', 'kind'])
      .where('county_id', '=', county)
      .where('status', '=', 'published')
      .where('effective_at', '>', now - TOLD_FOR)
      .where('version', '>', 1)
      .orderBy('version', 'desc')
      .limit(3)
      .execute()
    const told = await Promise.all(
      rows.map(async ({ version, hash, effective_at, kind }) => {
        const change = await this.store.changeOf(this.db.read, county, version)
        if (!change?.before) return []
        const changes = tellingChanges(change.before.policy, change.now.policy)
        const [inForce, emergency] = [effective_at <= now, kind === 'emergency']
        return [{ version, hash, effectiveAt: effective_at, inForce, emergency, ...firstOf(changes) }]
      }),
    )
    return told.flat().filter((one) => one.changes.length > 0)
  }

  /** Stores a notice for each who works by the rules, and tells open pages. */
  async tell(
    tx: Tx,
    made: { version: number; before: Policy; after: Policy; effectiveAt: number; kind: 'normal' | 'emergency' },
  ): Promise<void> {
    const { changes, more } = firstOf(tellingChanges(made.before, made.after))
    this.live.announce(tx, { topic: 'policy', id: String(made.version) }, {})
    if (changes.length === 0) return
    const { county } = tx.context
    const units = await tx.db.selectFrom('units').select(['id', 'type']).where('county_id', '=', county).where('active', '=', 1).execute()
    const offset = made.after.calendars.find((one) => one.id === made.after.sla.calendar)?.utcOffsetMinutes ?? 0
    const from = made.effectiveAt <= tx.now ? '即日起' : `自 ${sayMoment(made.effectiveAt, offset)} 起`
    const how = made.kind === 'emergency' ? '紧急回退，' : ''
    const sentences = changes.map((one) => one.sentence).join('；')
    const text = `${how}第 ${made.version} 版制度${from}施行：${sentences}${more > 0 ? `；另有 ${more} 处改动` : ''}。`.slice(0, 500)
    const rows = TOLD.flatMap((role): { role: Role; unit: string | null }[] => {
      const side = ROLES[role].side
      const own = units.filter(({ type }) => (side === 'town' ? type === 'town' : DEPARTMENTS.includes(type)))
      return side === 'platform' ? [{ role, unit: null }] : own.map(({ id }) => ({ role, unit: id }))
    })
    await tx.db
      .insertInto('notifications')
      .values(
        rows.map(({ role, unit }) => ({
          county_id: county,
          id: uuid7(),
          person: null,
          unit,
          role,
          case_id: null,
          kind: 'policy.published',
          sound: null,
          text,
          params: encodeJson<Record<string, unknown>>({ number: '', to: `/policy/rules/${kindOf(changes[0]?.at ?? '')}` }),
          created_at: tx.now,
          read_at: null,
        })),
      )
      .execute()
  }
}

type Telling = PolicyNews[number]['changes']

function firstOf(changes: Telling): { changes: Telling; more: number } {
  return { changes: changes.slice(0, SENTENCES), more: Math.max(0, changes.length - SENTENCES) }
}

function tellingChanges(before: Policy, after: Policy): Telling {
  return diffPolicy(before, after)
    .filter((change) => !UNTOLD.includes(kindOf(change.at)))
    .map((change) => ({
      kind: kindOf(change.at),
      at: change.at,
      sentence: describeChange(change, 'zh', change.kind === 'removed' ? before : after).replaceAll(/[。；]+$/g, ''),
    }))
}

function kindOf(at: string): PolicyKind {
  return pointerKeys(at)[0] as PolicyKind
}

/** 3 月 1 日, and the time where it is not the beginning of the day. */
function sayMoment(at: number, offset: number): string {
  const [date = '', time = ''] = formatInstant(at, offset).split('T')
  const [year, month, day] = date.split('-').map(Number)
  const clock = time.slice(0, 5)
  return `${year} 年 ${month} 月 ${day} 日${clock === '00:00' ? '' : ` ${clock}`}`
}
