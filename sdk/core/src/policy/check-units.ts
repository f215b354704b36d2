import type { Organisation } from '../organisation/schema.ts'
import { finding, type Finding } from './finding-codes.ts'

/** The tree of units: every id once, every superior known, and no unit above itself. */
export function checkUnitTree({ units }: Organisation): Finding[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const seen = new Set<string>()
  const settled = new Set<string>()
  return units.flatMap((unit): Finding[] => {
    if (seen.has(unit.id)) return [finding('policy.unit.duplicate', '/responsibilities', { unit: unit.id, name: unit.name })]
    seen.add(unit.id)
    if (unit.parent !== undefined && !byId.has(unit.parent))
      return [finding('policy.unit.parent-missing', '/responsibilities', { name: unit.name, unit: unit.parent })]
    // Each unit is walked once: what was found to lead to the top is not walked again.
    const path: string[] = []
    for (let id: string | undefined = unit.id; id !== undefined && !settled.has(id); id = byId.get(id)?.parent) {
      if (path.includes(id)) {
        const ring = path.slice(path.indexOf(id))
        for (const one of path) settled.add(one)
        return [finding('policy.unit.cycle', '/responsibilities', { units: ring.map((one) => byId.get(one)?.name ?? one) })]
      }
      path.push(id)
    }
    for (const one of path) settled.add(one)
    return []
  })
}
