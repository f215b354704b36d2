import { Controller, Inject, Req, Res } from '@nestjs/common'
import {
  becomePracticePerson,
  LONGEST_JOURNEY_DAYS,
  movePracticeClock,
  showPracticeRoom,
  type PracticeRoom,
  type RouteInput,
  type RouteOutput,
  type Session,
} from '@shaotai/api'
import { DAY, fail, ok, refuse, type Result } from '@shaotai/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { Settings } from '../platform/config/settings.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { SETTINGS_TOKEN } from '../platform/tokens.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { sessionCookie } from '../session/session-cookie.ts'
import { SessionService } from '../session/session.service.ts'
import type { RoomControl } from './launch.ts'
import { nextMorning, travel } from './time-travel.ts'

export const ROOM = Symbol('PracticeRoom')

const HOUR = 3_600_000

/** Inside the practice environment: become somebody else, and move the time. */
@Controller()
export class RoomController {
  private moving = false

  constructor(
    @Inject(ROOM) private readonly room: RoomControl,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionService,
    private readonly timers: TimerService,
    private readonly policies: PolicyStore,
    private readonly live: LiveBus,
  ) {
    live.topic('practice', () => true)
  }

  @Route(showPracticeRoom)
  @Allow('signed-in')
  async show(@CurrentActor() { county }: ActorContext): Promise<PracticeRoom> {
    const rows = await this.db.read
      .selectFrom('people')
      .select(['id', 'name', 'unit', 'roles'])
      .where('county_id', '=', county)
      .where('active', '=', 1)
      .limit(5000)
      .execute()
    const { clock, startedAt, policy } = this.room
    return {
      now: clock.now(),
      ahead: clock.ahead,
      startedAt,
      policy,
      people: rows.map(({ id, roles, ...row }) => ({ person: id, ...row, roles: decodeJson(roles) })),
    }
  }

  @Route(becomePracticePerson)
  @Allow('signed-in')
  async become(
    @CurrentActor() { county }: ActorContext,
    @Input() { body }: RouteInput<typeof becomePracticePerson>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<Session>> {
    const person = await this.db.read
      .selectFrom('people')
      .selectAll()
      .where('county_id', '=', county)
      .where('id', '=', body.person)
      .where('active', '=', 1)
      .executeTakeFirst()
    if (!person) return fail(refuse('practice.unknown-person'))
    const { token, session } = await this.sessions.begin(person, { request: String(request.id) })
    void reply.header('set-cookie', sessionCookie(token, this.settings))
    return ok(session)
  }

  @Route(movePracticeClock)
  @Allow('signed-in')
  async move(
    @CurrentActor() context: ActorContext,
    @Input() { body }: RouteInput<typeof movePracticeClock>,
  ): Promise<Result<RouteOutput<typeof movePracticeClock>>> {
    const { clock } = this.room
    if (this.moving) return fail(refuse('practice.moving'))
    this.moving = true
    try {
      if (body.to === 'real-time') return await this.return(context)
      const from = clock.now()
      const to =
        body.at ?? (body.hours === undefined ? nextMorning(await this.calendarOf(context.county, from), from) : from + body.hours * HOUR)
      if (to < from) return fail(refuse('practice.backwards'))
      if (to - from > LONGEST_JOURNEY_DAYS * DAY) return fail(refuse('practice.too-far', { days: LONGEST_JOURNEY_DAYS }))
      const journey = await travel({ timers: this.timers, clock, onStop: this.room.keep }, to)
      await this.tell(context)
      return ok({ now: clock.now(), ...journey })
    } finally {
      this.moving = false
    }
  }

  /** Back to the real time: only where nothing was recorded later than that, for a case never runs backwards. */
  private async return(context: ActorContext): Promise<Result<RouteOutput<typeof movePracticeClock>>> {
    const { clock, realTime } = this.room
    const now = realTime()
    const later = await this.db.read
      .selectFrom('audit')
      .select('id')
      .where('county_id', '=', context.county)
      .where('at', '>', now)
      .where('action', 'not like', 'session.%')
      .limit(1)
      .executeTakeFirst()
    if (later) return fail(refuse('practice.backwards'))
    clock.moveTo(now)
    this.room.keep()
    await this.tell(context)
    return ok({ now: clock.now(), fired: 0, arrived: true })
  }

  private async calendarOf(county: string, now: number) {
    const published = await this.policies.current(this.db.read, county, now)
    return published?.policy.calendars.find((one) => one.id === published.policy.sla.calendar)
  }

  /** Every open page of practice reads the time again. */
  private tell(context: ActorContext): Promise<void> {
    return this.unitOfWork.run(context, async (tx) => this.live.announce(tx, { topic: 'practice', id: 'clock' }, {}))
  }
}
