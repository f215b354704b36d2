import { expect, it } from 'vitest'
import { clustersOf } from './clusters-of.ts'

const units = ['PQ2', 'PQ1', 'T2', 'T1', 'T3'].map((id) => ({ id }))
const group = (cluster: string | null, town: string, total: number, urgent = 0) => ({ cluster, town, total, urgent })

it('adds towns up to clusters, in the order of the county, those outside any cluster last', () => {
  const groups = [group(null, 'T3', 1, 1), group('PQ1', 'T1', 2), group('PQ2', 'X', 1), group('PQ1', 'T2', 3, 2)]
  expect(
    clustersOf(groups, units).map(({ cluster, total, urgent, towns }) => [cluster, total, urgent, towns.map((one) => one.town)]),
  ).toEqual([
    ['PQ2', 1, 0, ['X']],
    ['PQ1', 5, 2, ['T2', 'T1']],
    [null, 1, 1, ['T3']],
  ])
})
