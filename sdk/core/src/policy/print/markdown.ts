import type { AnnexBlock, PrintedPolicy, PrintedTable } from './document.ts'
import { chineseNumber } from './number.ts'

/** Writes a printed policy as Markdown. */
export function writeMarkdown({ title, subtitle, chapters, annexes, foot }: PrintedPolicy): string {
  const lines = [`# ${plain(title)}`, '']
  for (const line of subtitle) lines.push(plain(line), '')
  for (const chapter of chapters) {
    lines.push(`## ${chapter.number}　${plain(chapter.title)}`, '')
    for (const { number, title: name, text, items, table } of chapter.articles) {
      lines.push(`**${number}**　【${plain(name)}】${plain(text)}`, '')
      for (const [index, item] of items.entries()) lines.push(`（${chineseNumber(index + 1)}）${plain(item)}`, '')
      if (table) lines.push(...tableLines(table), '')
    }
  }
  for (const { number, title: name, blocks } of annexes) {
    lines.push(`## ${number}　${plain(name)}`, '')
    for (const block of blocks) lines.push(...blockLines(block), '')
  }
  lines.push('---', '', plain(foot), '')
  return lines.join('\n')
}

function blockLines(block: AnnexBlock): string[] {
  if ('heading' in block) return [`### ${plain(block.heading)}`]
  return 'text' in block ? block.text.split('\n').map(plain) : tableLines(block.table)
}

function tableLines({ head, rows }: PrintedTable): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)]
}

/** A county's text is text: what Markdown would read as markup is escaped, and line ends do not break a clause. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#]/g, (mark) => `\\${mark}`).replaceAll(/\s*\n\s*/g, ' ')
}
