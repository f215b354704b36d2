/** How long one measured run lasts, in seconds; `BENCH_SECONDS` shortens a trial. */
export const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)

/** How many runs a median is taken of. */
export const RUNS = Number(process.env['BENCH_RUNS'] ?? 3)

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The middle one, and how far the others lie from it as a share of it. */
export function describeRuns(values: readonly number[], digits = 0): string {
  const middle = median(values)
  const spread = middle === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / middle
  return `${middle.toFixed(digits)} (spread ${Math.round(spread * 100)} %, ${values.length} runs)`
}

/** Prints one line of a benchmark. */
export function report(what: string, figure: string): void {
  console.log(`${what.padEnd(52)} ${figure}`)
}

/** A ratio of two figures, for people. */
export function ratio(of: number, to: number): string {
  return to === 0 ? 'no ratio' : `${(of / to).toFixed(of / to < 10 ? 2 : 0)}×`
}
