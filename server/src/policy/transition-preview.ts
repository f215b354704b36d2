import { Injectable } from '@nestjs/common'
import type { TransitionPreview } from '@shaotai/api'
import {
  canFollow,
  computeClocks,
  fail,
  ok,
  policyHash,
  refuse,
  replay,
  type Case,
  type CaseEvent,
  type Clock as CaseClock,
  type Policy,
  type Result,
} from '@shaotai/core'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { openNewlyRequired } from './newly-required.ts'
import { OpenCaseReader } from './open-cases.ts'
import { PolicyStore } from './policy.store.ts'

type Effect = { signed: boolean; lacks: boolean; stay: boolean; moved: boolean; overdue: boolean }

/** What each way of treating running cases (衔接) would do to them, computed on the cases themselves; nothing is stored. */
@Injectable()
export class TransitionPreviewer {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly cases: OpenCaseReader,
  ) {}

  async preview({ county }: ActorContext, id: string): Promise<Result<TransitionPreview>> {
    const row = await this.db.read
      .selectFrom('policy_drafts')
      .select(['document', 'base_hash'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return fail(refuse('http.not-found'))
    const draft = decodeJson(row.document) as Policy
    const version = policyHash(draft)
    const base = row.base_hash === null ? undefined : await this.policies.byHash(this.db.read, county, row.base_hash)
    const required = openNewlyRequired(base?.policy, draft)
    const effects: Effect[] = []
    for await (const events of this.cases.read(county)) {
      const effect = await this.effectOn(county, events, { draft, version, lacks: required.lacks })
      if (effect) effects.push(effect)
    }
    const unsigned = effects.filter((one) => !one.signed)
    return ok({
      open: await this.cases.count(county),
      unsigned: unsigned.length,
      read: effects.length,
      required: { fields: required.fields, cases: effects.filter((one) => one.lacks).length },
      choices: [choice('new', []), choice('unsigned', unsigned), choice('open', effects)],
    })
  }

  private async effectOn(
    county: string,
    events: readonly CaseEvent[],
    { draft, version, lacks: lacksOne }: { draft: Policy; version: string; lacks: (state: Case) => boolean },
  ): Promise<Effect | undefined> {
    const state = replay(events)
    const rules = state && (await this.policies.rulesOf(this.db.read, county, state.policy, events))
    if (!state || !rules) return undefined
    const lacks = lacksOne(state)
    const signed = events.some(({ type }) => type === 'assignment.signed')
    if (state.policy === version || !canFollow(draft, state))
      return { signed, lacks, stay: state.policy !== version, moved: false, overdue: false }
    const { policy, calendars, policies } = rules
    const own = (hash: string) => (hash === version ? draft : (policies?.(hash) ?? policy))
    const now = Math.max(this.clock.now(), events.at(-1)?.at ?? 0)
    const before = computeClocks(policy, events, now, { calendars, ...(policies && { policies }), explain: false })
    const then = computeClocks(policy, events, now, { calendars, policies: own, upcomingPolicy: version, explain: false })
    const was = new Map(before.map((clock) => [clock.key, clock]))
    const isOpen = ({ status }: CaseClock) => status === 'running' || status === 'paused'
    return {
      signed,
      lacks,
      stay: false,
      moved: then.some((clock) => isOpen(clock) && was.get(clock.key)?.dueAt !== clock.dueAt),
      overdue: then.some((clock) => isOpen(clock) && clock.breached && !was.get(clock.key)?.breached),
    }
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
