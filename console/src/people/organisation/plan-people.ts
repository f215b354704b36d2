import type { PersonRecord, UnitRecord } from '@shaotai/core'
import { initials } from '../../platform/pinyin.ts'
import type { ReadRow } from '../../responsibility/workbench/import/read-table.ts'
import { plain } from '../../responsibility/workbench/unit-name.ts'
import { findUnit, indexUnits } from './find-unit.ts'
import type { CheckedRow, RowProblem } from './plan.ts'
import { PERSON_COLUMNS, readRoles, readStatus, roleFits, type PersonColumn } from './tables.ts'

const ACCOUNT = /^[a-z][a-z0-9_.-]{1,39}$/
const LONGEST = { name: 40, phone: 40 } as const

type Context = { units: readonly UnitRecord[]; exported: Readonly<Record<string, readonly string[]>> | undefined }

/** The rows of a table of people as accounts: those the county has by hidden id, account, or name within the unit, the others new. */
export function planPeople(
  before: readonly PersonRecord[],
  rows: readonly ReadRow<PersonColumn>[],
  { units, exported }: Context,
): { rows: CheckedRow[]; records: PersonRecord[] } {
  const named = indexUnits(units)
  const types = new Map(units.map((unit) => [unit.id, unit.type]))
  const byId = new Map(before.map((person) => [person.id, person]))
  const byAccount = new Map(before.map((person) => [person.account, person]))
  const byName = groupByName(before)
  const accounts = new Set(byAccount.keys())
  const ids = new Set(byId.keys())
  const seen = new Map<string, number>()
  const records = new Map<string, PersonRecord>()
  const checked = rows.map((row): CheckedRow => {
    const problems: RowProblem[] = []
    const red = (column: PersonColumn, code: string, params: Record<string, unknown> = {}, near: readonly string[] = []) =>
      problems.push({ column, severity: 'red', code, params, ...(near.length > 0 && { near }) })
    const amber = (column: PersonColumn, code: string, params: Record<string, unknown> = {}) =>
      problems.push({ column, severity: 'amber', code, params })
    const written = (column: PersonColumn) => row.cells[column]?.trim() ?? ''
    const name = written('name')
    const inUnit = written('unit') === '' ? undefined : findUnit(written('unit'), named)
    const unit = inUnit && 'unit' in inUnit ? inUnit.unit : undefined
    const namesakes = byName.get(key(name, unit)) ?? []
    const old =
      (row.key === undefined ? undefined : byId.get(row.key)) ??
      byAccount.get(written('account')) ??
      (written('account') === '' && namesakes.length === 1 ? namesakes[0] : undefined)
    // A cell that says what it said when it was exported changes nothing, whatever stands there by now.
    const cell = (column: PersonColumn): string | undefined => {
      const text = row.cells[column]?.trim()
      const was = old && exported?.[old.id]?.[PERSON_COLUMNS.indexOf(column)]
      return text !== undefined && old !== undefined && was?.trim() === text ? undefined : text
    }
    const ownName = cell('name')
    const kept = ownName === undefined || ownName === '' ? (old?.name ?? name) : ownName
    if (kept === '') red('name', 'required')
    if (kept.length > LONGEST.name) red('name', 'too-long', { most: LONGEST.name })
    const unitText = cell('unit')
    if (unitText === '' || (unitText === undefined && !old)) red('unit', 'required')
    else if (unitText !== undefined && inUnit && 'near' in inUnit) red('unit', 'unit-unknown', { text: unitText }, inUnit.near)
    const lives = unitText === undefined ? (old?.unit ?? unit ?? '') : (unit ?? '')
    const rolesText = cell('roles')
    const { roles, unknown } = rolesText === undefined ? { roles: old?.roles ?? [], unknown: [] } : readRoles(rolesText)
    for (const text of unknown) red('roles', 'role-unknown', { text })
    if (roles.length === 0 && unknown.length === 0) red('roles', 'required')
    const type = types.get(lives)
    for (const role of roles) if (type !== undefined && !roleFits(role, type)) amber('roles', 'role-side', { role, type })
    const status = cell('status')
    const active = status === undefined ? (old?.active ?? true) : readStatus(status)
    if (active === undefined) red('status', 'status-unknown', { text: status })
    const wanted = (cell('account') ?? '').toLowerCase()
    if (wanted !== '' && !ACCOUNT.test(wanted)) red('account', 'account-bad', { text: wanted })
    const account = wanted !== '' ? wanted : (old?.account ?? freeAccount(kept, lives, accounts))
    accounts.add(account)
    if (!old && namesakes.length > 0) amber('name', 'same-name', { account: namesakes.map((one) => one.account).join('、') })
    const id = old?.id ?? freeId(account, ids)
    ids.add(id)
    const same = old ? old.id : `${plain(kept)} ${lives} ${wanted}`
    const twice = seen.get(same)
    if (twice === undefined) seen.set(same, row.number)
    else red('name', 'twice', { row: twice })
    const phone = cell('phone') ?? old?.phone ?? ''
    if (phone.length > LONGEST.phone) red('phone', 'too-long', { most: LONGEST.phone })
    if (twice === undefined)
      records.set(id, {
        id,
        account,
        name: kept,
        unit: lives,
        roles: [...roles],
        ...(phone !== '' && { phone }),
        active: active ?? true,
      })
    return { place: 'people', number: row.number, id, name: kept, cells: row.cells, isNew: old === undefined, problems }
  })
  // A row with something wrong is no record yet; the page does not go on before it is put right.
  const sound = new Set(checked.filter(({ problems }) => problems.every(({ severity }) => severity !== 'red')).map(({ id }) => id))
  return { rows: checked, records: [...records.values()].filter(({ id }) => sound.has(id)) }
}

function key(name: string, unit: string | undefined): string {
  return `${plain(name)} ${unit ?? ''}`
}

function groupByName(people: readonly PersonRecord[]): Map<string, PersonRecord[]> {
  const groups = new Map<string, PersonRecord[]>()
  for (const person of people) {
    const at = key(person.name, person.unit)
    groups.set(at, [...(groups.get(at) ?? []), person])
  }
  return groups
}

/** An account one can type: the initials of the name and the code of the unit, with a number when it is taken. */
function freeAccount(name: string, unit: string, taken: ReadonlySet<string>): string {
  const letters = (text: string) =>
    initials(text)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
  const stem = `${letters(name).slice(0, 12) || 'user'}.${letters(unit).slice(0, 20) || 'x'}`
  const start = /^[a-z]/.test(stem) ? stem : `u${stem}`
  for (let number = 1; ; number++) {
    const account = number === 1 ? start : `${start}${number}`
    if (!taken.has(account)) return account
  }
}

function freeId(account: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? account : `${account}.${number}`
    if (!taken.has(id)) return id
  }
}
