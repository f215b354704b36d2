import { fail, ok, type Result } from '@shaotai/core'
import { Workbook, type Cell, type Worksheet } from '@cj-tech-master/excelts'
import { guardWorkbook, type WorkbookRefusal } from './guard.ts'
import { WORKBOOK_LIMITS } from './limits.ts'
import { escapeCell, unescapeCell } from './escape-cell.ts'

export type { WorkbookRefusal } from './guard.ts'
export { WORKBOOK_LIMITS } from './limits.ts'
export { columnLetter } from './column-letter.ts'

/** A row of a sheet that holds something, with the number Excel shows beside it. */
export type SheetRow = { number: number; cells: string[] }

/** A visible sheet as text. */
export type SheetText = {
  name: string
  rows: SheetRow[]
  /** How many merged ranges there are; every row of one has its text, in its first column. */
  merged: number
  /** Cells whose text was computed when the file was last saved, and the first of them. */
  formulas: { count: number; first?: string }
}

/** A workbook as text: what a person sees in it. */
export type WorkbookText = {
  sheets: SheetText[]
  /** Names of the sheets nobody sees; they are not read. */
  hidden: string[]
  /** What `writeWorkbook` put beside the cells, if this file came from it. */
  attached?: string
}

export type SheetColumn = { title: string; width: number; /** Not shown, and not to be changed. */ hidden?: boolean }
export type Shade = 'red' | 'amber'
export type SheetContent = {
  name: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly string[])[]
  /** Coloured cells, by row of `rows` and column, counted from 0. */
  shades?: readonly { row: number; column: number; shade: Shade }[]
  /** Any text to travel with the file, unseen. */
  attached?: string
  /** How many columns stay in sight while the others scroll. */
  frozen?: number
  /** Sheets after this one. */
  more?: readonly Omit<SheetContent, 'attached' | 'more'>[]
}

const ATTACHED = '_shaotai'
/** A cell holds 32,767 characters. */
const PIECE = 30_000

/** Reads a workbook, if it is one and stays within bounds. Formulas are not computed: their last result is taken. */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<WorkbookText, WorkbookRefusal>> {
  const guarded = await guardWorkbook(bytes)
  if (!guarded.ok) return guarded
  const workbook = new Workbook()
  try {
    await workbook.xlsx.load(bytes, { maxCols: WORKBOOK_LIMITS.columns, ignoreNodes: ['dataValidations', 'conditionalFormatting'] })
  } catch {
    // The library throws many kinds of errors for files that are broken; whoever sent it can only save it again.
    return fail({ code: 'damaged' })
  }
  const attached = attachedTo(workbook)
  const shown = workbook.worksheets.filter((sheet) => sheet.state === 'visible' || sheet.state === undefined)
  const hidden = workbook.worksheets.filter((sheet) => !shown.includes(sheet) && sheet.name !== ATTACHED)
  return ok({
    sheets: shown.map((sheet) => readSheet(sheet, attached !== undefined)),
    hidden: hidden.map((sheet) => sheet.name),
    ...(attached !== undefined && { attached }),
  })
}

function readSheet(sheet: Worksheet, escaped: boolean): SheetText {
  const rows: SheetRow[] = []
  const masters = new Set<string>()
  const formulas: SheetText['formulas'] = { count: 0 }
  sheet.eachRow((row, number) => {
    const cells: string[] = []
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push('')
      if (cell.isMerged) masters.add(cell.master.address)
      if (cell.formula) {
        formulas.first ??= cell.address
        formulas.count++
      }
      const text = cell.isMerged && Number(cell.master.col) !== column ? '' : textOf(cell.isMerged ? cell.master : cell)
      cells.push(escaped ? unescapeCell(text) : text)
    })
    while (cells.at(-1) === '') cells.pop()
    if (cells.length > 0) rows.push({ number, cells })
  })
  return { name: sheet.name, rows, merged: masters.size, formulas }
}

function textOf(cell: Cell): string {
  const value: unknown = cell.result ?? cell.value
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'string' || typeof value === 'number') return tidy(String(value))
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object' && 'error' in value) return String(value.error)
  return tidy(cell.formula ? '' : cell.text)
}

/** Line breaks of Windows and of old Macs become one kind; blanks at the ends go. */
function tidy(text: string): string {
  return text.replaceAll(/\r\n?|_x000D_\n?/g, '\n').trim()
}

/**
 * Writes sheets, each with a frozen first row. Every cell is text, and one that Excel might take for a formula is escaped; `readWorkbook` gives
 * back what was there.
 */
export async function writeWorkbook({ more = [], attached, ...first }: SheetContent): Promise<Uint8Array> {
  const workbook = new Workbook()
  for (const sheet of [first, ...more]) writeSheet(workbook, sheet)
  if (attached !== undefined) {
    const beside = workbook.addWorksheet(ATTACHED, { state: 'veryHidden' })
    for (let at = 0; at < attached.length || at === 0; at += PIECE) beside.addRow([`:${attached.slice(at, at + PIECE)}`])
  }
  return workbook.xlsx.writeBuffer()
}

function writeSheet(workbook: Workbook, { name, columns, rows, shades = [], frozen = 0 }: Omit<SheetContent, 'attached' | 'more'>): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: frozen }] })
  sheet.columns = columns.map(({ width, hidden = false }) => ({ width, hidden }))
  sheet.addRow(columns.map(({ title }) => title))
  for (const row of rows) sheet.addRow(row.map(escapeCell))
  sheet.eachRow((row, number) =>
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.numFmt = '@'
      cell.alignment = { wrapText: true, vertical: 'top' }
      cell.border = BORDER
      if (number === 1) {
        cell.font = { bold: true }
        cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F0FA' } }
      }
    }),
  )
  for (const { row, column, shade } of shades)
    sheet.getCell(row + 2, column + 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: FILLS[shade] } }
  if (columns.length > 0) sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: 1, col: columns.length } }
}

const LINE = { style: 'thin', color: { argb: 'FFDDE3EA' } } as const
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE }
const FILLS: Record<Shade, string> = { red: 'FFFDE0DE', amber: 'FFFFF1D6' }

function attachedTo(workbook: Workbook): string | undefined {
  const sheet = workbook.getWorksheet(ATTACHED)
  if (!sheet) return undefined
  let text = ''
  sheet.eachRow((row) => {
    text += row.getCell(1).text.slice(1)
  })
  return text
}
