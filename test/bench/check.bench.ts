import { readFileSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { assembleTemplate, checkPolicy, parsePolicy, type Organisation } from '@shaotai/core'
import { describeRuns, report, RUNS } from './report.ts'

/** The check of the demonstration county with its list grown to 1,000 items, and to 4,000 to see that it grows no faster than the list. */
const template = fileURLToPath(new URL('../../templates/hechuan', import.meta.url)).replaceAll('\\', '/')
const read = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined)
const assembled = assembleTemplate(read, template)
const parsed = parsePolicy(assembled.policy)
if (!parsed.ok) throw new Error('the demonstration county is no policy')
const { responsibilities } = parsed.value
for (const count of [1_000, 4_000]) {
  const items = Array.from({ length: count }, (_, index) => {
    const item = responsibilities.items[index % responsibilities.items.length]
    return { ...item, id: `X-${index}`, name: `${item?.name} ${index}` } as (typeof responsibilities.items)[number]
  })
  const policy = { ...parsed.value, responsibilities: { ...responsibilities, items } }
  const runs: number[] = []
  for (let run = 0; run < Math.max(5, RUNS); run++) {
    const started = performance.now()
    checkPolicy(policy, { organisation: assembled.organisation as Organisation, now: Date.now() })
    runs.push(performance.now() - started)
  }
  report(`check of ${count} items, in ms`, describeRuns(runs))
}
