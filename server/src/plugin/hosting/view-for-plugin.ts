import { DAY, flowOf, formatInstant, stateName, type Case, type CaseEvent, type Clock, type Policy } from '@shaotai/core'
import type { AssignmentView, CaseView, EventName, EventPayload, FileRef, Manifest, Place, UnitRef } from '@shaotai/plugin'
import { EVENT_VERSION } from '@shaotai/plugin'
import { showForm, type Shown } from './personal-fields.ts'

/** What is known beside the case itself. */
export type Surroundings = {
  readonly policy: Policy
  readonly manifest: Manifest
  readonly unit: (id: string) => string | undefined
  /** Number at the source, when a plugin brought the case. */
  readonly externalId?: string | undefined
  /** The next thing due, if clocks were computed. */
  readonly clocks?: readonly Clock[]
}

/** A case as a plugin may see it, and the personal data it thereby sees. */
export function viewForPlugin(state: Case, around: Surroundings): { readonly view: CaseView; readonly shown: Shown } {
  const { policy } = around
  const category = policy.categories.find(({ id }) => id === state.category)
  const flow = flowOf(policy, state.category)
  const at = instants(policy)
  const { form, shown } = showForm(
    around.manifest,
    policy.forms.find(({ id }) => id === category?.form),
    state.form,
  )
  const due = nextDue(around.clocks ?? [])
  const place = placeOf(form)
  const view: CaseView = {
    id: state.id,
    number: state.number,
    title: state.title,
    category: state.category,
    categoryName: category?.name ?? state.category,
    ...(state.level !== undefined && { level: state.level }),
    ...(state.item !== undefined && { item: state.item }),
    ...(state.source !== undefined && { source: state.source }),
    ...(around.externalId !== undefined && { externalId: around.externalId }),
    town: unitRef(around, state.town),
    phase: state.phase,
    state: state.state,
    stateName: flow ? stateName(flow, state.state) : state.state,
    emergency: state.emergency,
    suspended: state.suspended,
    card: state.card,
    round: state.round,
    version: state.version,
    submittedAt: at(state.submittedAt),
    ...(state.closedAt !== undefined && { closedAt: at(state.closedAt) }),
    ...(due?.dueAt != null && { due: { at: at(due.dueAt), name: due.name } }),
    ...(place && { place }),
    form,
    assignments: state.assignments.map((one) => assignmentView(one, around, at)),
    attachments: filesIn(state.form),
  }
  return { view, shown }
}

/** An event as plugins hear it; `state` is the case right after it. */
export function payloadOf(event: CaseEvent, state: Case, around: Surroundings): { readonly payload: EventPayload; readonly shown: Shown } {
  const { view, shown } = viewForPlugin(state, around)
  const at = instants(around.policy)
  const payload = {
    version: EVENT_VERSION,
    id: `${state.id}/${event.seq}`,
    name: event.type as EventName,
    at: at(event.at),
    seq: event.seq,
    by: {
      id: event.by.person,
      name: event.by.name,
      ...(event.by.unit !== '' && { unit: unitRef(around, event.by.unit) }),
    },
    case: view,
    ...(event.assignment !== undefined && { assignment: event.assignment }),
    ...(event.reason && { reason: event.reason.text }),
    data: dataOf(event, state, around, at),
  }
  return { payload: payload as EventPayload, shown }
}

type At = (instant: number) => string

function instants(policy: Policy): At {
  const offset = policy.calendars.find(({ id }) => id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  return (instant) => formatInstant(instant, offset)
}

function unitRef({ unit }: Surroundings, id: string): UnitRef {
  return { id, name: unit(id) ?? id }
}

function assignmentView(one: Case['assignments'][number], around: Surroundings, at: At): AssignmentView {
  const reply = one.replies.at(-1)
  return {
    id: one.id,
    unit: unitRef(around, one.unit),
    role: one.role,
    phase: one.phase,
    round: one.round,
    createdAt: at(one.createdAt),
    ...(one.signedAt !== undefined && { signedAt: at(one.signedAt) }),
    ...(one.arrivedAt !== undefined && { arrivedAt: at(one.arrivedAt) }),
    ...(one.doneAt !== undefined && { doneAt: at(one.doneAt) }),
    ...(reply && { reply: { at: at(reply.at), form: replyForm(around, reply.form) } }),
  }
}

/** Replies are filled in by one of the county's forms; which one is not kept, so every form's personal fields are masked. */
function replyForm({ policy, manifest }: Surroundings, data: Case['form']): Record<string, unknown> {
  return policy.forms.reduce<Record<string, unknown>>((masked, form) => {
    const own = Object.keys((form.schema['properties'] ?? {}) as object).some((name) => Object.hasOwn(data, name))
    return own ? showForm(manifest, form, masked).form : masked
  }, data)
}

function nextDue(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter(({ status, dueAt }) => status === 'running' && dueAt !== null && dueAt < Number.MAX_SAFE_INTEGER - DAY)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
}

function placeOf(form: Readonly<Record<string, unknown>>): Place | undefined {
  for (const value of Object.values(form))
    if (typeof value === 'object' && value !== null && typeof (value as Place).address === 'string') return value as Place
  return undefined
}

function filesIn(form: Readonly<Record<string, unknown>>): FileRef[] {
  return Object.values(form).flatMap((value) =>
    Array.isArray(value)
      ? value.filter((one): one is FileRef => isFile(one)).map(({ id, name, type, size }) => ({ id, name, type, size }))
      : [],
  )
}

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && /^[0-9a-f]{64}$/.test(String((value as { id?: unknown }).id))
}

/** What single events tell beyond the case: only what the promise names, in its words. */
function dataOf({ type, data, unit, assignment }: CaseEvent, state: Case, around: Surroundings, at: At): Record<string, unknown> {
  const units = (value: unknown) => (Array.isArray(value) ? value.map((id) => unitRef(around, String(id))) : [])
  const own = unit ?? state.assignments.find(({ id }) => id === assignment)?.unit
  const ownUnit = own === undefined ? {} : { unit: unitRef(around, own) }
  switch (type) {
    case 'case.dispatched':
      return { lead: unitRef(around, textOf(data['lead'])), cooperating: units(data['cooperating']) }
    case 'case.levelChanged':
      return pick(data, ['from', 'to'])
    case 'case.merged':
      return { into: textOf((data['target'] as { case?: unknown } | undefined)?.case) }
    case 'case.suspended':
      return typeof data['until'] === 'number' ? { until: at(data['until']) } : {}
    case 'case.closed':
      return resultOf(state)
    case 'assignment.done':
      return { ...ownUnit, ...resultOf(state, assignment) }
    case 'assignment.extended':
      return ownUnit
    case 'request.opened':
      return pick(data, ['kind'])
    case 'request.decided':
      return { ...pick(data, ['kind']), approved: data['approved'] === true || data['approve'] === true }
    case 'clock.warned':
    case 'clock.breached':
      return {
        clock: textOf(data['clock']),
        name: textOf(data['name'] ?? data['clock']),
        ...ownUnit,
        due: at(Number(data['dueAt'] ?? data['due'] ?? 0)),
      }
    case 'card.issued':
    case 'card.withdrawn':
      return { card: textOf(data['card'] ?? data['colour']), unit: unitRef(around, textOf(data['unit'] ?? own)) }
    case 'urge.sent':
      return { to: units(data['units']) }
    default:
      return {}
  }
}

function resultOf(state: Case, assignment?: string): Record<string, unknown> {
  const replies = state.assignments.filter(({ id }) => assignment === undefined || id === assignment).flatMap(({ replies }) => replies)
  const form = replies.at(-1)?.form
  const result = form?.['result'] ?? form?.['text'] ?? form?.['description']
  return typeof result === 'string' ? { result } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function pick(data: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])))
}
