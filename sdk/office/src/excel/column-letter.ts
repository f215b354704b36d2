/** How Excel names a column counted from 0: A, B … Z, AA. */
export function columnLetter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnLetter(Math.floor(column / 26) - 1) + columnLetter(column % 26)
}
