import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startProduct } from '../support/product.ts'
import { describeRuns, ratio, report, median, RUNS } from './report.ts'

const data = mkdtempSync(join(tmpdir(), 'shaotai-bench-'))
try {
  const first = await startProduct({ data })
  report('first start: database created and county seeded, in ms', first.startedInMs.toFixed(0))
  await first.stop()
  const starts: number[] = []
  const idle: number[] = []
  for (let run = 0; run < Math.max(3, RUNS); run++) {
    const product = await startProduct({ data })
    starts.push(product.startedInMs)
    await wait(3_000)
    const resident = residentMegabytes(product.pid)
    if (resident !== undefined) idle.push(resident)
    await product.stop()
  }
  report('cold start to the first healthy answer, in ms', describeRuns(starts))
  report('  ratio to the first start', ratio(median(starts), first.startedInMs))
  if (idle.length > 0) report('idle memory (resident) after 3 s, in MB', describeRuns(idle))
  else report('idle memory', 'not measured: this system has no /proc')
} finally {
  rmSync(data, { recursive: true, force: true })
}

function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}
