import { parseArgs } from 'node:util'
import { openSimulation, periodName, type HistoryHeader, type LateCounts, type Policy, type SimulationResult } from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { localTime } from './describe-due.ts'
import { loadPolicy } from './load.ts'
import { openHistoryFile, refuseHistory } from './open-history-file.ts'

/** Cases of a list that are shown. */
const SHOWN = 20

/** `policy simulate`: what a draft would have done to a history: newly late, no longer late, scores and ranks that move. */
export function simulateDraft(args: string[], terminal: Terminal): Exit {
  const options = { history: { type: 'string' }, against: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  if (values.history === undefined) throw new UsageError('缺少 --history / --history is missing')
  const draft = loadPolicy(positionals[0])
  const against = values.against === undefined ? undefined : loadPolicy(values.against)
  const file = openHistoryFile(values.history)
  if ('problems' in file) return refuseHistory(file.problems, values.json ?? false, terminal)
  const { header } = file
  const current = against ?? header.policies.get(header.current ?? '') ?? [...header.policies.values()].at(-1)
  if (!current)
    throw new UsageError('历史文件里没有制度版本，请用 --against 给出现行制度 / the history has no policy: give one with --against')
  const simulation = openSimulation({
    draft,
    current,
    pinned: (hash) => against ?? header.policies.get(hash),
    units: header.units,
    until: header.until,
  })
  const problems = file.feed((one) => simulation.add(one), terminal.progress('试算', { json: values.json }))
  if (problems.length > 0) return refuseHistory(problems, values.json ?? false, terminal)
  const result = simulation.result()
  if (values.json) terminal.print(JSON.stringify(plain(result), undefined, 2))
  else printResult({ draft, header, result }, terminal)
  const changes =
    [...result.byClock.values()].some((one) => one.newlyLate + one.noLongerLate > 0) || result.scores.some((one) => one.summary.length > 0)
  return changes ? EXIT.found : EXIT.fine
}

/** Maps become objects, for JSON. */
function plain({ byClock, byUnit, byItem, ...rest }: SimulationResult) {
  return { ...rest, byClock: Object.fromEntries(byClock), byUnit: Object.fromEntries(byUnit), byItem: Object.fromEntries(byItem) }
}

type Report = { draft: Policy; header: HistoryHeader; result: SimulationResult }

function printResult({ draft, header, result }: Report, terminal: Terminal): void {
  const offset = draft.calendars.find((one) => one.id === draft.sla.calendar)?.utcOffsetMinutes ?? 0
  const clocks = new Map(draft.sla.clocks.map(({ id, name }) => [id, name]))
  const units = new Map(header.units.map(({ id, name }) => [id, name]))
  const items = new Map(draft.responsibilities.items.map(({ id, name }) => [id, name]))
  const named = (names: ReadonlyMap<string, string>, id: string | undefined) => (id === undefined ? '' : (names.get(id) ?? id))
  terminal.print(terminal.bold(`试算 ${result.cases} 件，计入 ${result.compared} 件，截至 ${localTime(header.until, offset)}`))
  for (const { why, what, cases } of result.excluded) terminal.print(terminal.amber(`未计入 ${cases} 件：${WHY[why]} ${what}`))
  for (const { by, rule, path, count } of result.missing)
    terminal.print(
      terminal.amber(
        `缺数据 ${count} 处：${by === 'clock' ? `时限“${named(clocks, rule)}”` : `考核“${rule}”`}要用的 ${path} 当时没有采集，未计入`,
      ),
    )
  printCounts('时限', result.byClock, (id) => named(clocks, id), terminal)
  printCounts('单位', result.byUnit, (id) => named(units, id), terminal)
  printCounts('事项', result.byItem, (id) => named(items, id), terminal)
  const due = (at: number | null) => (at === null ? '未定' : localTime(at, offset))
  for (const [title, list] of [
    ['新超时', result.newlyLate],
    ['不再超时', result.noLongerLate],
  ] as const)
    for (const one of list.slice(0, SHOWN))
      terminal.print(
        `${title}  ${one.number}  ${named(clocks, one.clock)} ${named(units, one.unit)}  ${due(one.dueBefore)} → ${due(one.dueAfter)}`,
      )
  printScores(result.scores, (id) => named(units, id), terminal)
}

function printScores(scores: SimulationResult['scores'], name: (id: string) => string, terminal: Terminal): void {
  for (const { name: model, isNew, periods, summary } of scores) {
    if (summary.length === 0) continue
    terminal.print(terminal.bold(`考核“${model}”${isNew ? '（新）' : ''}：${periods.length} 期，${summary.length} 个对象有变化`))
    for (const { subject, periods: moved, gained, lost } of summary)
      terminal.print(`  ${name(subject)}  变动 ${moved} 期，一期最多升 ${gained} 位、降 ${lost} 位`)
    for (const { period, subjects } of periods) {
      if (subjects.length === 0) continue
      terminal.print(`  ${periodName(period)}：`)
      for (const { subject, scoreBefore, scoreAfter, rankBefore, rankAfter } of subjects)
        terminal.print(
          `    ${name(subject)}  ${scoreBefore ?? '无'} → ${scoreAfter ?? '无'}  名次 ${rankBefore ?? '—'} → ${rankAfter ?? '—'}`,
        )
    }
  }
}

const WHY = {
  'policy-unknown': '办理时的制度版本不在文件里',
  'category-gone': '新制度没有哨种',
  'item-gone': '新制度没有事项',
  'no-case': '没有吹哨记录',
} as const

function printCounts(title: string, counts: ReadonlyMap<string, LateCounts>, name: (id: string) => string, terminal: Terminal): void {
  const changed = [...counts].filter(([, one]) => one.newlyLate + one.noLongerLate > 0)
  if (changed.length === 0) return
  terminal.print(terminal.bold(`${title}：新超时 / 不再超时 / 超时原 → 新`))
  for (const [id, { newlyLate, noLongerLate, lateBefore, late, clocks }] of changed.toSorted(([, a], [, b]) => b.newlyLate - a.newlyLate))
    terminal.print(
      `  ${name(id)}  ${terminal.red(`+${newlyLate}`)} / ${terminal.green(`−${noLongerLate}`)} / ${lateBefore} → ${late}（共 ${clocks}）`,
    )
}
