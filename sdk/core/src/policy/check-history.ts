import type { HistorySummary, GoalRuns } from '../simulation/summarise-history.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { isNode } from '../form/fields.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Fewer runs than this say nothing about a department. */
const ENOUGH_RUNS = 5

/** Names in one sentence. */
const NAMED = 5

/** What the check of a draft says about last year's cases (与去年的哨件对照), red first. `units` are named; a unit not among them by its id. */
export function checkHistory(
  policy: Policy,
  summary: HistorySummary,
  units: readonly { readonly id: string; readonly name: string; readonly shortName?: string }[],
): Finding[] {
  const names = new Map(units.map((unit) => [unit.id, unit.shortName ?? unit.name]))
  return [...checkRetyped(policy, summary), ...checkGoals(policy, summary, names), ...checkUse(policy, summary), ...checkList(summary)]
}

/** Another type for a field whose stored answers mean nothing in it (R15). */
function checkRetyped({ forms }: Policy, { retyped }: HistorySummary): Finding[] {
  return retyped.flatMap(({ form: id, field, before, unconverted, values, hidden, was, is }) => {
    const index = forms.findIndex((one) => one.id === id)
    const form = forms[index]
    if (!form || unconverted === 0) return []
    const { properties } = form.schema
    const own = isNode(properties) && Object.hasOwn(properties, field) ? properties[field] : undefined
    const at = own === undefined ? `/forms/${index}/schema` : pointTo(`/forms/${index}/schema/properties`, field)
    const name = isNode(own) && typeof own.title === 'string' ? own.title : field
    const repair = own === undefined ? undefined : ({ op: 'replace', at, value: before } as const)
    return [
      finding('policy.history.field-retyped', at, { name, form: form.title, was, is, count: unconverted, of: values, hidden }, repair),
    ]
  })
}

/** A limit that more than half of a department's runs of last year would have missed is shorter than their median (A2). */
function checkGoals({ sla }: Policy, { goals }: HistorySummary, names: ReadonlyMap<string, string>): Finding[] {
  return sla.clocks.flatMap((clock, index) =>
    clock.goals.flatMap((_goal, at) => {
      const short = goals.filter((one) => one.clock === clock.id && one.goal === at && isTooShort(one))
      if (short.length === 0) return []
      const worst = short.toSorted((a, b) => b.late / b.runs - a.late / a.runs)
      const params = {
        clock: clock.name,
        count: short.length,
        owners: worst.slice(0, NAMED).map(({ unit }) => (unit === undefined ? 'platform' : (names.get(unit) ?? unit))),
        late: short.reduce((sum, one) => sum + one.late, 0),
        runs: short.reduce((sum, one) => sum + one.runs, 0),
      }
      return [finding('policy.history.limit-below-median', `/sla/clocks/${index}/goals/${at}`, params)]
    }),
  )
}

function isTooShort({ runs, late }: GoalRuns): boolean {
  return runs >= ENOUGH_RUNS && late * 2 > runs
}

/** A category that could be whistled all year and never was (A4). */
function checkUse({ categories }: Policy, summary: HistorySummary): Finding[] {
  return categories.flatMap(({ id, name, retired }, index) => {
    const use = summary.categories.get(id)
    return use?.offered && use.cases === 0 && !retired ? [finding('policy.history.category-unused', `/categories/${index}`, { name })] : []
  })
}

/** Cases of last year that neither an item nor a route of the list answers for (A6). */
function checkList({ offList, cases }: HistorySummary): Finding[] {
  if (offList.cases === 0) return []
  const { samples } = offList
  const params = { count: offList.cases, of: cases, numbers: samples.slice(0, NAMED).map((one) => one.number), samples }
  return [finding('policy.history.off-list', '/responsibilities/items', params)]
}
