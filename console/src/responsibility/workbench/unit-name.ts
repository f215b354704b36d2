/** A unit as far as its names go. */
export type NamedUnit = { id: string; name: string; shortName?: string | null; type?: string }

/** Which unit a text means: certainly, or perhaps one of these, the likeliest first. */
export type UnitGuess = { unit: string } | { near: string[] }

/**
 * The unit somebody means who wrote its name, its short name, its code or a name of another wording (综执局, 城管局, 县综合行政执法局). Only
 * what one unit alone is called is certain; the rest has to be confirmed. `known` is what was confirmed before, by text.
 */
export function guessUnit(text: string, units: readonly NamedUnit[], known: Readonly<Record<string, string>> = {}): UnitGuess {
  const wanted = plain(text)
  if (wanted === '') return { near: [] }
  const confirmed = Object.hasOwn(known, wanted) ? known[wanted] : undefined
  if (confirmed !== undefined && units.some((unit) => unit.id === confirmed)) return { unit: confirmed }
  const exact = units.filter((unit) => unit.id === text.trim() || namesOf(unit).some((name) => plain(name) === wanted))
  if (exact.length === 1 && exact[0]) return { unit: exact[0].id }
  const bare = units.filter((unit) => namesOf(unit).some((name) => stem(name) === stem(text)))
  if (exact.length === 0 && bare.length === 1 && bare[0]) return { unit: bare[0].id }
  const near = units
    .map((unit) => ({ unit, score: Math.max(...namesOf(unit).map((name) => likeness(stem(text), stem(name)))) + weight(unit) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
  return { near: near.slice(0, 5).map(({ unit }) => unit.id) }
}

/** The key under which a confirmed name is remembered. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s"'“”‘’《》]/g, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .toUpperCase()
}

/** All names of a unit; what stands in brackets is a second one (县综合行政执法局（城市管理局）). */
function namesOf({ name, shortName }: NamedUnit): string[] {
  const [, first = '', second = ''] = /^(.*?)[(（](.+)[)）]$/.exec(name) ?? []
  return [name, shortName ?? '', first, second].filter((one) => one !== '')
}

/** A name without the word for the county before it. */
function stem(name: string): string {
  return plain(name).replace(/^(?:[\p{Script=Han}]{2,3})?[县区市](?!场|政|民|域)/u, '')
}

/** How much a text looks like a name, 0 to 1: its characters in their order within the name, or few strokes of the pen away. */
function likeness(text: string, name: string): number {
  if (text === '' || name === '') return 0
  const letters = Array.from(text)
  const common = commonInOrder(letters, Array.from(name))
  const share = common / letters.length
  if (share < 0.6) return 0
  // 综执局 stands whole in 综合行政执法局: an abbreviation ends as the name does and begins as it does.
  const ends = (text.at(-1) === name.at(-1) ? 0.15 : 0) + (text[0] === name[0] ? 0.15 : 0)
  return share * 0.55 + ends + 0.15 * (common / name.length)
}

/** Departments lead; their teams and local offices seldom do. */
function weight({ type }: NamedUnit): number {
  return type === undefined || type === 'department' || type === 'enterprise' ? 0.05 : 0
}

function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const letter of a) {
    const next = [0]
    for (const [index, other] of b.entries())
      next.push(letter === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
