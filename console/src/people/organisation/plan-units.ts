import type { UnitRecord } from '@shaotai/core'
import { initials } from '../../platform/pinyin.ts'
import type { ReadRow } from '../../responsibility/workbench/import/read-table.ts'
import { plain } from '../../responsibility/workbench/unit-name.ts'
import { findUnit, indexUnits } from './find-unit.ts'
import type { CheckedRow, RowProblem } from './plan.ts'
import { guessType, readStatus, readType, UNIT_COLUMNS, type UnitColumn } from './tables.ts'

type Matched = { row: ReadRow<UnitColumn>; old: UnitRecord | undefined; id: string; name: string; twice: number | undefined }
type Read = { rows: CheckedRow[]; records: UnitRecord[]; after: UnitRecord[] }

const ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
const LONGEST = 200

/** The rows of a table of units as units: those the county has by hidden id, code or name, the others new. */
export function planUnits(
  before: readonly UnitRecord[],
  rows: readonly ReadRow<UnitColumn>[],
  exported?: Readonly<Record<string, readonly string[]>>,
): Read {
  const matched = matchUnits(before, rows)
  const named = indexUnits([
    ...before.filter((unit) => matched.every(({ id }) => id !== unit.id)),
    ...matched.map(({ id, name, old, row }) => ({ ...old, id, name, shortName: row.cells.shortName ?? old?.shortName })),
  ])
  const read = matched.map((one) => readUnit(one, named, exported))
  const records = new Map(
    read.flatMap(({ record, row }) => (row.problems.some(({ code }) => code === 'twice') ? [] : [[record.id, record]])),
  )
  const after = new Map([...before.map((unit) => [unit.id, unit] as const), ...records])
  return { rows: read.map(({ row }) => row), records: [...records.values()], after: [...after.values()] }
}

function matchUnits(before: readonly UnitRecord[], rows: readonly ReadRow<UnitColumn>[]): Matched[] {
  const byId = new Map(before.map((unit) => [unit.id, unit]))
  // Of two with one name, the one in use is meant.
  const byName = new Map(before.toSorted((a, b) => Number(a.active) - Number(b.active)).map((unit) => [plain(unit.name), unit]))
  const taken = new Set(byId.keys())
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const name = row.cells.name?.trim() ?? ''
    const code = row.cells.id?.trim() ?? ''
    const old = (row.key === undefined ? undefined : byId.get(row.key)) ?? byId.get(code) ?? byName.get(plain(name))
    const key = old ? old.id : code === '' ? plain(name) : code
    const twice = seen.get(key)
    if (twice === undefined) seen.set(key, row.number)
    const id = old?.id ?? (ID.test(code) && !taken.has(code) ? code : freeId(name, taken))
    taken.add(id)
    return { row, old, id, name: name === '' ? (old?.name ?? '') : name, twice }
  })
}

/** A code one can say aloud: the pinyin initials of the name, with a number when it is taken. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const letters = initials(name)
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 8)
    .toUpperCase()
  const stem = /^[A-Z]/.test(letters) ? letters : `U${letters}`
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}${number}`
    if (!taken.has(id)) return id
  }
}

function readUnit(
  { row, old, id, name, twice }: Matched,
  named: ReturnType<typeof indexUnits>,
  exported: Readonly<Record<string, readonly string[]>> | undefined,
): { record: UnitRecord; row: CheckedRow } {
  const problems: RowProblem[] = []
  const red = (column: UnitColumn, code: string, params: Record<string, unknown> = {}, near?: readonly string[]) =>
    problems.push({ column, severity: 'red', code, params, ...(near && near.length > 0 && { near }) })
  const amber = (column: UnitColumn, code: string, params: Record<string, unknown> = {}) =>
    problems.push({ column, severity: 'amber', code, params })
  // A cell that says what it said when it was exported changes nothing, whatever stands there by now.
  const cell = (column: UnitColumn): string | undefined => {
    const text = row.cells[column]?.trim()
    const was = old && exported?.[old.id]?.[UNIT_COLUMNS.indexOf(column)]
    return text !== undefined && old !== undefined && was?.trim() === text ? undefined : text
  }
  if (twice !== undefined) red('name', 'twice', { row: twice })
  if (name === '') red('name', 'required')
  const code = row.cells.id?.trim() ?? ''
  if (!old && code !== '' && !ID.test(code)) red('id', 'bad-id', { text: code })
  const typed = cell('type')
  const type = typed === undefined || typed === '' ? (old?.type ?? guessType(name)) : readType(typed)
  if (type === undefined) red('type', 'type-unknown', { text: typed })
  else if (!old && (typed === undefined || typed === '')) amber('type', 'type-guessed', { type })
  const status = cell('status')
  const active = status === undefined ? (old?.active ?? true) : readStatus(status)
  if (active === undefined) red('status', 'status-unknown', { text: status })
  const parentText = cell('parent')
  const found = parentText === undefined || parentText === '' ? undefined : findUnit(parentText, named)
  if (found && 'near' in found) red('parent', 'unit-unknown', { text: parentText }, found.near)
  const parent = parentText === undefined ? old?.parent : found && 'unit' in found ? found.unit : undefined
  const own = cell('name')
  const kept = own === undefined || own === '' ? (old?.name ?? name) : own
  if (old && plain(kept) !== plain(old.name)) amber('name', 'renamed', { from: old.name, to: kept })
  const text = (column: 'shortName' | 'phone', most: number): string | undefined => {
    const value = cell(column) ?? old?.[column] ?? ''
    if (value.length > most) red(column, 'too-long', { most })
    return value === '' ? undefined : value
  }
  if (kept.length > LONGEST) red('name', 'too-long', { most: LONGEST })
  const [shortName, phone] = [text('shortName', LONGEST), text('phone', 40)]
  const record: UnitRecord = {
    id,
    name: kept,
    ...(shortName !== undefined && { shortName }),
    type: type ?? 'department',
    ...(parent !== undefined && { parent }),
    active: active ?? true,
    ...(phone !== undefined && { phone }),
  }
  return { record, row: { place: 'units', number: row.number, id, name: kept, cells: row.cells, isNew: old === undefined, problems } }
}
