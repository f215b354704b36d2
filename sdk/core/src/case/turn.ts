import type { Flow } from '../flow/schema.ts'
import type { KnownPerson } from '../organisation/directory.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Result } from '../shared/result.ts'
import type { Clock } from '../sla/clock.ts'
import type { Case, CaseEvent } from './event.ts'

/** What a decision may know besides the case: the pinned policy, who asks, and when. */
export type DecideContext = {
  readonly policy: Policy
  /** Content hash of `policy`, pinned into a new case. */
  readonly policyHash: string
  readonly actor: Actor
  readonly now: Instant
  /** Identity of a case to be submitted; made by the caller because ids and numbers are not arithmetic. */
  readonly identity?: { readonly id: string; readonly number: string }
  /** The clocks of the case as of `now`, or as they would be with the calendars of a version, or the whole of it, from now on; read only by acts that depend on them. */
  readonly clocks?: (upcoming?: string, scope?: 'calendars' | 'policy') => readonly Clock[]
  /** The version an open case is about to come under (衔接). */
  readonly upcoming?: Policy
  /** People by id, of those a command names; absent where no organisation is known (examples, simulations): then nothing is asked of them. */
  readonly people?: (id: string) => KnownPerson | undefined
  /** The units that keep people in the case's town (常驻力量); absent where no organisation is known: then none is asked for. */
  readonly stationed?: readonly string[]
  /** People for whom the actor stands in today (代理). */
  readonly standsFor?: readonly Actor[]
  /** The other case a command speaks of (并件), if the actor may see it. */
  readonly related?: Case
  /** Cards that units already hold, of all cases; without it the cards of this case are counted. */
  readonly cardCounts?: readonly CardCount[]
}

/** How many cards of one colour a unit got in a period, those withdrawn aside. `period` as `periodKey` names it. */
export type CardCount = { readonly unit: string; readonly card: Case['card']; readonly period: string; readonly count: number }

/** An event before it is numbered, dated and signed. */
export type Draft = Omit<CaseEvent, 'seq' | 'at' | 'by'>

/** One decision on an existing case. */
export type Turn = { readonly context: DecideContext; readonly state: Case; readonly flow: Flow }

/** An act: what follows from a command's data, or why not. */
export type Act<D> = (turn: Turn, data: D) => Result<Draft[]>
