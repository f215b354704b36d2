import { plain } from '../unit-name.ts'
import { COLUMNS, TITLES, type Column } from '../columns.ts'

type Row = { number: number; cells: readonly string[] }

/** What each column of a table is, by place; undefined for one that is not taken over. */
export type Matching = readonly (Column | undefined)[]

/** Rows at the top that may be a title or a note before the names of the columns stand. */
const SEARCHED = 20

/** A heading without blanks, brackets and what stands in them, numbers and marks. */
export function plainTitle(title: string): string {
  return plain(title.replaceAll(/[（(【[].*?[)）】\]]/g, '')).replaceAll(/[*、，,/\\：:·\d\n]/g, '')
}

/**
 * The columns by their headings: as the county matched them the last time, then by the names counties use, then by a heading that holds one
 * of those names. Each of ours is taken once, at its best match.
 */
export function matchColumns(titles: readonly string[], remembered: Readonly<Record<string, string>> = {}): Matching {
  const plains = titles.map(plainTitle)
  const taken = new Set<Column>()
  const found: (Column | undefined)[] = titles.map(() => undefined)
  const passes: ((title: string, column: Column) => boolean)[] = [
    (title, column) => Object.hasOwn(remembered, title) && remembered[title] === column,
    (title, column) => !Object.hasOwn(remembered, title) && TITLES[column].some((one) => plainTitle(one) === title),
    (title, column) =>
      !Object.hasOwn(remembered, title) &&
      title.length > 2 &&
      TITLES[column].some((one) => one.length > 2 && title.includes(plainTitle(one))),
  ]
  for (const fits of passes)
    for (const [place, title] of plains.entries()) {
      if (title === '' || found[place] !== undefined) continue
      const column = COLUMNS.find((one) => !taken.has(one) && fits(title, one))
      if (column === undefined) continue
      found[place] = column
      taken.add(column)
    }
  return found
}

/** The row with the names of the columns: the one of the first rows that names most of them, the item among them. */
export function findHeader(
  rows: readonly Row[],
  remembered: Readonly<Record<string, string>> = {},
): { at: number; matching: Matching } | undefined {
  const candidates = rows.slice(0, SEARCHED).flatMap((row, at) => {
    const matching = matchColumns(row.cells, remembered)
    const known = matching.filter((one) => one !== undefined).length
    return known >= 2 && matching.includes('name') ? [{ at, matching, known }] : []
  })
  return candidates.sort((a, b) => b.known - a.known)[0]
}

/** What is remembered of a matching a person confirmed: each heading, and what it is; '' for not taken over. */
export function rememberColumns(titles: readonly string[], matching: Matching): Record<string, string> {
  return Object.fromEntries(titles.map((title, place) => [plainTitle(title), matching[place] ?? '']).filter(([title]) => title !== ''))
}
