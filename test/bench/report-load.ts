import type { Load } from './load.ts'
import { describeRuns, median, report } from './report.ts'

/** Prints what several runs of one load showed. */
export function reportLoad(what: string, loads: readonly Load[]): void {
  report(`${what}, per second`, describeRuns(loads.map(({ perSecond }) => perSecond)))
  report('  p50, p99 in ms', `${median(loads.map(({ p50 }) => p50)).toFixed(1)}, ${median(loads.map(({ p99 }) => p99)).toFixed(1)}`)
  const processor = loads.flatMap((load) => load.processor ?? [])
  if (processor.length > 0) report('  processor of the server for each, in ms', describeRuns(processor, 2))
  const failed = loads.reduce((sum, load) => sum + load.failed, 0)
  if (failed > 0) report('  NOT VALID: answers that were not 2xx', String(failed))
}
