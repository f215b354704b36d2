import { findItem } from '../case/route.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { EntryCommandData } from './command.ts'
import type { LedgerEntry } from './event.ts'
import { unitsIn } from './permit.ts'
import type { EntryDraft, LedgerTurn } from './turn.ts'

/**
 * Who is asked when the entry enters the state of the ledger's consultation, and who of them may veto; nothing in other states.
 * The responsible units of the list item are asked besides those named. Without anybody to ask it ends at once.
 */
export function openConsultation({ context, entry, ledger }: LedgerTurn, state: string): EntryDraft[] {
  const rule = ledger.consultation
  if (!rule || rule.state !== state) return []
  const item = findItem(context.policy, rule.itemField === undefined ? undefined : unitsIn(entry.form[rule.itemField])[0])
  const named = rule.unitsField === undefined ? [] : unitsIn(entry.form[rule.unitsField])
  const vetoing = rule.veto === 'field' && rule.vetoField !== undefined ? unitsIn(entry.form[rule.vetoField]) : []
  const units = [...new Set([...(rule.units ?? []), ...named, ...vetoing, ...(item ? [item.lead, ...item.cooperating] : [])])]
  const veto = rule.veto === 'all' ? units : vetoing
  const opened: EntryDraft = { type: 'consultation.opened', data: { units, veto, name: rule.name } }
  return units.length === 0 ? [opened, { type: 'consultation.ended', data: { silent: [] } }] : [opened]
}

/**
 * A consulted unit answers, once. Refusals: `ledger.consultation.not-open`, `.not-asked`, `.not-your-role`, `.twice`,
 * `.words-required` for a disagreement or comment without words.
 */
export function answerConsultation(turn: LedgerTurn, { answer, text = '' }: EntryCommandData<'answer'>): Result<EntryDraft[]> {
  const { entry } = turn
  const permit = permitAnswer(turn)
  if (!permit.ok) return permit
  const words = text.trim()
  if (answer !== 'agree' && words === '') return fail(refuse('ledger.consultation.words-required', {}, { at: '/text' }))
  const { unit } = turn.context.actor
  const answered: EntryDraft = { type: 'consultation.answered', as: permit.value, data: { unit, answer, text: words } }
  const left = waitingUnits(entry).filter((one) => one !== unit)
  return ok(left.length === 0 ? [answered, { type: 'consultation.ended', data: { silent: [] } }] : [answered])
}

/** The role by which the actor may answer now. */
export function permitAnswer({ context, entry, ledger }: LedgerTurn) {
  const { actor } = context
  const { consultation } = entry
  if (!ledger.consultation || !consultation || consultation.endedAt !== undefined) return fail(refuse('ledger.consultation.not-open', {}))
  if (!consultation.units.includes(actor.unit)) return fail(refuse('ledger.consultation.not-asked', {}))
  const role = ledger.consultation.by.find((one) => actor.roles.includes(one))
  if (!role) return fail(refuse('ledger.consultation.not-your-role', {}))
  return waitingUnits(entry).includes(actor.unit) ? ok(role) : fail(refuse('ledger.consultation.twice', {}))
}

/** Time is up: whoever has not answered is stated as silent. */
export function endConsultation(entry: LedgerEntry): EntryDraft[] {
  return [{ type: 'consultation.ended', data: { silent: waitingUnits(entry) } }]
}

/** Consulted units that have not answered. */
export function waitingUnits({ consultation }: LedgerEntry): string[] {
  return (consultation?.units ?? []).filter((unit) => !consultation?.answers.some((one) => one.unit === unit))
}
