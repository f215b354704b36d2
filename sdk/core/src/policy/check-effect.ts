import type { Ledger } from '../ledger/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import { dateField, missingField, type LedgerFields } from './ledger-fields.ts'
import { ids } from './check-reference.ts'
import type { Policy } from './schema.ts'

/** The effect of a written-off entry reads fields that exist, and an item could be added with what they give. */
export function checkEffect({ effect }: Ledger, fields: LedgerFields, at: string): Finding[] {
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
