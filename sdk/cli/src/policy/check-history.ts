import { checkHistory, openHistorySummary, type Finding, type HistoryProblem, type HistorySummary, type Policy } from '@shaotai/core'
import type { Progress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { openHistoryFile } from './open-history-file.ts'

/** A policy held against the cases of a history file. */
export type CheckedHistory = { readonly findings: Finding[]; readonly summary: HistorySummary }

/** Reads a history file once and says what it tells about a policy. */
export function checkAgainstHistory(policy: Policy, path: string, progress: Progress): CheckedHistory | { problems: HistoryProblem[] } {
  const file = openHistoryFile(path)
  if ('problems' in file) return file
  const { header } = file
  const reading = openHistorySummary({
    draft: policy,
    current: header.policies.get(header.current ?? ''),
    pinned: (hash) => header.policies.get(hash),
    until: header.until,
  })
  const problems = file.feed((one) => reading.add(one), progress)
  if (problems.length > 0) return { problems }
  const summary = reading.result()
  return { summary, findings: checkHistory(policy, summary, header.units) }
}

/** How much was read, and what nobody can say from this file. */
export function printHistory({ cases, unknown, retyped }: HistorySummary, terminal: Terminal): void {
  terminal.print(terminal.bold(`对照去年的哨件：${cases} 件`))
  if (unknown > 0) terminal.print(terminal.amber(`未计入 ${unknown} 件：办理时的制度版本不在文件里`))
  for (const { field, hidden } of retyped)
    if (hidden > 0) terminal.print(terminal.amber(`“${field}”改了类型，有 ${hidden} 个值不在历史文件里（隐去了个人信息），无法判断`))
}

/** What of a summary goes into JSON. */
export function plainHistory({ categories, ...rest }: HistorySummary) {
  return { ...rest, categories: Object.fromEntries(categories) }
}
