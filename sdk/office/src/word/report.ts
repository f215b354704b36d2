import type { PrintedTable } from '@shaotai/core'
import { AlignmentType, Document, HeadingLevel, LineRuleType, Packer, Paragraph, TextRun } from 'docx'
import { HEAD, PAGE, storable, table, TITLE } from './parts.ts'

/** A report of one page: what it is about line by line, then tables under their headings, then where its figures come from. */
export type Report = {
  readonly title: string
  readonly lines: readonly string[]
  readonly tables: readonly (PrintedTable & { readonly heading: string })[]
  readonly foot: readonly string[]
}

/** Lines 18 pt apart: a report is read on one page, a regulation at leisure. */
const TIGHT = { line: 360, lineRule: LineRuleType.EXACT }
const TEXT = { font: '仿宋_GB2312', size: 24 }

/** Writes a report as a Word document; in the browser as on Node. */
export async function writeReport({ title, lines, tables, foot }: Report): Promise<Uint8Array> {
  const line = (text: string, look: { font: string; size: number } = TEXT, options = {}) =>
    new Paragraph({ spacing: TIGHT, ...options, children: [new TextRun({ text: storable(text), color: '000000', ...look })] })
  const children = [
    line(title, { ...TITLE, size: 32 }, { heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, spacing: { after: 160 } }),
    ...lines.map((text) => line(text)),
    ...tables.flatMap((one) => [
      line(one.heading, { ...HEAD, size: 24 }, { heading: HeadingLevel.HEADING_1, spacing: { before: 160, after: 60 } }),
      table(one),
    ]),
    ...foot.map((text, index) => line(text, { ...TEXT, size: 18 }, index === 0 ? { spacing: { before: 160 } } : {})),
  ]
  const document = new Document({ title, sections: [{ properties: { page: PAGE }, children }] })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
