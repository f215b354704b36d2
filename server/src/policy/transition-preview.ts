import { Injectable } from '@nestjs/common'
import type { TransitionPreview } from '@shaotai/api'
import {
  canFollow,
  computeClocks,
  END_PHASES,
  fail,
  ok,
  policyHash,
  refuse,
  replay,
  type CaseEvent,
  type Clock as CaseClock,
  type Policy,
  type Result,
} from '@shaotai/core'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { READING_LIMITS } from './case-history.ts'
import { PolicyStore } from './policy.store.ts'

type Effect = { signed: boolean; stay: boolean; moved: boolean; overdue: boolean }

/** What each way of treating running cases (衔接) would do to them, computed on the cases themselves; nothing is stored. */
@Injectable()
export class TransitionPreviewer {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
  ) {}

  async preview({ county }: ActorContext, id: string): Promise<Result<TransitionPreview>> {
    const row = await this.db.read
      .selectFrom('policy_drafts')
      .select('document')
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return fail(refuse('http.not-found'))
    const draft = decodeJson(row.document) as Policy
    const version = policyHash(draft)
    const effects: Effect[] = []
    const began = performance.now()
    let after = ''
    for (;;) {
      const ids = await this.openCases(county, after)
      for (const events of (await this.eventsOf(county, ids)).values()) {
        const effect = await this.effectOn(county, events, { draft, version })
        if (effect) effects.push(effect)
      }
      after = ids.at(-1) ?? ''
      if (ids.length < READING_LIMITS.page || performance.now() - began >= READING_LIMITS.ms) break
      await new Promise((resolve) => setImmediate(resolve))
    }
    const unsigned = effects.filter((one) => !one.signed)
    return ok({
      open: await this.countOpen(county),
      unsigned: unsigned.length,
      read: effects.length,
      choices: [choice('new', []), choice('unsigned', unsigned), choice('open', effects)],
    })
  }

  private async effectOn(
    county: string,
    events: readonly CaseEvent[],
    { draft, version }: { draft: Policy; version: string },
  ): Promise<Effect | undefined> {
    const state = replay(events)
    const rules = state && (await this.policies.rulesOf(this.db.read, county, state.policy, events))
    if (!state || !rules) return undefined
    const signed = events.some(({ type }) => type === 'assignment.signed')
    if (state.policy === version || !canFollow(draft, state))
      return { signed, stay: state.policy !== version, moved: false, overdue: false }
    const { policy, calendars, policies } = rules
    const own = (hash: string) => (hash === version ? draft : (policies?.(hash) ?? policy))
    const now = Math.max(this.clock.now(), events.at(-1)?.at ?? 0)
    const before = computeClocks(policy, events, now, { calendars, ...(policies && { policies }), explain: false })
    const then = computeClocks(policy, events, now, { calendars, policies: own, upcomingPolicy: version, explain: false })
    const was = new Map(before.map((clock) => [clock.key, clock]))
    const isOpen = ({ status }: CaseClock) => status === 'running' || status === 'paused'
    return {
      signed,
      stay: false,
      moved: then.some((clock) => isOpen(clock) && was.get(clock.key)?.dueAt !== clock.dueAt),
      overdue: then.some((clock) => isOpen(clock) && clock.breached && !was.get(clock.key)?.breached),
    }
  }

  private async openCases(county: string, after: string): Promise<string[]> {
    const rows = await this.db.read
      .selectFrom('cases')
      .select('id')
      .where('county_id', '=', county)
      .where('id', '>', after)
      .where('phase', 'not in', [...END_PHASES])
      .orderBy('id')
      .limit(READING_LIMITS.page)
      .execute()
    return rows.map((row) => row.id)
  }

  private async eventsOf(county: string, ids: readonly string[]): Promise<ReadonlyMap<string, CaseEvent[]>> {
    const events = new Map<string, CaseEvent[]>()
    if (ids.length === 0) return events
    const rows = await this.db.read
      .selectFrom('case_events')
      .select(['case_id', 'data'])
      .where('county_id', '=', county)
      .where('case_id', 'in', ids)
      .orderBy('case_id')
      .orderBy('seq')
      .execute()
    for (const { case_id: id, data } of rows) events.set(id, [...(events.get(id) ?? []), decodeJson<CaseEvent>(data)])
    return events
  }

  private async countOpen(county: string): Promise<number> {
    const row = await this.db.read
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('county_id', '=', county)
      .where('phase', 'not in', [...END_PHASES])
      .executeTakeFirst()
    return Number(row?.count ?? 0)
  }
}

function choice(transition: 'new' | 'unsigned' | 'open', chosen: readonly Effect[]): TransitionPreview['choices'][number] {
  const count = (has: (effect: Effect) => boolean) => chosen.filter(has).length
  return {
    transition,
    follow: count((one) => !one.stay),
    stay: count((one) => one.stay),
    moved: count((one) => one.moved),
    overdue: count((one) => one.overdue),
  }
}
