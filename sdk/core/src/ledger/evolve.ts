import { foldApproval } from '../approval/fold.ts'
import { copiedBy } from '../copy/copy-to.ts'
import type { EntryConsultation, EntryEvent, LedgerEntry, ListChangeOrder, PermissionGrant } from './event.ts'
import { LEDGER_ENDS } from './schema.ts'

/** What `entry.opened` carries. */
export type Opened = Pick<LedgerEntry, 'id' | 'number' | 'policy' | 'ledger' | 'title' | 'owner' | 'author' | 'form'>

/** Folds one event into a ledger entry. Total: an event of a known type never fails, so every stored history can be replayed. */
export function evolveLedgerEntry(before: LedgerEntry | undefined, event: EntryEvent): LedgerEntry {
  return apply(before ? advance(before, event) : begin(event), event)
}

/** The entry its events left behind; `undefined` before the first. */
export function replayLedgerEntry(events: readonly EntryEvent[]): LedgerEntry | undefined {
  let entry: LedgerEntry | undefined
  for (const event of events) entry = evolveLedgerEntry(entry, event)
  return entry
}

function begin(event: EntryEvent): LedgerEntry {
  const { id, number, policy, ledger, title, owner, author, form } = event.data as Opened
  return {
    id,
    number,
    policy,
    ledger,
    title,
    owner,
    author,
    form: form ?? {},
    version: event.seq,
    state: event.to?.state ?? '',
    phase: event.to?.phase ?? 'OPEN',
    round: 1,
    card: 'none',
    level: 0,
    createdBy: event.by.person,
    openedAt: event.at,
  }
}

function advance(before: LedgerEntry, event: EntryEvent): LedgerEntry {
  const { to } = event
  if (!to) return { ...before, version: event.seq }
  const sentBack = before.phase === 'REVIEW' && (to.phase === 'OPEN' || to.phase === 'DOING')
  return {
    ...before,
    version: event.seq,
    state: to.state,
    phase: to.phase,
    round: before.round + (sentBack ? 1 : 0),
    endedAt: LEDGER_ENDS.includes(to.phase) ? event.at : undefined,
  }
}

function apply(entry: LedgerEntry, event: EntryEvent): LedgerEntry {
  const { data, at } = event
  switch (event.type) {
    case 'entry.moved':
    case 'entry.supplemented':
      return {
        ...entry,
        ...(typeof data.title === 'string' && { title: data.title }),
        form: { ...entry.form, ...(data.form as object) },
        owner: (data.owner as string) ?? entry.owner,
      }
    case 'entry.effected':
      return {
        ...entry,
        ...(data.permission !== undefined && { permission: data.permission as PermissionGrant }),
        ...(data.listChange !== undefined && { listChange: data.listChange as ListChangeOrder }),
      }
    case 'entry.copied':
      return { ...entry, copies: [...(entry.copies ?? []), ...copiedBy(event)] }
    case 'consultation.opened':
      return {
        ...entry,
        consultation: {
          number: (entry.consultation?.number ?? 0) + 1,
          openedAt: at,
          units: (data.units as string[]) ?? [],
          veto: (data.veto as string[]) ?? [],
          answers: [],
          silent: [],
        },
      }
    case 'consultation.answered':
      return withConsultation(entry, (before) => ({
        ...before,
        answers: [...before.answers, { ...(data as EntryConsultation['answers'][number]), at, by: event.by.name }],
      }))
    case 'consultation.ended':
      return withConsultation(entry, (before) => ({ ...before, endedAt: at, silent: (data.silent as string[]) ?? [] }))
    case 'card.issued':
      return {
        ...entry,
        card: heavier(entry.card, data.card as LedgerEntry['card']),
        level: Math.max(entry.level, Number(data.level ?? 0)),
      }
    default:
      return event.type.startsWith('approval.') ? { ...entry, approvals: foldApproval(entry.approvals ?? [], event) } : entry
  }
}

function withConsultation(entry: LedgerEntry, change: (before: EntryConsultation) => EntryConsultation): LedgerEntry {
  return entry.consultation ? { ...entry, consultation: change(entry.consultation) } : entry
}

const GRAVITY: readonly LedgerEntry['card'][] = ['none', 'white', 'yellow', 'red']

function heavier(before: LedgerEntry['card'], issued: LedgerEntry['card']): LedgerEntry['card'] {
  return GRAVITY.indexOf(issued) > GRAVITY.indexOf(before) ? issued : before
}
