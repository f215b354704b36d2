import { plain } from '../unit-name.ts'

type Row = { number: number; cells: readonly string[] }

/** The columns a kind of table may have, what counties call each, and the one no table of the kind is without. */
export type Catalogue<C extends string> = {
  readonly columns: readonly C[]
  readonly titles: Readonly<Record<C, readonly string[]>>
  readonly needed: C
}

/** What each column of a table is, by place; undefined for one that is not taken over. */
export type Matching<C extends string> = readonly (C | undefined)[]

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
export function matchColumns<C extends string>(
  { columns, titles: names }: Catalogue<C>,
  titles: readonly string[],
  remembered: Readonly<Record<string, string>> = {},
): Matching<C> {
  const plains = titles.map(plainTitle)
  const taken = new Set<C>()
  const found: (C | undefined)[] = titles.map(() => undefined)
  const passes: ((title: string, column: C) => boolean)[] = [
    (title, column) => Object.hasOwn(remembered, title) && remembered[title] === column,
    (title, column) => !Object.hasOwn(remembered, title) && names[column].some((one) => plainTitle(one) === title),
    (title, column) =>
      !Object.hasOwn(remembered, title) &&
      title.length > 2 &&
      names[column].some((one) => one.length > 2 && title.includes(plainTitle(one))),
  ]
  for (const fits of passes)
    for (const [place, title] of plains.entries()) {
      if (title === '' || found[place] !== undefined) continue
      const column = columns.find((one) => !taken.has(one) && fits(title, one))
      if (column === undefined) continue
      found[place] = column
      taken.add(column)
    }
  return found
}

/** The row with the names of the columns: the one of the first rows that names most of them, the needed one among them. */
export function findHeader<C extends string>(
  catalogue: Catalogue<C>,
  rows: readonly Row[],
  remembered: Readonly<Record<string, string>> = {},
): { at: number; matching: Matching<C> } | undefined {
  const candidates = rows.slice(0, SEARCHED).flatMap((row, at) => {
    const matching = matchColumns(catalogue, row.cells, remembered)
    const known = matching.filter((one) => one !== undefined).length
    return known >= 2 && matching.includes(catalogue.needed) ? [{ at, matching, known }] : []
  })
  return candidates.sort((a, b) => b.known - a.known)[0]
}

/** What is remembered of a matching a person confirmed: each heading, and what it is; '' for not taken over. */
export function rememberColumns<C extends string>(titles: readonly string[], matching: Matching<C>): Record<string, string> {
  return Object.fromEntries(titles.map((title, place) => [plainTitle(title), matching[place] ?? '']).filter(([title]) => title !== ''))
}
