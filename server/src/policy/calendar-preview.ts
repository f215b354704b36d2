import { Injectable } from '@nestjs/common'
import type { CalendarPreview } from '@shaotai/api'
import {
  computeClocks,
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
import { OpenCaseReader } from './open-cases.ts'
import { PolicyStore } from './policy.store.ts'

type Effect = Pick<CalendarPreview, 'provisional' | 'firm' | 'moved'>
type Draft = { policy: Policy; version: string }

/** What the calendar of a draft would do to the due times that run now, computed on the cases themselves; nothing is stored. */
@Injectable()
export class CalendarPreviewer {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly cases: OpenCaseReader,
  ) {}

  async preview({ county }: ActorContext, id: string): Promise<Result<CalendarPreview>> {
    const row = await this.db.read
      .selectFrom('policy_drafts')
      .select('document')
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return fail(refuse('http.not-found'))
    const policy = decodeJson(row.document) as Policy
    const draft = { policy, version: policyHash(policy) }
    const sum = { read: 0, provisional: 0, firm: 0, moved: 0 }
    for await (const events of this.cases.read(county)) {
      const effect = await this.effectOn(county, events, draft)
      sum.read++
      sum.provisional += effect.provisional
      sum.firm += effect.firm
      sum.moved += effect.moved
    }
    return ok({ open: await this.cases.count(county), ...sum })
  }

  private async effectOn(county: string, events: readonly CaseEvent[], draft: Draft): Promise<Effect> {
    const state = replay(events)
    const rules = state && (await this.policies.rulesOf(this.db.read, county, state.policy, events))
    if (!rules) return { provisional: 0, firm: 0, moved: 0 }
    const { policy, policies } = rules
    const calendars = (version: string) => (version === draft.version ? draft.policy.calendars : rules.calendars?.(version))
    const now = Math.max(this.clock.now(), events.at(-1)?.at ?? 0)
    const options = { calendars, ...(policies && { policies }), explain: false }
    const before = computeClocks(policy, events, now, options).filter(isOpen)
    // The county may have decided that a change of calendar leaves running limits alone (`freeze`).
    const frozen = policy.sla.onCalendarEdit === 'freeze'
    const then = frozen ? before : computeClocks(policy, events, now, { ...options, upcoming: draft.version })
    const after = new Map(then.map((clock) => [clock.key, clock]))
    const provisional = before.filter((clock) => clock.provisional)
    return {
      provisional: provisional.length,
      firm: provisional.filter(({ key }) => after.get(key)?.provisional === false).length,
      moved: before.filter(({ key, dueAt }) => after.has(key) && after.get(key)?.dueAt !== dueAt).length,
    }
  }
}

function isOpen({ status }: CaseClock): boolean {
  return status === 'running' || status === 'paused'
}
