import { canonicalJson } from './hash.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { ListItem } from '../responsibility/schema.ts'
import type { Policy } from './schema.ts'

/** The responsibility list: a lead that is nobody's helper, a legal basis, one lead per matter, and routes that can be reached. */
export function checkList({ responsibilities }: Policy): Finding[] {
  const findings: Finding[] = []
  const matters = new Map<string, ListItem[]>()
  // Of two with one id the first counts; ids are checked elsewhere.
  const inUse = new Map(responsibilities.items.toReversed().flatMap((item) => (item.retired ? [] : [[item.id, item] as const])))
  for (const [index, item] of responsibilities.items.entries()) {
    if (item.retired) continue
    const at = `/responsibilities/items/${index}`
    const named = { item: item.id, name: item.name }
    const twice = item.cooperating.indexOf(item.lead)
    if (twice >= 0) {
      const where = `${at}/cooperating/${twice}`
      findings.push(finding('policy.item.lead-among-cooperating', where, { ...named, unit: item.lead }, { op: 'remove', at: where }))
    }
    if (item.legalBasis.length === 0) findings.push(finding('policy.item.no-basis', `${at}/legalBasis`, named))
    if (item.effectiveFrom && item.effectiveTo && item.effectiveTo < item.effectiveFrom)
      findings.push(finding('policy.item.dates-reversed', `${at}/effectiveTo`, named))
    const matter = `${item.category} ${item.name.normalize('NFKC').replaceAll(/\s/g, '')}`
    const others = matters.get(matter) ?? []
    const other = others.find((one) => one.lead !== item.lead && isTogether(one, item))
    if (other)
      findings.push(finding('policy.item.same-name-different-lead', `${at}/lead`, { ...named, unit: item.lead, other: other.lead }))
    others.push(item)
    matters.set(matter, others)
    const replaced = item.replaces === undefined ? undefined : inUse.get(item.replaces)
    if (replaced && isTogether(replaced, item))
      findings.push(finding('policy.item.versions-overlap', `${at}/effectiveFrom`, { ...named, other: replaced.id }))
  }
  return [...findings, ...checkRoutes(responsibilities.routes ?? [])]
}

/** Whether two items are in force on some day together. */
function isTogether(one: ListItem, other: ListItem): boolean {
  const [from, to] = ['0000-01-01', '9999-12-31']
  return (one.effectiveFrom ?? from) <= (other.effectiveTo ?? to) && (other.effectiveFrom ?? from) <= (one.effectiveTo ?? to)
}

function checkRoutes(routes: NonNullable<Policy['responsibilities']['routes']>): Finding[] {
  const findings: Finding[] = []
  const first = new Map<string, (typeof routes)[number]>()
  for (const [index, route] of routes.entries()) {
    const at = `/responsibilities/routes/${index}`
    const twice = route.cooperating.indexOf(route.lead)
    if (twice >= 0) {
      const where = `${at}/cooperating/${twice}`
      findings.push(
        finding('policy.route.lead-among-cooperating', where, { name: route.name, unit: route.lead }, { op: 'remove', at: where }),
      )
    }
    const condition = canonicalJson(route.when)
    const before = first.get(condition)
    if (before)
      findings.push(
        finding(before.lead === route.lead ? 'policy.route.never-reached' : 'policy.route.same-condition', at, {
          name: route.name,
          other: before.name,
          unit: route.lead,
          otherUnit: before.lead,
        }),
      )
    else first.set(condition, route)
  }
  return findings
}
