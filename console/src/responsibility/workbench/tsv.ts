/** Cells as Excel puts them on the clipboard: tabs between, a line each; what holds a tab, a line end or a quote stands in quotes. */
export function writeTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n')
}

/** Cells from the clipboard. The line end after the last row, which Excel writes, is no row. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const tidy = text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '')
  let at = 0
  while (at <= tidy.length) {
    const row = rows.at(-1) ?? []
    if (tidy[at] === '"') {
      const { cell, end } = quoted(tidy, at + 1)
      row.push(cell)
      at = end
    } else {
      let stop = at
      while (stop < tidy.length && tidy[stop] !== '\t' && tidy[stop] !== '\n') stop++
      row.push(tidy.slice(at, stop))
      at = stop
    }
    if (tidy[at] === '\n') rows.push([])
    at++
  }
  return rows
}

function quoted(text: string, from: number): { cell: string; end: number } {
  let cell = ''
  let at = from
  while (at < text.length) {
    if (text[at] !== '"') cell += text[at]
    else if (text[at + 1] === '"') {
      cell += '"'
      at++
    } else {
      at++
      break
    }
    at++
  }
  // A quote that only begins a cell, as people type it: the rest up to the next cell belongs to it.
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n') cell += text[at++]
  return { cell, end: at }
}
