import type { CivilDate } from '@shaotai/core'
import { readDates } from './read-dates.ts'

/** What a line of a notice says of some days. */
export type NoticeKind = 'holiday' | 'makeup'
export type NoticeRow = { line: number; text: string; kind: NoticeKind; name: string; from: CivilDate; to: CivilDate }
/** A line that could not be used whole: nothing of a notice is dropped in silence. */
export type NoticeRemark = { line: number; text: string; why: 'no-dates' | 'no-kind' | 'no-such-day' | 'reversed' }
export type Notice = { rows: NoticeRow[]; remarks: NoticeRemark[] }

/** As much as anybody pastes; a year's notice has some twenty lines. */
export const MOST_LINES = 400

/**
 * Reads the year's notice as people have it: the paragraphs of the notice itself, rows copied from Word or Excel, or CSV. A table may say
 * 放假 or 上班 in each row or once in its head.
 */
export function readNotice(text: string, year: number): Notice {
  const notice: Notice = { rows: [], remarks: [] }
  let head: readonly (NoticeKind | undefined)[] | undefined
  const lines = text.normalize('NFKC').split(/\r?\n/).slice(0, MOST_LINES)
  for (const [index, raw] of lines.entries()) {
    const line = { line: index + 1, text: raw.trim() }
    if (line.text === '') continue
    const cells = cellsOf(raw)
    const own = wordsOf(withoutBrackets(raw))
    if (readDates(withoutBrackets(raw), year).length === 0) {
      // The head of a table names a kind for some of its columns.
      if (cells.length > 1 && own.length > 0) head = cells.map((cell) => wordsOf(cell)[0]?.kind)
      else if (!HEADING.test(line.text)) notice.remarks.push({ ...line, why: 'no-dates' })
      continue
    }
    if (own.length > 0) readSentence(line, { text: withoutBrackets(raw), name: nameOf(cells), year, notice })
    else if (head) readCells(line, { cells, head, year, notice })
    else notice.remarks.push({ ...line, why: 'no-kind' })
  }
  return notice
}

type Line = { line: number; text: string }
type Reading = { name: string; year: number; notice: Notice }

/** Each date takes the word that follows it, or the last one before it: “1月1日至3日放假, 1月4日上班”, “放假 1月1日”. */
function readSentence(line: Line, { text, name, year, notice }: Reading & { text: string }): void {
  const words = wordsOf(text)
  for (const found of readDates(text, year)) {
    const word = words.find(({ at }) => at >= found.end) ?? words.at(-1)
    if (word) keep(line, { ...found, kind: word.kind, name, notice })
  }
}

/** A row of a table whose head said which column is which. */
function readCells(
  line: Line,
  { cells, head, year, notice }: Omit<Reading, 'name'> & { cells: string[]; head: readonly (NoticeKind | undefined)[] },
) {
  const name = nameOf(cells)
  let used = false
  for (const [column, cell] of cells.entries()) {
    const kind = head[column]
    if (!kind) continue
    for (const found of readDates(withoutBrackets(cell), year)) {
      used = true
      keep(line, { ...found, kind, name, notice })
    }
  }
  if (!used) notice.remarks.push({ ...line, why: 'no-kind' })
}

type Kept = { from: CivilDate; to: CivilDate; wrong?: string; kind: NoticeKind; name: string; notice: Notice }

function keep(line: Line, { from, to, wrong, kind, name, notice }: Kept): void {
  if (wrong !== undefined) notice.remarks.push({ ...line, text: `${line.text}（${wrong}）`, why: 'no-such-day' })
  else if (from > to) notice.remarks.push({ ...line, why: 'reversed' })
  else
    notice.rows.push({ ...line, kind, from, to, name: kind === 'makeup' && name !== '' && !name.includes('班') ? `${name}调休上班` : name })
}

const WORDS = /上班|补班|调班|班(?!级)|放假|休息|休假|假(?!日值)|(?<!调)休/g

function wordsOf(text: string): { kind: NoticeKind; at: number }[] {
  return [...text.matchAll(WORDS)].map((match) => ({ kind: match[0].includes('班') ? 'makeup' : 'holiday', at: match.index }))
}

function cellsOf(raw: string): string[] {
  const by = ['\t', '|', ','].find((mark) => raw.includes(mark))
  return (by === undefined ? raw.trim().split(/\s{2,}/) : raw.split(by)).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''))
}

/** The festival: the first words of the line that are no date, no 放假 and no number. */
function nameOf(cells: readonly string[]): string {
  for (const cell of cells) {
    const [before = ''] = withoutBrackets(cell).split(/[::]/)
    const name = withoutDates(before)
      .replace(/^[\s(]*(?:[一二三四五六七八九十]+|\d+)[、.)\s]+/, '')
      .replaceAll(/上班|补班|调班|放假|休息|休假|调休|共\s*\d+\s*天|周[一二三四五六日天]|星期[一二三四五六日天]/g, '')
      .replaceAll(/[\s、,。;.()-]+/g, '')
    if (/[\p{L}]/u.test(name) && !/^(天|日|假|休|班|起|至|与)$/.test(name)) return name.slice(0, 40)
  }
  return ''
}

function withoutDates(text: string): string {
  let rest = text
  for (const { start, end } of readDates(text, 2000).toReversed()) rest = rest.slice(0, start) + rest.slice(end)
  return rest
}

/** “(农历腊月二十八、周日)” says nothing we need, and “(周四)” would part a date from its end. */
function withoutBrackets(text: string): string {
  return text.replaceAll(/\([^()]*\)/g, '')
}

/** Lines of a notice that speak to people, not of days. */
const HEADING = /通知|安排如下|国务院|节假日期间|各省|^\s*(序号|附件|节日|名称|日期)/
