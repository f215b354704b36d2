import { conditionVocabulary } from '../condition/vocabulary.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

type Table = NonNullable<Policy['admission']>['tables'][number]
type Combination = Record<string, boolean>

/** Decision tables: every combination of answers has exactly one row (or a first one), and every row can be reached. */
export function checkAdmission(policy: Policy): Finding[] {
  const terms = new Map(conditionVocabulary(policy, 'case').map((term) => [term.path, term]))
  return (policy.admission?.tables ?? []).flatMap((table, index) => {
    const at = `/admission/tables/${index}`
    const inputs = table.inputs.flatMap((input, column) => {
      const term = terms.get(input.path)
      return term?.type === 'boolean'
        ? []
        : [finding('policy.admission.input', `${at}/inputs/${column}/path`, { table: table.name, name: input.name, path: input.path })]
    })
    return [...inputs, ...checkCells(table, at), ...checkRows(table, at)]
  })
}

function checkCells(table: Table, at: string): Finding[] {
  const known = new Set(table.inputs.map((input) => input.id))
  return table.rows.flatMap((row, index) =>
    Object.keys(row.cells)
      .filter((id) => !known.has(id))
      .map((id) => finding('policy.admission.cell-unknown', `${at}/rows/${index}/cells`, { table: table.name, row: row.id, id })),
  )
}

function checkRows(table: Table, at: string): Finding[] {
  const findings: Finding[] = []
  const reached = new Set<string>()
  const reported = new Set<string>()
  for (const combination of combinations(table)) {
    const rows = table.rows.filter((row) => Object.entries(row.cells).every(([id, wanted]) => combination[id] === wanted))
    const [first, second] = rows
    if (first) reached.add(first.id)
    if (table.hit === 'unique') for (const row of rows) reached.add(row.id)
    const params = { table: table.name, combination, words: say(table, combination) }
    if (!first) findings.push(finding('policy.admission.incomplete', `${at}/rows`, params))
    const pair = `${first?.id} ${second?.id}`
    if (table.hit === 'unique' && first && second && !reported.has(pair)) {
      reported.add(pair)
      findings.push(finding('policy.admission.overlap', `${at}/rows`, { ...params, rows: [first.id, second.id] }))
    }
  }
  const lost = table.rows.flatMap((row, index) =>
    reached.has(row.id) ? [] : [finding('policy.admission.row-never-reached', `${at}/rows/${index}`, { table: table.name, row: row.id })],
  )
  return [...findings, ...lost]
}

function combinations({ inputs }: Table): Combination[] {
  return Array.from({ length: 2 ** inputs.length }, (_, bits) =>
    Object.fromEntries(inputs.map(({ id }, column) => [id, Math.floor(bits / 2 ** column) % 2 === 1])),
  )
}

function say({ inputs }: Table, combination: Combination): string {
  return inputs.map(({ id, name }) => `${name}＝${combination[id] ? '是' : '否'}`).join('，')
}
