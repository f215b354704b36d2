import type { CaseEvent } from '../case/event.ts'
import type { Facts } from '../condition/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { clockFacts } from './facts.ts'
import type { Pause } from './pause.ts'
import type { ClockRule } from './schema.ts'

export type PauseKind = NonNullable<ClockRule['pauseBy']>[number]

/** Whose clock it is: the case, or one assignment from its creation on. */
export type Subject = { readonly id: string; readonly unit?: string; readonly role?: 'lead' | 'cooperating'; readonly createdAt: Instant }

/** The events of one case as clocks read them; what is costly is read when first asked for. */
export class ClockHistory {
  readonly events: readonly CaseEvent[]
  readonly case: Subject
  readonly town: string | undefined
  readonly assignments: readonly Subject[]
  readonly #submitted: CaseEvent | undefined
  readonly #pauses = new Map<string, readonly Pause[]>()
  /** Facts after single events, for conditions that read more than the whistle. */
  readonly #facts = new Map<string, Facts>()
  #changesWhistle = false
  #pausesAtAll = false

  constructor(events: readonly CaseEvent[]) {
    this.events = events
    const assignments: Subject[] = []
    for (const event of events) {
      const { type, assignment, unit, at, data } = event
      if (type === 'case.submitted') this.#submitted ??= event
      else if (type === 'assignment.created' && assignment !== undefined)
        assignments.push({ id: assignment, unit, createdAt: at, role: data.role === 'cooperating' ? 'cooperating' : 'lead' })
      else if (type === 'case.supplemented' || type === 'case.levelChanged') this.#changesWhistle = true
      if (OPENING.has(type)) this.#pausesAtAll = true
    }
    const id = this.#submitted?.data.id
    const town = this.#submitted?.data.town
    this.case = { id: typeof id === 'string' ? id : 'case', createdAt: events[0]?.at ?? 0 }
    this.town = typeof town === 'string' ? town : undefined
    this.assignments = assignments
  }

  /** Facts just after the event at `index`. Conditions that read only the whistle are answered from its submission unless it changed. */
  facts(index: number, assignment: Subject | undefined, readsProgress: boolean): Facts {
    if (!readsProgress && !this.#changesWhistle) return whistleFacts(this.#submitted, assignment)
    const key = `${index}/${assignment?.id ?? ''}`
    let facts = this.#facts.get(key)
    if (!facts) {
      facts = clockFacts(this.events.slice(0, index + 1), assignment?.id)
      this.#facts.set(key, facts)
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

/** The part of `clockFacts` that the submission fixes. */
function whistleFacts(submitted: CaseEvent | undefined, assignment: Subject | undefined): Facts {
  if (!submitted) return NO_FACTS
  const { form, ...whistle } = submitted.data
  return assignment ? { case: whistle, form, assignment: { unit: assignment.unit, role: assignment.role } } : { case: whistle, form }
}
const NO_FACTS: Facts = {}
