import { compareFractions, formatFraction, fractionOf, parseFraction, type Fraction } from '../shared/fraction.ts'
import type { Band } from './indicator.ts'

/** The band a value falls into: the first, where a policy that was not checked has two. */
export function findBand(bands: readonly Band[], value: Fraction): Band | undefined {
  return bands.find(
    ({ atLeast, above, atMost, below }) =>
      (atLeast === undefined || compareFractions(value, fractionOf(atLeast)) >= 0) &&
      (above === undefined || compareFractions(value, fractionOf(above)) > 0) &&
      (atMost === undefined || compareFractions(value, fractionOf(atMost)) <= 0) &&
      (below === undefined || compareFractions(value, fractionOf(below)) < 0),
  )
}

/** What is wrong with a set of bands: a band no value can reach, two that share values, values that no band covers. `at` is the value where it happens. */
export type BandProblem =
  | { readonly kind: 'empty'; readonly band: number }
  | { readonly kind: 'overlap'; readonly band: number; readonly other: number; readonly at: string }
  | { readonly kind: 'gap'; readonly at: string }

/** Checks that bands cover every value exactly once. The indexes are those of the given list. */
export function bandProblems(bands: readonly Band[]): BandProblem[] {
  const spans = bands.map((band, index) => ({ index, from: lowEdge(band), to: highEdge(band) }))
  const empty = spans.filter(({ from, to }) => compareEdges(from, to) >= 0)
  if (empty.length > 0) return empty.map(({ index }) => ({ kind: 'empty', band: index }))
  const ordered = spans.toSorted((a, b) => compareEdges(a.from, b.from))
  const problems: BandProblem[] = []
  let reached: Edge = { value: 'least', side: 0 }
  let last: number | null = null
  for (const { index, from, to } of ordered) {
    const step = compareEdges(from, reached)
    if (step > 0) problems.push({ kind: 'gap', at: edgeText(reached) || edgeText(from) })
    if (step < 0 && last !== null) problems.push({ kind: 'overlap', band: index, other: last, at: edgeText(from) })
    if (compareEdges(to, reached) > 0) [reached, last] = [to, index]
  }
  if (reached.value !== 'most') problems.push({ kind: 'gap', at: edgeText(reached) })
  return problems
}

/** A cut between values: just before (`side` 0) or just after (`side` 1) one of them, or beyond all. */
type Edge = { value: Fraction | 'least' | 'most'; side: 0 | 1 }

function lowEdge({ atLeast, above }: Band): Edge {
  const edges: Edge[] = []
  const [from, over] = [read(atLeast), read(above)]
  if (from) edges.push({ value: from, side: 0 })
  if (over) edges.push({ value: over, side: 1 })
  return edges.toSorted(compareEdges).at(-1) ?? { value: 'least', side: 0 }
}

function highEdge({ atMost, below }: Band): Edge {
  const edges: Edge[] = []
  const [upTo, under] = [read(atMost), read(below)]
  if (upTo) edges.push({ value: upTo, side: 1 })
  if (under) edges.push({ value: under, side: 0 })
  return edges.toSorted(compareEdges)[0] ?? { value: 'most', side: 0 }
}

function read(text: string | undefined): Fraction | undefined {
  return text === undefined ? undefined : parseFraction(text)
}

function compareEdges(a: Edge, b: Edge): number {
  const order = { least: -1, most: 1 }
  if (typeof a.value === 'string' || typeof b.value === 'string')
    return (typeof a.value === 'string' ? order[a.value] : 0) - (typeof b.value === 'string' ? order[b.value] : 0)
  return compareFractions(a.value, b.value) || a.side - b.side
}

function edgeText({ value }: Edge): string {
  return typeof value === 'string' ? '' : formatFraction(value)
}
