import Type, { type Static } from 'typebox'
import type { Term } from '../profile/schema.ts'
import { divideFractions, parseAmount, roundHalfUp, sumFractions, wholeFraction, ZERO, type Fraction } from '../shared/fraction.ts'
import { groupBy } from '../shared/group.ts'
import { addNumbers } from './aggregate.ts'
import { ratersOf, type ScoreFact } from './facts.ts'
import { periodName } from './period.ts'
import type { ScoringModel } from './schema.ts'
import type { Correction, ScoreSheet } from './sheet.ts'

/** 通报: the result of a period as tables to print: ranks, outcomes, and what S1-39 asks for: calls, responses, handling, satisfaction. */
export const bulletinSchema = Type.Object({
  title: Type.String(),
  note: Type.String(),
  sections: Type.Array(
    Type.Object({
      heading: Type.String(),
      columns: Type.Array(Type.String()),
      rows: Type.Array(Type.Array(Type.String())),
      subjects: Type.Optional(Type.Array(Type.String(), { description: 'Whose score each row is about, where it is about one.' })),
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
  /** The county's own word for a thing or an act. */
  readonly word: (term: Term) => string
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
  // Without this column the parts would not add up to the score.
  const corrected = scored.some(({ corrections }) => corrections.length > 0)
  return {
    heading: `${model.name}：得分与排名`,
    columns: ['名次', '考核对象', '得分', ...parts, '加扣分', ...(corrected ? ['往期更正'] : []), '件数'],
    rows: scored.map((sheet) => [
      sheet.rank === null ? '不排名' : String(sheet.rank),
      nameOf(sheet.subject),
      sheet.score ?? '',
      ...sheet.terms.map(({ points }) => readPoints(points)),
      readPoints(sheet.adjustment),
      ...(corrected ? [signed(sumFractions(sheet.corrections.map(differenceOf)))] : []),
      String(sheet.facts),
    ]),
    subjects: scored.map(({ subject }) => subject),
  }
}

function outcomes({ nameOf }: BulletinSources, sheets: readonly ScoreSheet[]): Section {
  const reasons = sheets.flatMap((sheet) =>
    [
      ...sheet.veto.map((veto) => `一票否决：${veto}`),
      ...new Set(sheet.outcomes),
      ...sheet.corrections.map(
        (correction) => `更正${periodName(correction.period)}得分 ${signed(differenceOf(correction))}${withheldOf(correction)}`,
      ),
    ].map((reason) => ({ subject: sheet.subject, reason })),
  )
  return {
    heading: '结果运用与更正',
    columns: ['考核对象', '事由'],
    rows: reasons.map(({ subject, reason }) => [nameOf(subject), reason]),
    subjects: reasons.map(({ subject }) => subject),
  }
}

function calls({ nameOf, word }: BulletinSources, cases: readonly ScoreFact[]): Section {
  return {
    heading: `${word('town')}${word('whistle')}`,
    columns: [word('town'), word('whistle'), word('close'), '退回补正', `无效${word('whistle')}`, `按时${word('rate')}`],
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

function handling({ nameOf, word }: BulletinSources, assignments: readonly ScoreFact[]): Section {
  return {
    heading: `${word('department')}响应与办理`,
    columns: [
      word('department'),
      '任务',
      ...(['sign', 'arrive', 'reply'] as const).map((term) => `按时${word(term)}`),
      '办结',
      word('rework'),
      '黄牌',
      '红牌',
    ],
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

function satisfaction({ items, nameOf, word }: BulletinSources, assignments: readonly ScoreFact[]): Section {
  const rated = assignments.filter((fact) => items.some(({ path }) => typeof fact[path] === 'number'))
  return {
    heading: `${word('rate')}情况`,
    columns: [word('department'), `已${word('rate')}`, ...items.map(({ name }) => `${name}（平均）`)],
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

/** `+7.00`: what is added or taken away says so. */
function signed(value: Fraction): string {
  return `${value.n > 0n ? '+' : ''}${rounded(value)}`
}

/** A correction that would carry the score beyond what its model gives is taken in part. */
function withheldOf({ withheld }: Correction): string {
  const rest = withheld === undefined ? undefined : parseAmount(withheld)
  return rest ? `（余 ${signed(rest)} 顺延下期）` : ''
}

function differenceOf({ difference }: Correction): Fraction {
  return parseAmount(difference) ?? ZERO
}

function readPoints(text: string | null): string {
  const amount = text === null ? undefined : parseAmount(text)
  return amount ? rounded(amount) : '–'
}

function escapeCell(text: string): string {
  return text.replace(/[\\|]/g, String.raw`\$&`).replace(/\s+/g, ' ')
}
