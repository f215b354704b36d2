import { fieldsOf } from '../form/fields.ts'
import { proposalLedger } from '../ledger/proposal.ts'
import type { Ledger } from '../ledger/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import { dateField, fieldsOfLedger, missingField, type LedgerFields } from './ledger-fields.ts'
import { ids } from './check-reference.ts'
import type { Policy } from './schema.ts'

/** The effect of a written-off entry reads fields that exist, and an item could be added with what they give. */
export function checkEffect(policy: Policy, ledger: Ledger, at: string): Finding[] {
  const { effect } = ledger
  const fields = fieldsOfLedger(policy, ledger)
  if (!effect) return []
  const where = `${at}/effect`
  if (effect.kind === 'task-admission')
    return [
      ...missingField(fields, effect.tasks, `${where}/tasks`),
      ...missingField(fields, effect.towns, `${where}/towns`),
      ...missingField(fields, effect.item, `${where}/item`),
      ...dateField(fields, effect.from, `${where}/from`),
      ...dateField(fields, effect.to, `${where}/to`),
    ]
  const lacking = (['name', 'domain', 'kind', 'category', 'lead'] as const).filter((key) => effect.fields[key] === undefined)
  return [
    ...missingField(fields, effect.change, `${where}/change`),
    ...missingField(fields, effect.item, `${where}/item`),
    ...dateField(fields, effect.from, `${where}/from`),
    ...Object.entries(effect.fields).flatMap(([key, field]) => missingField(fields, field, `${where}/fields/${key}`)),
    ...(lacking.length > 0 ? [finding('policy.ledger.effect-incomplete', `${where}/fields`, { fields: lacking })] : []),
    ...checkProposal(policy, ledger, `${where}/proposal`),
  ]
}

/** An entry that opens by itself: somebody proposes, this ledger takes it up, and what its form must have is filled. */
function checkProposal(policy: Policy, ledger: Ledger, at: string): Finding[] {
  const { effect } = ledger
  if (effect?.kind !== 'list-change' || !effect.proposal) return []
  const { fixed = [], ...mapping } = effect.proposal
  const form = policy.forms.find((one) => one.id === ledger.form)
  const fields: LedgerFields = fieldsOf(form?.schema, form?.schema)
  // What only a new item is given says nothing of one that is amended.
  const always = Object.entries(mapping).flatMap(([key, field]) => (key === 'name' || key === 'category' ? [] : [field]))
  const filled = new Set([effect.change, ...always, ...fixed.map((one) => one.field)])
  const required: unknown = form?.schema.required
  const needed: unknown[] = [...(Array.isArray(required) ? required : []), ...(ledger.ownerField === undefined ? [] : [ledger.ownerField])]
  const lacking = [...new Set(needed)].filter((field) => typeof field === 'string' && !filled.has(field))
  const proposes = policy.flows.some((flow) => flow.panel?.proposesListChange === true)
  return [
    ...Object.entries(mapping).flatMap(([key, field]) => missingField(fields, field, `${at}/${key}`)),
    ...fixed.flatMap(({ field }, index) => missingField(fields, field, `${at}/fixed/${index}/field`)),
    ...(lacking.length > 0 ? [finding('policy.ledger.proposal-incomplete', at, { fields: lacking })] : []),
    ...(proposes && proposalLedger(policy)?.id === ledger.id
      ? []
      : [finding('policy.ledger.proposal-never', at, {}, { op: 'remove', at })]),
  ]
}

/** The gate: a single authority where assessments are gated, and a ledger that really grants permissions. */
export function checkGate({ gate, ledgers = [] }: Policy): Finding[] {
  if (!gate) return []
  const gated = gate.gated.includes('assessment')
  const asked = ledgers.find((one) => one.id === gate.ledger)
  return [
    ...(gated && gate.authority === undefined ? [finding('policy.gate.authority-missing', '/gate/authority')] : []),
    ...(!gated && gate.authority !== undefined ? [finding('policy.gate.authority-ungated', '/gate/gated')] : []),
    ...(gate.ledger === undefined ? [finding('policy.gate.nowhere-to-ask', '/gate')] : []),
    ...(gate.ledger !== undefined && !ids(ledgers).has(gate.ledger)
      ? [finding('policy.reference.missing', '/gate/ledger', { kind: 'ledger', id: gate.ledger })]
      : []),
    ...(asked && asked.effect?.kind !== 'task-admission'
      ? [finding('policy.gate.ledger-grants-nothing', '/gate/ledger', { ledger: asked.name })]
      : []),
  ]
}
