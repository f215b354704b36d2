import type { ScoreBoard } from '@shaotai/api'

export type Sheet = ScoreBoard['sheets'][number]

/** An exact decimal or fraction as a number, for bars and sorting only; figures people read stay as the rules made them. */
export function toNumber(exact: string | null): number {
  if (exact === null) return 0
  const [part = '0', whole] = exact.split('/')
  return whole === undefined ? Number(part) : Number(part) / Number(whole)
}

/** An exact figure to be read: at most `digits` decimals, with a minus that is not taken for a dash. */
export function readFigure(exact: string | null, digits = 2): string {
  if (exact === null) return '–'
  const value = toNumber(exact)
  const rounded = value.toFixed(digits)
  const plain = Number(rounded)
  const isExact = !exact.includes('/') && exact === trimZeros(exact) && trimZeros(rounded) === trimZeros(exact)
  return (isExact || plain === value ? trimZeros(rounded) : rounded).replace('-', '−')
}

/** `3/10` as 30%. */
export function readShare(exact: string): string {
  const percent = toNumber(exact) * 100
  return `${trimZeros(percent.toFixed(2))}%`
}

/** Sheets in three groups: ranked in their order, scored but not ranked, and without a sample. */
export function groupSheets(sheets: readonly Sheet[]): { ranked: Sheet[]; unranked: Sheet[]; empty: Sheet[] } {
  return {
    ranked: sheets.filter((sheet) => sheet.rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)),
    unranked: sheets
      .filter((sheet) => sheet.rank === null && sheet.score !== null)
      .toSorted((a, b) => toNumber(b.score) - toNumber(a.score)),
    empty: sheets.filter((sheet) => sheet.rank === null && sheet.score === null),
  }
}

/** The parts of a board as columns: one for each leaf of the weighted tree. */
export function partsOf(sheets: readonly Sheet[]): { part: string; name: string; weight: string }[] {
  const terms = sheets.find((sheet) => sheet.terms.length > 0)?.terms ?? []
  return terms.map(({ part, name, weight }) => ({ part, name, weight }))
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

/** Whom a county scores, each once, in the order of its models. */
export function subjectsOf(models: ScoreBoard['models']): ScoreBoard['subject'][] {
  return [...new Set(models.map((one) => one.subject))]
}
