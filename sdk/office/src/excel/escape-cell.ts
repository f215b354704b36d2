/** What spreadsheet programs may take for a formula, the full-width forms among it; after any apostrophes of our own. */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * A text no spreadsheet program takes for a formula, also after the file was saved as CSV and opened again (OWASP, CSV injection).
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function escapeCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

/** What `escapeCell` was given. */
export function unescapeCell(text: string): string {
  return text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text
}
