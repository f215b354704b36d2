import { holds } from '../condition/evaluate.ts'
import { lookUp } from '../condition/look-up.ts'
import type { Facts } from '../condition/schema.ts'
import type { Policy } from '../policy/schema.ts'

/** What an admission table decided: the row, its message, and the inputs it compared. */
export type AdmissionDecision = {
  table: string
  row: string
  result: 'allow' | 'deny' | 'review'
  message: string
  inputs: Record<string, boolean | undefined>
}

/**
 * Decides admission (两吹两不吹) by the policy's tables: the first row all of whose cells agree with the facts.
 * A fact that is not given agrees with no cell; no row at all means review by the platform. `undefined`: the policy has no table, or it does not apply.
 */
export function decideAdmission(policy: Pick<Policy, 'admission'>, facts: Facts): AdmissionDecision | undefined {
  const admission = policy.admission
  if (!admission || !holds(admission.applies, facts)) return undefined
  for (const table of admission.tables) {
    const inputs = Object.fromEntries(table.inputs.map(({ id, path }) => [id, readBoolean(facts, path)]))
    const row = table.rows.find(({ cells }) => Object.entries(cells).every(([id, wanted]) => inputs[id] === wanted))
    if (row) return { table: table.id, row: row.id, result: reviewed(admission, row.result, facts), message: row.message, inputs }
  }
  return { table: '', row: '', result: 'review', message: '', inputs: {} }
}

/** What is not on the list, and not urgent, the platform looks at even if the table would allow it. */
function reviewed(
  admission: NonNullable<Policy['admission']>,
  result: AdmissionDecision['result'],
  facts: Facts,
): AdmissionDecision['result'] {
  const isOpen = readBoolean(facts, 'case.offList') === true && readBoolean(facts, 'case.emergency') !== true
  return result === 'allow' && isOpen && admission.offList !== 'table' ? 'review' : result
}

function readBoolean(facts: Facts, path: string): boolean | undefined {
  const value = lookUp(facts, path)
  return typeof value === 'boolean' ? value : undefined
}
