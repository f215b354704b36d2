import { describe, expect, it } from 'vitest'
import { clusterOf } from './directory.ts'
import type { Unit } from './schema.ts'

const unit = (id: string, type: Unit['type'], parent?: string): Unit => ({ id, name: id, type, active: true, ...(parent && { parent }) })
const units = new Map(
  [
    unit('HC', 'county'),
    unit('PQ', 'cluster', 'HC'),
    unit('T1', 'town', 'PQ'),
    unit('V1', 'village', 'T1'),
    unit('T2', 'town', 'HC'),
    unit('R1', 'town', 'R2'),
    unit('R2', 'town', 'R1'),
  ].map((one) => [one.id, one]),
)

describe('the cluster a unit belongs to (片区)', () => {
  it.each<[string, string, string | undefined]>([
    ['a town of one', 'T1', 'PQ'],
    ['a village of such a town', 'V1', 'PQ'],
    ['the cluster itself', 'PQ', 'PQ'],
    ['a town of none', 'T2', undefined],
    ['a unit nobody knows', 'XX', undefined],
    ['units in a ring', 'R1', undefined],
  ])('%s', (_name, id, cluster) => expect(clusterOf(units, id)?.id).toBe(cluster))
})
