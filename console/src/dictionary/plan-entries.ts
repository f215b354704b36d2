import type { DictionaryEntry } from '@shaotai/core'
import type { SheetRow } from '@shaotai/office/excel'

/** What a column of a table of values says. */
export const ENTRY_COLUMNS = ['id', 'name', 'parent', 'en', 'retired'] as const
export type EntryColumn = (typeof ENTRY_COLUMNS)[number]

/** One row of the table held against the dictionary. */
export type PlannedEntry = {
  readonly row: number
  readonly is: 'added' | 'changed' | 'same' | 'refused'
  readonly entry: DictionaryEntry
  readonly before?: DictionaryEntry
  /** Why the row is left out. */
  readonly problem?: 'name-missing' | 'code-wrong' | 'code-twice' | 'parent-unknown' | 'too-many'
}
export type EntryPlan = {
  readonly rows: readonly PlannedEntry[]
  /** Values in use the table does not have. */ readonly absent: readonly DictionaryEntry[]
}

const HEADINGS: Readonly<Record<EntryColumn, RegExp>> = {
  id: /^(编码|编号|代码|代号|字典编码|code|id)$/i,
  name: /^(名称|字典项|选项|值|项目|标签|name|label)$/i,
  parent: /^(上级|上级编码|上级代码|上级名称|所属|归属|parent)$/i,
  en: /^(英文|英文名称|英文名|english|en)$/i,
  retired: /^(停用|是否停用|已停用|retired)$/i,
}
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
const SEARCHED = 20
const YES = /^(是|停用|已停用|y|yes|true|1|√)$/i

/** The row with the names of the columns, and what each column is; a table of one column without a heading holds names. */
export function findEntryHeader(rows: readonly SheetRow[]): { at: number; columns: readonly (EntryColumn | undefined)[] } | undefined {
  for (const [at, { cells }] of rows.slice(0, SEARCHED).entries()) {
    const columns = cells.map((cell) => ENTRY_COLUMNS.find((column) => HEADINGS[column].test(cell.replaceAll(/[\s*＊]/g, ''))))
    if (columns.includes('name')) return { at, columns }
  }
  return rows.every(({ cells }) => cells.length <= 1) && rows.length > 0 ? { at: -1, columns: ['name'] } : undefined
}

/**
 * A table held against a dictionary: a row is the value of its code, or without a code the value of its name. A value above another is named
 * by code or by name. Nothing is taken away; what the table lacks is told.
 */
export function planEntries(
  entries: readonly DictionaryEntry[],
  { rows, columns, most }: { rows: readonly SheetRow[]; columns: readonly (EntryColumn | undefined)[]; most: number },
): EntryPlan {
  const at = (column: EntryColumn) => columns.indexOf(column)
  const told = (cells: readonly string[], column: EntryColumn) => (at(column) < 0 ? undefined : (cells[at(column)] ?? '').trim())
  const taken = new Set(entries.map(({ id }) => id))
  const fresh = freshCodes(taken)
  const seen = new Set<string>()
  const read = rows
    .filter(({ cells }) => ENTRY_COLUMNS.some((column) => (told(cells, column) ?? '') !== ''))
    .map(({ number, cells }) => {
      const name = told(cells, 'name') ?? ''
      const code = told(cells, 'id') ?? ''
      const before = entries.find((one) => (code === '' ? one.name === name : one.id === code))
      const id = code === '' ? (before?.id ?? fresh()) : code
      return { number, cells, name, id, before }
    })
  const codes = new Set([...taken, ...read.map(({ id }) => id)])
  const byName = new Map([...entries, ...read].map(({ id, name }) => [name, id]))
  let count = entries.length
  const planned = read.map(({ number, cells, name, id, before }): PlannedEntry => {
    const above = told(cells, 'parent')
    const parent = above === undefined ? before?.parent : above === '' ? undefined : codes.has(above) ? above : byName.get(above)
    const en = told(cells, 'en') ?? before?.en
    const retired = at('retired') < 0 ? before?.retired === true : YES.test(told(cells, 'retired') ?? '')
    const entry: DictionaryEntry = {
      id,
      name: name.slice(0, 100),
      ...(en !== undefined && en !== '' && { en: en.slice(0, 100) }),
      ...(parent !== undefined && { parent }),
      ...(retired && { retired: true }),
    }
    const refuse = (problem: PlannedEntry['problem']): PlannedEntry => ({ row: number, is: 'refused', entry, ...(problem && { problem }) })
    if (name === '') return refuse('name-missing')
    if (!CODE.test(id)) return refuse('code-wrong')
    if (seen.has(id)) return refuse('code-twice')
    if (above !== undefined && above !== '' && (parent === undefined || parent === id)) return refuse('parent-unknown')
    seen.add(id)
    if (!before) {
      count += 1
      return count > most ? refuse('too-many') : { row: number, is: 'added', entry }
    }
    return { row: number, is: JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(entry)) ? 'same' : 'changed', entry, before }
  })
  return { rows: planned, absent: entries.filter((one) => !one.retired && !seen.has(one.id)) }
}

/** The values after a plan: changed ones in their places, new ones at the end, those the table lacks out of use where that is wanted. */
export function applyEntries(entries: readonly DictionaryEntry[], plan: EntryPlan, retireAbsent: boolean): DictionaryEntry[] {
  const changed = new Map(plan.rows.filter(({ is }) => is === 'changed').map(({ entry }) => [entry.id, entry]))
  const absent = new Set(retireAbsent ? plan.absent.map(({ id }) => id) : [])
  const kept = entries.map((one) => changed.get(one.id) ?? (absent.has(one.id) ? { ...one, retired: true } : one))
  return [...kept, ...plan.rows.filter(({ is }) => is === 'added').map(({ entry }) => entry)]
}

/** Codes nobody has: `v1`, `v2`… */
export function freshCodes(taken: ReadonlySet<string>): () => string {
  const given = new Set(taken)
  let count = 0
  return () => {
    do count += 1
    while (given.has(`v${count}`))
    given.add(`v${count}`)
    return `v${count}`
  }
}

function inOrder({ id, name, en, parent, retired }: DictionaryEntry): unknown[] {
  return [id, name, en ?? '', parent ?? '', retired === true]
}
