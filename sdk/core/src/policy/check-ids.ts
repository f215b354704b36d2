import { pointTo } from '../shared/json-pointer.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Ids are unique in every list of the policy: categories, states, steps, items, clocks… whatever has an id. Form schemas are not such lists. */
export function checkIds(policy: Policy): Finding[] {
  const findings: Finding[] = []
  visit(policy, '', findings)
  return findings
}

function visit(value: unknown, at: string, findings: Finding[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) checkEntries(value, at, findings)
  for (const [key, part] of Object.entries(value)) if (key !== 'schema') visit(part, pointTo(at, key), findings)
}

function checkEntries(entries: readonly unknown[], at: string, findings: Finding[]): void {
  const first = new Map<string, number>()
  for (const [index, entry] of entries.entries()) {
    const id = typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' ? entry.id : undefined
    if (id === undefined) continue
    const before = first.get(id)
    if (before === undefined) first.set(id, index)
    else findings.push(finding('policy.id.duplicate', pointTo(pointTo(at, index), 'id'), { id, first: pointTo(at, before) }))
  }
}
