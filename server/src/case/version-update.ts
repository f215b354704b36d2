import { Injectable } from '@nestjs/common'
import { END_PHASES, type Calendar, type Policy } from '@shaotai/core'
import { LiveBus } from '../platform/live/live-bus.ts'
import { TimerService, type Timer } from '../platform/timers/timer-service.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { IN_FORCE_TIMER, PolicyStore } from '../policy/policy.store.ts'
import { CaseService } from './case.service.ts'

/** Cases brought to a version in one unit: enough to be quick, few enough that a whistle never waits for them. */
const AT_ONCE = 25

type Progress = { version: number; after?: string }

/**
 * Brings running cases to a version that comes into force, a few at a time: under the version itself where its publisher said so (衔接),
 * otherwise to its calendar. The version's timer begins, each unit schedules the next: after a crash it goes on where it was.
 */
@Injectable()
export class VersionUpdate {
  constructor(
    private readonly timers: TimerService,
    private readonly policies: PolicyStore,
    private readonly cases: CaseService,
    private readonly live: LiveBus,
  ) {
    timers.register(IN_FORCE_TIMER, (tx, timer) => this.goOn(tx, timer))
  }

  private async goOn(tx: Tx, { payload }: Timer): Promise<void> {
    const { version, after = '' } = payload as Progress
    const change = await this.policies.changeOf(tx.db, tx.context.county, version)
    if (!change) return
    const { before, now, transition } = change
    if (after === '') this.live.announce(tx, { topic: 'policy', id: now.hash }, {})
    const calendar = before !== undefined && !isSameCalendar(before.policy, now.policy)
    if (transition === 'new' && !calendar) return
    const open = await this.openCases(tx, after)
    for (const { id, pinned, signed } of open) {
      const follows = pinned !== now.hash && (transition === 'open' || (transition === 'unsigned' && !signed))
      const followed = follows && (await this.cases.systemCommand(tx, id, { name: 'applyPolicy', data: { version: now.hash } }))
      if (!followed && calendar) await this.cases.systemCommand(tx, id, { name: 'applyCalendar', data: { version: now.hash } })
    }
    const last = open.at(-1)?.id
    if (open.length === AT_ONCE && last !== undefined)
      await this.timers.schedule(tx, {
        key: `policy/${version}/after/${last}`,
        at: tx.now,
        kind: IN_FORCE_TIMER,
        payload: { version, after: last } satisfies Progress,
      })
  }

  private async openCases(tx: Tx, after: string): Promise<{ id: string; pinned: string; signed: boolean }[]> {
    const rows = await tx.db
      .selectFrom('cases')
      .select((eb) => [
        'cases.id',
        'cases.policy_hash',
        eb
          .selectFrom('assignments')
          .select((inner) => inner.fn.countAll<number>().as('count'))
          .whereRef('assignments.county_id', '=', 'cases.county_id')
          .whereRef('assignments.case_id', '=', 'cases.id')
          .where('assignments.signed_at', 'is not', null)
          .as('signed'),
      ])
      .where('cases.county_id', '=', tx.context.county)
      .where('cases.id', '>', after)
      .where('cases.phase', 'not in', [...END_PHASES])
      .orderBy('cases.id')
      .limit(AT_ONCE)
      .execute()
    return rows.map(({ id, policy_hash, signed }) => ({ id, pinned: policy_hash, signed: Number(signed) > 0 }))
  }
}

function isSameCalendar(one: Policy, other: Policy): boolean {
  return JSON.stringify(slaCalendar(one)) === JSON.stringify(slaCalendar(other))
}

function slaCalendar({ calendars, sla }: Policy): Calendar | undefined {
  return calendars.find((calendar) => calendar.id === sla.calendar)
}
