import Type, { type Static } from 'typebox'
import { divideFractions, parseAmount, roundHalfUp, wholeFraction, type Fraction } from '../shared/fraction.ts'
import { groupBy } from '../shared/group.ts'
import { addNumbers } from './aggregate.ts'

import { ratersOf, type ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet } from './sheet.ts'

/** 通报: the result of a period as tables to print: ranks, outcomes, and what S1-39 asks for: calls, responses, handling, satisfaction. */
export const bulletinSchema = Type.Object({
  title: Type.String(),
  note: Type.String(),
  sections: Type.Array(
    Type.Object({
      heading: Type.String(),
      columns: Type.Array(Type.String()),
      rows: Type.Array(Type.Array(Type.String())),
    }),
  ),
})
export type Bulletin = Static<typeof bulletinSchema>

/** What a bulletin is written from. `items`: what is rated, with the path of its facts; back-to-back forms say so. */
export type BulletinSources = {
  readonly title: string
  readonly note: string
  readonly model: ScoringModel
  /** Sheets as everybody may see them. */
  readonly sheets: readonly ScoreSheet[]
  /** All facts of the period, whatever the model counts. */
  readonly facts: readonly ScoreFact[]
  readonly nameOf: (id: string) => string
  readonly items: readonly { readonly path: string; readonly name: string; readonly minRaters: number }[]
}

/** Writes the bulletin of a period. A unit too few have judged is shown without figures, as on the board. */
export function composeBulletin(sources: BulletinSources): Bulletin {
  const { title, note, sheets, facts } = sources
  const assignments = facts.filter((fact) => fact.kind === 'assignment')
  const cases = facts.filter((fact) => fact.kind === 'case')
  const sections = [
    ranking(sources),
    outcomes(sources, sheets),
    calls(sources, cases),
    handling(sources, assignments),
    satisfaction(sources, assignments),
  ]
  return { title, note, sections: sections.filter((section) => section.rows.length > 0) }
}

/** The bulletin as Markdown, for papers that are edited by hand. */
export function bulletinMarkdown({ title, note, sections }: Bulletin): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`
  const tables = sections.map(({ heading, columns, rows }) =>
    [`## ${heading}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n'),
  )
  return [`# ${title}`, '', note, '', ...tables.flatMap((table) => [table, ''])].join('\n')
}

type Section = Bulletin['sections'][number]

function ranking({ model, sheets, nameOf }: BulletinSources): Section {
  const scored = sheets
    .filter((sheet) => sheet.score !== null)
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || compareNames(nameOf(a.subject), nameOf(b.subject)))
  const parts = scored[0]?.terms.map(({ name }) => name) ?? []
  return {
    heading: `${model.name}：得分与排名`,
    columns: ['名次', '考核对象', '得分', ...parts, '加扣分', '件数'],
    rows: scored.map((sheet) => [
      sheet.rank === null ? '不排名' : String(sheet.rank),
      nameOf(sheet.subject),
      sheet.score ?? '',
      ...sheet.terms.map(({ points }) => readPoints(points)),
      readPoints(sheet.adjustment),
      String(sheet.facts),
    ]),
  }
}

function outcomes({ nameOf }: BulletinSources, sheets: readonly ScoreSheet[]): Section {
  return {
    heading: '结果运用与更正',
    columns: ['考核对象', '事由'],
    rows: sheets.flatMap((sheet) => [
      ...sheet.veto.map((veto) => [nameOf(sheet.subject), `一票否决：${veto}`]),
      ...[...new Set(sheet.outcomes)].map((outcome) => [nameOf(sheet.subject), outcome]),
      ...sheet.corrections.map(({ period, difference }) => [nameOf(sheet.subject), `更正 ${period} 期得分 ${readPoints(difference)}`]),
    ]),
  }
}

function calls({ nameOf }: BulletinSources, cases: readonly ScoreFact[]): Section {
  return {
    heading: '镇街吹哨',
    columns: ['镇街', '吹哨', '销号', '退回补正', '无效吹哨', '按时评价'],
    rows: byName(cases, ({ town }) => town, nameOf).map(([name, own]) => [
      name,
      String(own.length),
      count(own, (fact) => fact.concluded === true),
      count(own, (fact) => Number(fact.supplements) > 0),
      count(own, (fact) => fact.valid === false),
      share(own, 'ratedOnTime'),
    ]),
  }
}

function handling({ nameOf }: BulletinSources, assignments: readonly ScoreFact[]): Section {
  return {
    heading: '部门响应与办理',
    columns: ['部门', '任务', '按时签收', '按时到场', '按时答复', '办结', '重办', '黄牌', '红牌'],
    rows: byName(assignments, ({ unit }) => unit, nameOf).map(([name, own]) => [
      name,
      String(own.length),
      share(own, 'signedOnTime'),
      share(own, 'arrivedOnTime'),
      share(own, 'repliedOnTime'),
      count(own, (fact) => fact.concluded === true),
      count(own, (fact) => Number(fact.rework) > 0),
      total(own, 'yellowCards'),
      total(own, 'redCards'),
    ]),
  }
}

function satisfaction({ items, nameOf }: BulletinSources, assignments: readonly ScoreFact[]): Section {
  const rated = assignments.filter((fact) => items.some(({ path }) => typeof fact[path] === 'number'))
  return {
    heading: '评价情况',
    columns: ['部门', '已评价', ...items.map(({ name }) => `${name}（平均）`)],
    rows: byName(rated, ({ unit }) => unit, nameOf).map(([name, own]) => [
      name,
      String(own.length),
      ...items.map(({ path, minRaters }) => {
        const values = own.flatMap((fact) => (typeof fact[path] === 'number' ? [fact[path]] : []))
        const raters = new Set(own.flatMap((fact) => ratersOf(fact, [path])))
        if (values.length === 0) return '–'
        return raters.size < minRaters ? '未公开' : rounded(divideFractions(addNumbers(values), wholeFraction(values.length)))
      }),
    ]),
  }
}

function byName(facts: readonly ScoreFact[], keyOf: (fact: ScoreFact) => string, nameOf: (id: string) => string): [string, ScoreFact[]][] {
  return [...groupBy(facts, keyOf)].map(([id, own]): [string, ScoreFact[]] => [nameOf(id), own]).toSorted(([a], [b]) => compareNames(a, b))
}

/** By code point: the same order on every machine. */
function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function count(facts: readonly ScoreFact[], test: (fact: ScoreFact) => boolean): string {
  return String(facts.filter(test).length)
}

/** `9/10（90.00%）` of those for whom it is known. */
function share(facts: readonly ScoreFact[], path: string): string {
  const known = facts.filter((fact) => typeof fact[path] === 'boolean')
  if (known.length === 0) return '–'
  const met = known.filter((fact) => fact[path] === true).length
  return `${met}/${known.length}（${rounded(divideFractions(wholeFraction(met * 100), wholeFraction(known.length)))}%）`
}

function total(facts: readonly ScoreFact[], path: string): string {
  return rounded(addNumbers(facts.flatMap((fact) => (typeof fact[path] === 'number' ? [fact[path]] : []))), 0)
}

function rounded(value: Fraction, digits = 2): string {
  return roundHalfUp(value, digits)
}

function readPoints(text: string | null): string {
  const amount = text === null ? undefined : parseAmount(text)
  return amount ? rounded(amount) : '–'
}

function escapeCell(text: string): string {
  return text.replace(/[\\|]/g, String.raw`\$&`).replace(/\s+/g, ' ')
}
