import { fractionOf, multiplyFractions, wholeFraction, type Fraction } from '../shared/fraction.ts'
import type { ScoreNode } from './schema.ts'

/** A leaf of the tree with the product of the weights above it. */
export type Leaf = { id: string; name: string; use: string; weight: Fraction; within: string[] }

/** The leaves of a weighted tree, in order. */
export function leavesOf(nodes: readonly ScoreNode[], weight: Fraction = wholeFraction(1), within: string[] = []): Leaf[] {
  return nodes.flatMap((node) => {
    const own = multiplyFractions(weight, fractionOf(node.weight))
    return 'use' in node
      ? [{ id: node.id, name: node.name, use: node.use, weight: own, within }]
      : leavesOf(node.parts, own, [...within, node.name])
  })
}
