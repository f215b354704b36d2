import { Injectable } from '@nestjs/common'
import { END_PHASES, type Calendar, type Policy } from '@shaotai/core'
import { TimerService, type Timer } from '../platform/timers/timer-service.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { IN_FORCE_TIMER, PolicyStore } from '../policy/policy.store.ts'
import { CaseService } from './case.service.ts'

/** Cases brought to a new calendar in one unit: enough to be quick, few enough that a whistle never waits for them. */
const AT_ONCE = 25

type Progress = { version: number; after?: string }

/**
 * Brings the open cases to the calendar of a version that comes into force, a few at a time. The version's timer begins, each unit schedules
 * the next: after a crash it goes on where it was.
 */
@Injectable()
export class CalendarUpdate {
  constructor(
    private readonly timers: TimerService,
    private readonly policies: PolicyStore,
    private readonly cases: CaseService,
  ) {
    timers.register(IN_FORCE_TIMER, (tx, timer) => this.goOn(tx, timer))
  }

  private async goOn(tx: Tx, { payload }: Timer): Promise<void> {
    const { version, after = '' } = payload as Progress
    const [before, now] = await this.policies.changeOf(tx.db, tx.context.county, version)
    if (!now || (before && isSameCalendar(before.policy, now.policy))) return
    const open = await tx.db
      .selectFrom('cases')
      .select('id')
      .where('county_id', '=', tx.context.county)
      .where('id', '>', after)
      .where('phase', 'not in', [...END_PHASES])
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { id } of open) await this.cases.systemCommand(tx, id, { name: 'applyCalendar', data: { version: now.hash } })
    const last = open.at(-1)?.id
    if (open.length === AT_ONCE && last !== undefined)
      await this.timers.schedule(tx, {
        key: `policy/${version}/after/${last}`,
        at: tx.now,
        kind: IN_FORCE_TIMER,
        payload: { version, after: last } satisfies Progress,
      })
  }
}

function isSameCalendar(one: Policy, other: Policy): boolean {
  return JSON.stringify(slaCalendar(one)) === JSON.stringify(slaCalendar(other))
}

function slaCalendar({ calendars, sla }: Policy): Calendar | undefined {
  return calendars.find((calendar) => calendar.id === sla.calendar)
}
