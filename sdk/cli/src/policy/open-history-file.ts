import { readHistoryCase, readHistoryHeader, type HistoryCase, type HistoryHeader, type HistoryProblem } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import { readLines } from '../read-lines.ts'
import { withProgress, type Progress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { describeProblem } from './describe-problem.ts'

/** Problems of a history file that are shown; reading stops soon after. */
const SHOWN = 20

/** A history file, its first line read; `feed` gives its cases one by one and returns what could not be read. */
export type HistoryFile = { readonly header: HistoryHeader; feed(add: (one: HistoryCase) => void, progress: Progress): HistoryProblem[] }

/** Opens a history file; it is never in memory whole. */
export function openHistoryFile(path: string): HistoryFile | { problems: HistoryProblem[] } {
  const lines = readLines(path)
  const first = lines.next()
  const read = readHistoryHeader(first.done ? '' : first.value.text)
  if ('problems' in read) return read
  return {
    header: read.header,
    feed: (add, progress) =>
      withProgress(progress, ({ step }) => {
        const problems: HistoryProblem[] = []
        for (const { text, line } of lines) {
          const one = readHistoryCase(text, line)
          if ('one' in one) add(one.one)
          else problems.push(...one.problems)
          step()
          if (problems.length > SHOWN) break
        }
        return problems
      }),
  }
}

/** Says what is wrong with a history file. */
export function refuseHistory(problems: readonly HistoryProblem[], json: boolean, terminal: Terminal): Exit {
  if (json) terminal.print(JSON.stringify({ valid: false, problems: problems.slice(0, SHOWN) }, undefined, 2))
  else
    for (const problem of problems.slice(0, SHOWN))
      terminal.print(`${terminal.red('必须改')}  第 ${problem.line} 行：${describeProblem(problem)} ${terminal.dim(problem.at)}`)
  return EXIT.found
}
