import { LineRuleType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType, HeadingLevel, type IParagraphOptions } from 'docx'
import type { AnnexBlock, PrintedTable } from '@shaotai/core'

/** Fonts and sizes of GB/T 9704—2012, in half points: 2 号 for the title, 3 号 for the text. */
export const TITLE = { font: '方正小标宋简体', size: 44 }
export const HEAD = { font: '黑体', size: 32 }
export const BODY = { font: '仿宋_GB2312', size: 32 }
export const TABLE = { font: '仿宋_GB2312', size: 21 }
/** A4 with the margins of GB/T 9704, and lines 28 pt apart; in twentieths of a point. */
export const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: 2098, bottom: 1985, left: 1587, right: 1474 } }
export const SPACING = { line: 560, lineRule: LineRuleType.EXACT }
export const TWO_CHARACTERS = { firstLine: 640 }

export function block(part: AnnexBlock): (Paragraph | Table)[] {
  if ('heading' in part) return [paragraph(part.heading, HEAD, { heading: HeadingLevel.HEADING_2 })]
  if ('text' in part) return part.text.split('\n').map((line) => paragraph(line, BODY, { indent: TWO_CHARACTERS }))
  return [table(part.table)]
}

export function paragraph(text: string, look: { font: string; size: number }, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: SPACING, ...options, children: [new TextRun({ text: storable(text), color: '000000', ...look })] })
}

export function table({ head, rows }: PrintedTable): Table {
  const cells = (texts: readonly string[], bold: boolean) =>
    texts.map((text) => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text: storable(text), bold, ...TABLE })] })] }))
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: cells(head, true) }),
      ...rows.map((row) => new TableRow({ children: cells(row, false) })),
    ],
  })
}

/** XML 1.0 cannot hold control characters; policies cannot either, but a name of a unit may come from elsewhere. */
export function storable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- leaving out control characters is the point
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
}
