import { checkCondition } from '../condition/check.ts'
import type { Condition } from '../condition/schema.ts'
import type { Vocabulary } from '../condition/vocabulary.ts'
import { LEDGER_ENDS, type Ledger } from '../ledger/schema.ts'
import { ledgerVocabulary } from '../ledger/vocabulary.ts'
import { checkEffect } from './check-effect.ts'
import { checkLedgerClocks } from './check-ledger-clock.ts'
import { checkApprovalRule } from './check-approval.ts'
import { finding, type Finding } from './finding-codes.ts'
import { fieldsOfLedger, missingField, reachedStates, type LedgerFields } from './ledger-fields.ts'
import { ids } from './check-reference.ts'
import type { Policy } from './schema.ts'

/** Ledgers: every state entered and left, somebody for every step, clocks that stop, fields that exist, effects that can come about. */
export function checkLedgers(policy: Policy): Finding[] {
  return (policy.ledgers ?? []).flatMap((ledger, index) => {
    const at = `/ledgers/${index}`
    const fields = fieldsOfLedger(policy, ledger)
    return [
      ...checkReferences(policy, ledger, at),
      ...checkStates(ledger, at),
      ...checkSteps(ledger, at),
      ...checkFields(ledger, fields, at),
      ...(ledger.approvals ?? []).flatMap((rule, i) =>
        checkApprovalRule(rule, `${at}/approvals/${i}`, {
          flow: ledger.name,
          used: ledger.states.some((state) => state.approval === rule.id),
        }),
      ),
      ...checkApprovalStates(ledger, at),
      ...checkConsultation(ledger, at),
      ...checkLedgerClocks(ledger, fields, at),
      ...checkEffect(policy, ledger, at),
      ...checkConditions(ledger, ledgerVocabulary(policy, ledger), at),
    ]
  })
}

function checkReferences(policy: Policy, ledger: Ledger, at: string): Finding[] {
  const must = (kind: 'form' | 'state' | 'clock', known: ReadonlySet<string>, id: string | undefined, where: string): Finding[] =>
    id === undefined || known.has(id) ? [] : [finding('policy.reference.missing', `${at}${where}`, { kind, id })]
  const [forms, states, clocks] = [ids(policy.forms), ids(ledger.states), ids(ledger.clocks ?? [])]
  const each = (list: readonly string[] | undefined, where: string) =>
    (list ?? []).flatMap((id, i) => must('state', states, id, `${where}/${i}`))
  return [
    ...must('form', forms, ledger.form, '/form'),
    ...must('state', states, ledger.open.state, '/open/state'),
    ...ledger.steps.flatMap((step, i) => [
      ...each(step.from, `/steps/${i}/from`),
      ...must('state', states, step.to, `/steps/${i}/to`),
      ...must('form', forms, step.form, `/steps/${i}/form`),
    ]),
    ...(ledger.clocks ?? []).flatMap((clock, i) => [
      ...each(clock.from, `/clocks/${i}/from`),
      ...each(clock.until, `/clocks/${i}/until`),
      ...each(clock.pauseIn, `/clocks/${i}/pauseIn`),
    ]),
    ...must('state', states, ledger.consultation?.state, '/consultation/state'),
    ...(ledger.supervision ?? []).flatMap((rule, i) => must('clock', clocks, rule.clock, `/supervision/${i}/clock`)),
    ...must('clock', clocks, ledger.writeOff?.clock, '/writeOff/clock'),
  ]
}

function checkStates(ledger: Ledger, at: string): Finding[] {
  const reached = reachedStates(ledger)
  const ends = new Set(ledger.states.filter((state) => LEDGER_ENDS.includes(state.phase)).map((state) => state.id))
  const mayEnd = new Set(ends)
  for (let before = -1; before !== mayEnd.size;) {
    before = mayEnd.size
    for (const step of ledger.steps) if (mayEnd.has(step.to)) for (const from of step.from) mayEnd.add(from)
  }
  const found = ledger.states.flatMap((state, index) => {
    const where = `${at}/states/${index}`
    const named = { state: state.name }
    if (!reached.has(state.id)) return [finding('policy.ledger.state-unreachable', where, named)]
    if (ends.has(state.id)) return []
    if (!ledger.steps.some((step) => step.from.includes(state.id) && step.to !== state.id))
      return [finding('policy.ledger.dead-end', where, named)]
    return mayEnd.has(state.id) ? [] : [finding('policy.ledger.no-way-to-end', where, named)]
  })
  const isDone = ledger.states.some((state) => state.phase === 'DONE' && reached.has(state.id))
  return isDone ? found : [...found, finding('policy.ledger.never-done', `${at}/states`, {})]
}

/** A state that is sent for approval goes on by steps of the system that read the result: without one for each, entries wait for ever. */
function checkApprovalStates({ states, steps, approvals = [] }: Ledger, at: string): Finding[] {
  return states.flatMap(({ id, name, approval }, index) => {
    if (approval === undefined) return []
    const where = `${at}/states/${index}/approval`
    if (!ids(approvals).has(approval)) return [finding('policy.reference.missing', where, { kind: 'approval', id: approval })]
    const goesOn = steps.some((step) => step.from.includes(id) && step.by.includes('system') && step.when !== undefined)
    return goesOn ? [] : [finding('policy.ledger.approval-stops', where, { state: name })]
  })
}

function checkSteps(ledger: Ledger, at: string): Finding[] {
  return ledger.steps.flatMap((step, index) => {
    const alone = step.by.includes('system') && step.when === undefined
    const nowhere = step.unit === 'named' && step.unitField === undefined
    return alone || nowhere ? [finding('policy.ledger.step-nobody', `${at}/steps/${index}`, { step: step.name })] : []
  })
}

function checkFields(ledger: Ledger, fields: LedgerFields, at: string): Finding[] {
  const { consultation } = ledger
  return [
    ...missingField(fields, ledger.titleField, `${at}/titleField`),
    ...hiddenTitle(fields, ledger, at),
    ...missingField(fields, ledger.ownerField, `${at}/ownerField`),
    ...ledger.steps.flatMap((step, i) => missingField(fields, step.unitField, `${at}/steps/${i}/unitField`)),
    ...missingField(fields, consultation?.unitsField, `${at}/consultation/unitsField`),
    ...missingField(fields, consultation?.itemField, `${at}/consultation/itemField`),
    ...missingField(fields, consultation?.vetoField, `${at}/consultation/vetoField`),
  ]
}

/** The title of an entry stands in lists and messages. */
function hiddenTitle(fields: LedgerFields, ledger: Ledger, at: string): Finding[] {
  const field = ledger.titleField ?? 'title'
  const isListed = fields.get(field)?.['x-see'] !== undefined
  return isListed ? [finding('form-schema.see-listed', ledger.titleField === undefined ? at : `${at}/titleField`, { field })] : []
}

function checkConsultation({ consultation }: Ledger, at: string): Finding[] {
  if (!consultation) return []
  const { units, unitsField, itemField, vetoField, veto, silence } = consultation
  const asks = (units?.length ?? 0) > 0 || [unitsField, itemField, vetoField].some((field) => field !== undefined)
  return [
    ...(asks ? [] : [finding('policy.ledger.consultation-nobody', `${at}/consultation`)]),
    ...(veto === 'field' && vetoField === undefined ? [finding('policy.ledger.veto-field', `${at}/consultation/veto`)] : []),
    ...(silence === 'agree' ? [finding('policy.ledger.silence-agrees', `${at}/consultation/silence`)] : []),
  ]
}

function checkConditions(ledger: Ledger, vocabulary: Vocabulary, at: string): Finding[] {
  const check = (condition: Condition | undefined, where: string): Finding[] =>
    condition === undefined
      ? []
      : checkCondition(condition, vocabulary).map((problem) => finding(problem.code, `${at}${where}${problem.at}`, problem.params))
  return [
    ...ledger.steps.flatMap((step, i) => check(step.when, `/steps/${i}/when`)),
    ...(ledger.clocks ?? []).flatMap((clock, i) =>
      (clock.goals ?? []).flatMap((goal, j) => check(goal.when, `/clocks/${i}/goals/${j}/when`)),
    ),
    ...(ledger.supervision ?? []).flatMap((rule, i) => check(rule.when, `/supervision/${i}/when`)),
  ]
}
