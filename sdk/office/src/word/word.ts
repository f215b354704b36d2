import { chineseNumber, type AnnexBlock, type PrintedPolicy, type PrintedTable } from '@shaotai/core'
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx'

/** Fonts and sizes of GB/T 9704—2012, in half points: 2 号 for the title, 3 号 for the text. */
const TITLE = { font: '方正小标宋简体', size: 44 }
const HEAD = { font: '黑体', size: 32 }
const BODY = { font: '仿宋_GB2312', size: 32 }
const TABLE = { font: '仿宋_GB2312', size: 21 }
/** A4 with the margins of GB/T 9704, and lines 28 pt apart; in twentieths of a point. */
const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: 2098, bottom: 1985, left: 1587, right: 1474 } }
const SPACING = { line: 560, lineRule: LineRuleType.EXACT }
const TWO_CHARACTERS = { firstLine: 640 }

/** Writes a printed policy as a Word document in the layout of official documents; in the browser as on Node. */
export async function writeWord({ title, subtitle, chapters, annexes, foot }: PrintedPolicy): Promise<Uint8Array> {
  const children = [
    paragraph(title, TITLE, { heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
    ...subtitle.map((line) => paragraph(line, BODY, { alignment: AlignmentType.CENTER })),
    ...chapters.flatMap((chapter) => [
      paragraph(`${chapter.number}　${chapter.title}`, HEAD, { heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER }),
      ...chapter.articles.flatMap((article) => [
        new Paragraph({
          spacing: SPACING,
          indent: TWO_CHARACTERS,
          children: [
            new TextRun({ text: `${article.number}　`, ...HEAD }),
            new TextRun({ text: `【${article.title}】${article.text}`, ...BODY }),
          ],
        }),
        ...article.items.map((item, index) => paragraph(`（${chineseNumber(index + 1)}）${item}`, BODY, { indent: TWO_CHARACTERS })),
        ...(article.table ? [table(article.table)] : []),
      ]),
    ]),
    ...annexes.flatMap((annex) => [
      paragraph(annex.number, HEAD, { pageBreakBefore: true }),
      paragraph(annex.title, HEAD, { heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER }),
      ...annex.blocks.flatMap(block),
    ]),
    paragraph(foot, TABLE, { alignment: AlignmentType.RIGHT }),
  ]
  const footer = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: '宋体', size: 28 })],
  })
  const document = new Document({
    title,
    sections: [{ properties: { page: PAGE }, footers: { default: new Footer({ children: [footer] }) }, children }],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function block(part: AnnexBlock): (Paragraph | Table)[] {
  if ('heading' in part) return [paragraph(part.heading, HEAD, { heading: HeadingLevel.HEADING_2 })]
  if ('text' in part) return part.text.split('\n').map((line) => paragraph(line, BODY, { indent: TWO_CHARACTERS }))
  return [table(part.table)]
}

function paragraph(text: string, look: { font: string; size: number }, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: SPACING, ...options, children: [new TextRun({ text: storable(text), color: '000000', ...look })] })
}

function table({ head, rows }: PrintedTable): Table {
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
function storable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- leaving out control characters is the point
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
}
