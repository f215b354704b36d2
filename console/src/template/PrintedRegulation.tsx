import type { AnnexBlock, PrintedPolicy, PrintedTable } from '@shaotai/core'
import css from './template.module.css'

/** A policy as the regulation (办法) it is: chapters and clauses; annexes are opened one by one. */
export function PrintedRegulation({ printed }: { printed: PrintedPolicy }) {
  return (
    <article className={css.paper} lang="zh-CN">
      <h2 className={css.paperTitle}>{printed.title}</h2>
      {printed.chapters.map((chapter) => (
        <section key={chapter.number}>
          <h3>
            {chapter.number} {chapter.title}
          </h3>
          {chapter.articles.map((article) => (
            <div key={article.number} className={css.article}>
              <p>
                <strong>
                  {article.number} {article.title}
                </strong>
                {article.text !== '' && <> {article.text}</>}
              </p>
              {article.items.length > 0 && (
                <ul>
                  {article.items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              )}
              {article.table && <Table table={article.table} />}
            </div>
          ))}
        </section>
      ))}
      {printed.annexes.map((annex) => (
        <details key={annex.number} className={css.annex}>
          <summary>
            {annex.number} {annex.title}
          </summary>
          {annex.blocks.map((block, index) => (
            <Block key={`${annex.number}/${index}`} block={block} />
          ))}
        </details>
      ))}
    </article>
  )
}

function Block({ block }: { block: AnnexBlock }) {
  if ('heading' in block) return <h4>{block.heading}</h4>
  if ('text' in block) return <p>{block.text}</p>
  return <Table table={block.table} />
}

function Table({ table }: { table: PrintedTable }) {
  return (
    // A wide table scrolls inside its box, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={table.head.join('、')}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, index) => (
              <th key={`${cell}/${index}`} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={`${row[0]}/${index}`}>
              {row.map((cell, column) => (
                <td key={`${column}/${cell}`}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
