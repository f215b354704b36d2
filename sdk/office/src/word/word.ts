import { chineseNumber, type PrintedPolicy } from '@shaotai/core'
import { AlignmentType, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { block, BODY, HEAD, PAGE, paragraph, SPACING, table, TABLE, TITLE, TWO_CHARACTERS } from './parts.ts'

export { writeReport, type Report } from './report.ts'

/** Writes a printed policy as a Word document in the layout of official documents; in the browser as on Node. `header` stands at the top of every page. */
export async function writeWord(
  { title, subtitle, chapters, annexes, foot }: PrintedPolicy,
  { header }: { readonly header?: string } = {},
): Promise<Uint8Array> {
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
    sections: [
      {
        properties: { page: PAGE },
        ...(header !== undefined && {
          headers: { default: new Header({ children: [paragraph(header, HEAD, { alignment: AlignmentType.RIGHT })] }) },
        }),
        footers: { default: new Footer({ children: [footer] }) },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
