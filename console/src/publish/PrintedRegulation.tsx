import { chineseNumber, type AnnexBlock, type PrintedTable } from '@shaotai/core'
import type { Paper } from './regulation.ts'
import css from './print.module.css'

/** A regulation as a page of paper: chapters and clauses as printed, annexes on pages of their own; a mark lies across every page. */
export function PrintedRegulation({ paper: { printed, mark } }: { paper: Pick<Paper, 'printed' | 'mark'> }) {
  const { title, subtitle, chapters, annexes, foot } = printed
  return (
    <article className={css.paper} lang="zh-CN" data-mark={mark}>
      <h2 className={css.title}>{title}</h2>
      {subtitle.map((line) => (
        <p key={line} className={css.subtitle}>
          {line}
        </p>
      ))}
      {chapters.map((chapter) => (
        <section key={chapter.number}>
          <h3 className={css.chapter}>
            {chapter.number}　{chapter.title}
          </h3>
          {chapter.articles.map((article) => (
            <div key={article.number}>
              <p className={css.text}>
                <strong>{article.number}</strong>　【{article.title}】{article.text}
              </p>
              {article.items.map((item, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- items of a clause are known by their number alone
                <p key={index} className={css.text}>
                  （{chineseNumber(index + 1)}）{item}
                </p>
              ))}
              {article.table && <PaperTable table={article.table} />}
            </div>
          ))}
        </section>
      ))}
      {annexes.map((annex) => (
        <section key={annex.number} className={css.annex}>
          <p className={css.number}>{annex.number}</p>
          <h3 className={css.chapter}>{annex.title}</h3>
          {annex.blocks.map((block, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- blocks of an annex are known by their place alone
            <Block key={index} block={block} />
          ))}
        </section>
      ))}
      <p className={css.foot}>{foot}</p>
    </article>
  )
}

function Block({ block }: { block: AnnexBlock }) {
  if ('heading' in block) return <h4 className={css.heading}>{block.heading}</h4>
  if ('table' in block) return <PaperTable table={block.table} />
  return block.text.split('\n').map((line, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- lines of a text are known by their place alone
    <p key={index} className={css.text}>
      {line}
    </p>
  ))
}

function PaperTable({ table: { head, rows } }: { table: PrintedTable }) {
  return (
    <div className={css.wide}>
      <table className={css.table}>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a printed table are known by their place alone
            <tr key={index}>
              {row.map((cell, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- as rows are
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
