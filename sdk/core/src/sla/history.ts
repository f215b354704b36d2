import type { Case, CaseEvent } from '../case/event.ts'
import { evolve } from '../case/evolve.ts'
import type { Facts } from '../condition/schema.ts'
import type { ItemLimit } from '../responsibility/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { clockFacts } from './facts.ts'
import type { Pause } from './pause.ts'
import { eventCode } from './plan.ts'
import { findReviews } from './review-pauses.ts'
import type { ClockRule } from './schema.ts'

export type PauseKind = NonNullable<ClockRule['pauseBy']>[number]

/** Whose clock it is: the case, or one assignment or supervision order from its creation on. */
export type Subject = {
  readonly id: string
  readonly unit?: string
  readonly role?: 'lead' | 'cooperating'
  readonly createdAt: Instant
  /** Of a supervision order: its rule. */
  readonly order?: string
}

/** From which event on the calendars of which version, or the whole of it, apply. */
export type CalendarChange = { readonly index: number; readonly at: Instant; readonly version: string }

/** The events of one case as clocks read them; what is costly is read when first asked for. */
export class ClockHistory {
  readonly events: readonly CaseEvent[]
  /** `eventCode` of each event. */
  readonly codes: Uint8Array
  /** Indexes of all events. */
  readonly all: readonly number[]
  readonly case: Subject
  readonly town: string | undefined
  readonly assignments: readonly Subject[]
  readonly orders: readonly Subject[]
  /** The events by which the calendars of another version came to apply. */
  readonly calendarChanges: readonly CalendarChange[]
  /** The events by which the case came under another version. */
  readonly policyChanges: readonly CalendarChange[]
  /** The version the case began under. */
  readonly pinned: string | undefined
  readonly #submitted: CaseEvent | undefined
  readonly #limits: Readonly<Record<string, ItemLimit>> | undefined
  readonly #pauses = new Map<string, readonly Pause[]>()
  /** Facts after single events, for conditions that read more than the whistle. */
  readonly #facts = new Map<string, Facts>()
  /** The case after each event, as far as it was asked for. */
  readonly #states: Case[] = []
  readonly #heard = new Map<Subject, readonly number[]>()
  #leading: readonly number[] | undefined
  #whistle: Facts | undefined
  readonly #whistles = new Map<Subject, Facts>()
  #changesWhistle = false
  #pausesAtAll = false
  /** Whether a request holds the clocks of its assignment. */
  #reviewsAtAll = false
  readonly #reviews = new Map<string, readonly Pause[]>()

  constructor(events: readonly CaseEvent[]) {
    this.events = events
    const assignments: Subject[] = []
    const orders: Subject[] = []
    const calendarChanges: CalendarChange[] = []
    const policyChanges: CalendarChange[] = []
    this.codes = new Uint8Array(events.length)
    const all: number[] = []
    this.all = all
    for (let index = 0; index < events.length; index++) {
      const event = events[index]
      if (!event) break
      const { type, assignment, unit, at, data } = event
      this.codes[index] = eventCode(type)
      all.push(index)
      if (type === 'case.submitted') this.#submitted ??= event
      else if (type === 'assignment.created' && assignment !== undefined)
        assignments.push({ id: assignment, unit, createdAt: at, role: data.role === 'cooperating' ? 'cooperating' : 'lead' })
      else if (type === 'order.issued') orders.push({ id: String(data.id), unit, createdAt: at, order: String(data.order) })
      else if (type === 'case.supplemented' || type === 'case.levelChanged') this.#changesWhistle = true
      else if (type === 'case.calendarChanged') calendarChanges.push({ index, at, version: String(data.version) })
      else if (type === 'case.policyChanged') policyChanges.push({ index, at, version: String(data.version) })
      else if (type === 'request.opened' && data.pausesClocks === true) this.#reviewsAtAll = true
      if (OPENING.has(type)) this.#pausesAtAll = true
    }
    const id = this.#submitted?.data.id
    const town = this.#submitted?.data.town
    this.#limits = this.#submitted?.data.limits as Record<string, ItemLimit> | undefined
    this.case = { id: typeof id === 'string' ? id : 'case', createdAt: events[0]?.at ?? 0 }
    this.town = typeof town === 'string' ? town : undefined
    this.assignments = assignments
    this.orders = orders
    this.calendarChanges = calendarChanges
    this.policyChanges = policyChanges
    const pinned = this.#submitted?.data.policy
    this.pinned = typeof pinned === 'string' ? pinned : undefined
  }

  /** The limit the case's item sets for a clock in place of the clock's goals. */
  limitOf(clock: string): ItemLimit | undefined {
    return this.#limits && Object.hasOwn(this.#limits, clock) ? this.#limits[clock] : undefined
  }

  /** Facts just after the event at `index`. Conditions that read only the whistle are answered from its submission unless it changed. */
  facts(index: number, assignment: Subject | undefined, readsProgress: boolean): Facts {
    if (assignment?.order !== undefined) return { ...this.facts(index, undefined, readsProgress), order: { kind: assignment.order } }
    if (!readsProgress && !this.#changesWhistle) return this.#whistleFacts(assignment)
    const key = `${index}/${assignment?.id ?? ''}`
    let facts = this.#facts.get(key)
    if (!facts) {
      facts = clockFacts(this.#stateAfter(index), assignment?.id)
      this.#facts.set(key, facts)
    }
    return facts
  }

  /** The case after an event. Every event is folded at most once, however many clocks ask. */
  #stateAfter(index: number): Case | undefined {
    for (const event of this.events.slice(this.#states.length, index + 1)) this.#states.push(evolve(this.#states.at(-1), event))
    return this.#states[index]
  }

  /** Indexes of what an assignment's clocks hear: its own events and, once it exists, those of the case. */
  heardBy(subject: Subject): readonly number[] {
    let heard = this.#heard.get(subject)
    if (!heard) {
      const found: number[] = []
      for (const index of this.all) if (concerns(this.events[index], subject)) found.push(index)
      this.#heard.set(subject, (heard = found))
    }
    return heard
  }

  /** Indexes of what a clock on the case hears that leaves cooperating departments aside. */
  withoutCooperating(): readonly number[] {
    if (!this.#leading) {
      const cooperating = new Set<string | undefined>()
      for (const { role, id } of this.assignments) if (role === 'cooperating') cooperating.add(id)
      this.#leading = cooperating.size === 0 ? this.all : this.all.filter((index) => !cooperating.has(this.events[index]?.assignment))
    }
    return this.#leading
  }

  /** The part of `clockFacts` that the submission fixes. */
  #whistleFacts(assignment: Subject | undefined): Facts {
    if (!this.#submitted) return NO_FACTS
    if (!this.#whistle) {
      const { form, ...whistle } = this.#submitted.data
      this.#whistle = { case: whistle, form }
    }
    if (!assignment) return this.#whistle
    let facts = this.#whistles.get(assignment)
    if (!facts) {
      facts = { ...this.#whistle, assignment: { unit: assignment.unit, role: assignment.role } }
      this.#whistles.set(assignment, facts)
    }
    return facts
  }

  /** The stretches that pause clocks of these kinds; returns are reviewed per assignment, the others hold the whole case. */
  pauses(kinds: readonly PauseKind[], assignment: string | undefined): readonly Pause[] {
    if (!this.#pausesAtAll) return NONE
    return kinds.flatMap((kind) => {
      const key = kind === 'return-review' ? `${kind}/${assignment ?? ''}` : kind
      let found = this.#pauses.get(key)
      if (!found) {
        found = this.#findPauses(kind, kind === 'return-review' ? assignment : undefined)
        this.#pauses.set(key, found)
      }
      return found
    })
  }

  /** The stretches in which a request whose rule says so (审批期间停表) holds every clock of an assignment. */
  reviews(assignment: string): readonly Pause[] {
    if (!this.#reviewsAtAll) return NONE
    let found = this.#reviews.get(assignment)
    if (!found) this.#reviews.set(assignment, (found = findReviews(this.events, assignment)))
    return found
  }

  #findPauses(kind: PauseKind, assignment: string | undefined): readonly Pause[] {
    const { opens, closes } = BOUNDS[kind]
    const found: Pause[] = []
    const open = new Map<string, Pause>()
    for (const event of this.events) {
      if (assignment !== undefined && event.assignment !== assignment) continue
      const subject = event.assignment ?? ''
      const before = open.get(subject)
      if (event.type === opens && !before) open.set(subject, toPause(kind, event))
      else if (before && closes(event)) {
        found.push({ ...before, to: event.at, planned: false })
        open.delete(subject)
      }
    }
    return [...found, ...open.values()]
  }
}

/** A planned end stands in for the real one until that is known. */
function toPause(kind: PauseKind, { at, data, reason }: CaseEvent): Pause {
  const until = typeof data.until === 'number' && data.until > at ? data.until : null
  return { kind, from: at, to: until, planned: until !== null, name: reason?.text || undefined }
}

const closedBy =
  (...types: readonly string[]) =>
  ({ type }: CaseEvent) =>
    types.includes(type)

const BOUNDS: Record<PauseKind, { opens: string; closes: (event: CaseEvent) => boolean }> = {
  suspension: { opens: 'case.suspended', closes: closedBy('case.resumed') },
  supplement: { opens: 'case.returnedToTown', closes: closedBy('case.supplemented') },
  consultation: { opens: 'case.consultationOpened', closes: closedBy('case.consultationClosed') },
  adjudication: { opens: 'case.adjudicationOpened', closes: closedBy('case.adjudicated') },
  'return-review': {
    opens: 'assignment.returnRequested',
    closes: ({ type, data }) =>
      type === 'assignment.returned' ||
      type === 'assignment.returnRefused' ||
      ((type === 'request.withdrawn' || type === 'request.expired') && data.kind === 'return'),
  },
}
const OPENING: ReadonlySet<string> = new Set(Object.values(BOUNDS).map((bounds) => bounds.opens))
const NONE: readonly Pause[] = []

function concerns(event: CaseEvent | undefined, subject: Subject): boolean {
  if (!event) return false
  if (subject.order !== undefined)
    return event.type.startsWith('order.') ? event.data.id === subject.id : event.at >= subject.createdAt && event.type.startsWith('case.')
  if (event.assignment === subject.id) return true
  return event.at >= subject.createdAt && (event.assignment === undefined || event.type.startsWith('case.'))
}

const NO_FACTS: Facts = {}
