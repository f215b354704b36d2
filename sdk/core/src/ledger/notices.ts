import { toldOfApproval, type Told } from '../approval/told.ts'
import { toldOfCopy } from '../copy/told.ts'
import { ROLES, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import { stateName, unitsIn } from './permit.ts'
import type { Ledger, LedgerStep } from './schema.ts'
import { ledgerOf } from './turn.ts'

/** Something to tell everybody of a role; of one unit, where the role belongs to one; or one person alone. */
export type EntryNotice = { event: EntryEvent['type']; role: Role; unit: string | null; person?: string; text: string }

/**
 * Who is told what about events of an entry: those who can act next when it enters a state, those a step names, consulted units,
 * and those a supervision rule names. Each role of a unit is told one thing once.
 */
export function composeEntryNotices(policy: Pick<Policy, 'ledgers'>, entry: LedgerEntry, added: readonly EntryEvent[]): EntryNotice[] {
  const ledger = ledgerOf(policy, entry.ledger)
  if (!ledger) return []
  const told = added.flatMap((event) => noticesOf(ledger, entry, event))
  return [...new Map(told.map((one) => [[one.role, one.unit, one.person, one.text].join(' '), one])).values()]
}

function noticesOf(ledger: Ledger, entry: LedgerEntry, event: EntryEvent): EntryNotice[] {
  const about = `${ledger.name}：${entry.title}（${entry.number}）`
  const tell = (roles: readonly Role[], units: readonly string[], words: string): EntryNotice[] =>
    roles.flatMap((role): EntryNotice[] =>
      isBound(role)
        ? units.map((unit) => ({ event: event.type, role, unit, text: `${about}${words}` }))
        : [{ event: event.type, role, unit: null, text: `${about}${words}` }],
    )
  switch (event.type) {
    case 'entry.opened':
    case 'entry.moved': {
      const state = event.to?.state ?? ''
      const words = `，现为“${stateName(ledger, state)}”`
      const next = ledger.steps
        .filter((step) => step.from.includes(state))
        .flatMap((step) => tell(rolesOf(step), unitsOf(step, entry), words))
      const step = ledger.steps.find((one) => one.id === event.step)
      return [...next, ...tell(step?.notify ?? [], [entry.owner], words)]
    }
    case 'consultation.opened':
      return tell(ledger.consultation?.by ?? [], unitsIn(event.data.units), `，请答复${ledger.consultation?.name ?? ''}`)
    case 'approval.passed':
    case 'approval.failed':
      return tell(
        nextRoles(ledger, entry),
        [entry.owner],
        `，${text(event.data.name)}${event.type === 'approval.passed' ? '通过' : '未通过'}`,
      )
    case 'clock.warned':
      return tell(nextRoles(ledger, entry), [entry.owner], `，“${text(event.data.name)}”将到期`)
    case 'clock.breached':
      return tell(nextRoles(ledger, entry), [entry.owner], `，“${text(event.data.name)}”已超期`)
    case 'entry.copied':
      return toldOfCopy(event).map(({ what, ...told }) => ({ ...told, event: event.type, text: `${about}，${what}` }))
    case 'card.issued':
      return tell((event.data.notify as Role[] | undefined) ?? [], [entry.owner], `：${text(event.data.name)}`)
    default:
      return seats(ledger, entry, event, about)
  }
}

const ASKS: Record<Told['asks'], (name: string) => string> = {
  sign: (name) => `，请办理${name}`,
  advise: (name) => `，${name}请您先提意见`,
  change: (name) => `，${name}已退回，请修改后再送审`,
  read: (name) => `，${name}抄送您阅知`,
}

/** Whose turn an approval has become, and those it is copied to. */
function seats(ledger: Ledger, { approvals = [] }: LedgerEntry, event: EntryEvent, about: string): EntryNotice[] {
  const approval = approvals.find((one) => one.id === event.data.approval)
  const rule = ledger.approvals?.find((one) => one.id === approval?.rule)
  if (!approval || !rule) return []
  return toldOfApproval(rule, approval, event).map(({ role, unit, person, asks }) => ({
    event: event.type,
    role,
    unit: unit ?? null,
    ...(person !== undefined && { person }),
    text: `${about}${ASKS[asks](rule.name)}`,
  }))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function nextRoles(ledger: Ledger, entry: LedgerEntry): Role[] {
  return ledger.steps
    .filter((step) => step.from.includes(entry.state))
    .flatMap(rolesOf)
    .filter(isBound)
}

function rolesOf(step: LedgerStep): Role[] {
  return step.by.filter((role): role is Role => role !== 'system')
}

function unitsOf(step: LedgerStep, entry: LedgerEntry): string[] {
  if (step.unit === 'author') return [entry.author]
  if (step.unit === 'named') return step.unitField === undefined ? [] : unitsIn(entry.form[step.unitField])
  // A step open to any unit is told to the responsible one: telling everybody would be telling nobody.
  return [entry.owner]
}

function isBound(role: Role): boolean {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department' || side === 'called'
}
