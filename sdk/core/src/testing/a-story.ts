import type { Command, CommandName, SystemCommand } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import type { CardCount } from '../case/turn.ts'
import type { Actor } from '../organisation/role.ts'
import { dayOfInstant, formatCivilDate } from '../calendar/civil.ts'
import { findPerson, isStandingIn, stationedUnits } from '../organisation/directory.ts'
import type { Organisation } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { MINUTE } from '../shared/instant.ts'
import type { Refusal } from '../shared/refusal.ts'
import type { Clock } from '../sla/clock.ts'
import { computeClocks, type CalendarsOf } from '../sla/clocks.ts'
import { A_MONDAY_MORNING, aPolicy } from './a-policy.ts'
import { anOrganisation } from './an-organisation.ts'

/** A case in the making: give commands as people of an organisation, a minute after another unless `wait` says otherwise. */
export type Story = {
  events: CaseEvent[]
  now: number
  /** Calendars of later versions, for stories in which one comes into force. */
  calendars?: CalendarsOf
  /** Later versions that running cases may come under, by hash. */
  policies?: (version: string) => Policy | undefined
  /** What the server would read beside the case: another case, and cards that units got elsewhere. */
  identity?: { id: string; number: string }
  related?: Case
  cardCounts?: CardCount[]
  readonly state: Case
  /** Gives a command as the person of that id; returns the refusal, or `undefined` when it was done. */
  as(
    person: string,
    name: CommandName | SystemCommand['name'],
    data?: Record<string, unknown>,
    expectedVersion?: number,
  ): Refusal | undefined
  /** Gives a command that must not be refused. */
  do(person: string, name: CommandName | SystemCommand['name'], data?: Record<string, unknown>): Story
  wait(minutes: number): Story
  /** Every clock of the case now. */
  clocks(): Clock[]
}

/** Starts a story on a policy; nothing has happened yet. It begins on a Monday at 09:00. */
export function aStory(policy: Policy = aPolicy(), organisation: Organisation = anOrganisation()): Story {
  return {
    events: [],
    now: A_MONDAY_MORNING,
    get state() {
      const state = replay(this.events)
      if (!state) throw new Error('nothing has been submitted')
      return state
    },
    as(person, name, data = {}, expectedVersion) {
      const actor = actorOf(organisation, person)
      const { events, now } = this
      const context = {
        policy,
        policyHash: 'a-policy',
        actor,
        now,
        identity: this.identity ?? { id: 'c1', number: 'X2026-00001' },
        people: (id: string) => findPerson(organisation, id),
        stationed: stationedUnits(organisation, replay(events)?.town ?? ''),
        standsFor: standsForOn(organisation, person, now),
        ...(this.related && { related: this.related }),
        ...(this.cardCounts && { cardCounts: this.cardCounts }),
        ...(typeof data.version === 'string' && { upcoming: this.policies?.(data.version) }),
        clocks: (upcoming?: string, scope: 'calendars' | 'policy' = 'calendars') =>
          computeClocks(policy, events, now, {
            calendars: this.calendars,
            policies: this.policies,
            ...(scope === 'calendars' ? { upcoming } : { upcomingPolicy: upcoming }),
          }),
      }
      // Tests give data of any shape on purpose.
      const command = { name, data, ...(expectedVersion !== undefined && { expectedVersion }) } as Command | SystemCommand
      const decided = decide(context, replay(events), command)
      if (!decided.ok) return decided.error
      this.events = [...events, ...decided.value]
      this.now += MINUTE
      return undefined
    },
    do(person, name, data) {
      const refusal = this.as(person, name, data)
      if (refusal) throw new Error(`${person} ${name}: ${refusal.code} ${JSON.stringify(refusal.params)}`)
      return this
    },
    wait(minutes) {
      this.now += minutes * MINUTE
      return this
    },
    clocks() {
      return computeClocks(policy, this.events, this.now, { calendars: this.calendars, policies: this.policies })
    },
  }
}

/** The submitted whistle every story begins with: item A-01, led by ZF with SL. */
export const A_WHISTLE = { category: 'quick', item: 'A-01', form: { title: '占道经营', place: { address: '东街 1 号' } } }

/** A story up to a point everybody knows: `triage`, `dispatched`, `handling` (both arrived), `consent` (both replied), `evaluate`. */
export function aStoryAt(point: 'triage' | 'dispatched' | 'handling' | 'consent' | 'evaluate', policy?: Policy): Story {
  const story = aStory(policy).do('town', 'submit', A_WHISTLE)
  if (point === 'triage') return story
  story.do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
  if (point === 'dispatched') return story
  for (const clerk of ['zf-clerk', 'sl-clerk'])
    story
      .do(clerk, 'sign')
      .do(clerk, 'nameResponders', { responders: [{ name: '张三' }] })
      .do(clerk, 'arrive')
  if (point === 'handling') return story
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已清理' } })
  return point === 'consent' ? story : story.do('town', 'consent')
}

/** Those for whom a person stands in at a moment, on the test calendar's days. */
export function standsForOn(organisation: Organisation, id: string, now: number): Actor[] {
  const day = formatCivilDate(dayOfInstant(now, 480))
  return organisation.people.filter((one) => isStandingIn(one.substitutes, id, day)).map((one) => actorOf(organisation, one.id))
}

export function actorOf({ people }: Organisation, id: string): Actor {
  const person = people.find((one) => one.id === id)
  return person ? { person: id, name: person.name, unit: person.unit, roles: person.roles } : { person: id, name: id, unit: '', roles: [] }
}
