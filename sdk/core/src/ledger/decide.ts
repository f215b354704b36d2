import { checkReason } from '../case/permit.ts'
import { holds } from '../condition/evaluate.ts'
import { signatureOf, SYSTEM } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { EntryCommand, EntryCommandData, EntryCommandName, EntrySystemCommand } from './command.ts'
import { cancelLeftApprovals, entryApprovalActs, openEntryApproval, settleApproval } from './approve.ts'
import { copyEntry } from './copy.ts'
import { answerConsultation, endConsultation, openConsultation } from './consult.ts'
import { decideEffect } from './effect.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import { evolveLedgerEntry, type Opened } from './evolve.ts'
import { entryFacts } from './facts.ts'
import { enterState, permitEntryStep, roleNames, titleOf, unitsIn } from './permit.ts'
import type { Ledger, LedgerStep } from './schema.ts'
import { fireEntryClock } from './supervise.ts'
import { ledgerOf, type LedgerContext, type EntryDraft, type LedgerTurn } from './turn.ts'

/**
 * Decides a command on a ledger entry: the events that follow, or why not. Pure, like `decide` of a case. Steps of the system whose
 * condition holds follow in the same decision. Refusals: `ledger.version.stale`, `ledger.unknown`, `ledger.retired`, `ledger.open.*`,
 * `ledger.step.*`, `ledger.consultation.*`, `ledger.copy.*`, `case.copy.*`, `case.approval.*`, `case.resolution.*`, `ledger.effect.*`, `case.reason.*`.
 */
export function decideLedgerEntry(
  context: LedgerContext,
  current: LedgerEntry | undefined,
  command: EntryCommand | EntrySystemCommand,
): Result<EntryEvent[]> {
  const expected = 'expectedVersion' in command ? command.expectedVersion : undefined
  if (current && expected !== undefined && expected !== current.version)
    return fail(refuse('ledger.version.stale', { expected, actual: current.version }))
  const opening = command.name === 'open' || command.name === 'propose'
  const ledger = ledgerOf(context.policy, current?.ledger ?? (opening ? command.data.ledger : ''))
  if (!ledger) return fail(refuse('ledger.unknown', {}, { at: '/ledger' }))
  if (opening) {
    const bySystem = command.name === 'propose'
    const opened = current ? fail(refuse('ledger.open.exists', {})) : open(context, ledger, command.data, bySystem)
    return opened.ok ? settle(context, ledger, undefined, opened.value, bySystem) : opened
  }
  if (!current) return fail(refuse('ledger.unknown', {}))
  const turn = { context, entry: current, ledger }
  const drafts = command.name === 'fireClock' ? ok(fireEntryClock(turn, command.data.timer)) : act(turn, command)
  return drafts.ok ? settle(context, ledger, current, drafts.value, command.name === 'fireClock') : drafts
}

type Acts = { [N in Exclude<EntryCommandName, 'open'>]: (turn: LedgerTurn, data: EntryCommandData<N>) => Result<EntryDraft[]> }

function act(turn: LedgerTurn, { name, data }: Exclude<EntryCommand, { name: 'open' }>): Result<EntryDraft[]> {
  const acts: Acts = { ...entryApprovalActs, take, answer: answerConsultation, copy: copyEntry }
  // The name chooses the act and its data alike.
  return (acts[name] as (turn: LedgerTurn, data: unknown) => Result<EntryDraft[]>)(turn, data)
}

function open(context: LedgerContext, ledger: Ledger, { form }: EntryCommandData<'open'>, bySystem: boolean): Result<EntryDraft[]> {
  const { actor, identity, policyHash } = context
  if (ledger.retired) return fail(refuse('ledger.retired', { name: ledger.name }))
  const role = bySystem ? undefined : ledger.open.by.find((one) => actor.roles.includes(one))
  if (!role && !bySystem) return fail(refuse('ledger.open.not-your-role', { name: ledger.name, roles: roleNames(ledger.open.by) }))
  if (!identity) return fail(refuse('ledger.unknown', {}))
  const owner = ledger.ownerField === undefined ? actor.unit : unitsIn(form[ledger.ownerField])[0]
  if (owner === undefined) return fail(refuse('ledger.open.no-owner', {}, { at: `/form/${ledger.ownerField}` }))
  const data: Opened = {
    ...identity,
    policy: policyHash,
    ledger: ledger.id,
    title: titleOf(ledger, form),
    owner,
    author: actor.unit,
    form,
  }
  return ok([{ type: 'entry.opened', ...(role && { as: role }), to: enterState(ledger, ledger.open.state), data }])
}

function take(turn: LedgerTurn, { step: id, form, reason }: EntryCommandData<'take'>): Result<EntryDraft[]> {
  const permit = permitEntryStep(turn, id)
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const given = checkReason(step, reason)
  if (!given.ok) return given
  if (form && step.form === undefined) return fail(refuse('ledger.step.no-form', { step: step.name }, { at: '/form' }))
  return ok([{ ...moved(turn, step, form), as: role, ...(given.value && { reason: given.value }) }])
}

/** The move itself. A step's form that names another responsible unit hands the entry over. */
function moved({ ledger }: Pick<LedgerTurn, 'ledger'>, step: LedgerStep, form?: Record<string, unknown>): EntryDraft {
  const owner = ledger.ownerField === undefined || !form ? undefined : unitsIn(form[ledger.ownerField])[0]
  return {
    type: 'entry.moved',
    step: step.id,
    to: enterState(ledger, step.to),
    data: { name: step.name, ...(form && { form }), ...(owner !== undefined && { owner }) },
  }
}

/** Numbers and signs the events, and adds what follows by itself: a consultation, the effect, steps of the system. */
function settle(
  context: LedgerContext,
  ledger: Ledger,
  current: LedgerEntry | undefined,
  drafts: readonly EntryDraft[],
  bySystem = false,
): Result<EntryEvent[]> {
  const events: EntryEvent[] = []
  let entry = current
  const append = (draft: EntryDraft, derived: boolean) => {
    const event: EntryEvent = {
      ...draft,
      seq: (entry?.version ?? 0) + 1,
      at: context.now,
      by: derived ? SYSTEM : signatureOf(context.actor),
    }
    events.push(event)
    entry = evolveLedgerEntry(entry, event)
  }
  // The last answer ends a consultation, which is nobody's act.
  for (const draft of drafts) append(draft, bySystem || draft.type === 'consultation.ended')
  let arrived = entry?.state !== current?.state
  const sender = !bySystem && arrived ? signatureOf(context.actor) : undefined
  // Each derived step enters another state; a ledger whose system steps form a ring stops after its own length.
  for (let turns = 0; entry && turns <= ledger.states.length; turns++) {
    const turn: LedgerTurn = { context, entry, ledger }
    if (arrived) {
      if (isLeft(ledger, entry)) for (const draft of endConsultation(entry)) append(draft, true)
      for (const draft of [...cancelLeftApprovals(entry), ...openConsultation(turn, entry.state), ...openEntryApproval(turn, sender)])
        append(draft, true)
      const effect = entry.phase === 'DONE' ? decideEffect(ledger, entry) : ok([])
      if (!effect.ok) return effect
      for (const draft of effect.value) append(draft, true)
    }
    for (const draft of settleApproval({ context, entry, ledger })) append(draft, true)
    const step = systemStep(ledger, entry)
    if (!step) break
    const before = entry.state
    append(moved(turn, step), true)
    arrived = entry.state !== before
  }
  return ok(events)
}

/** Whether the entry went on while its units were still being asked. */
function isLeft({ consultation: rule }: Ledger, { consultation, state }: LedgerEntry): boolean {
  return consultation !== undefined && consultation.endedAt === undefined && rule?.state !== state
}

function systemStep(ledger: Ledger, entry: LedgerEntry): LedgerStep | undefined {
  const facts = entryFacts(ledger, entry)
  return ledger.steps.find(
    (step) => step.by.includes('system') && step.from.includes(entry.state) && step.when !== undefined && holds(step.when, facts),
  )
}
