import type { ListItem, Policy, Responsibilities } from '@shaotai/core'
import { cellText, splitUnits, writeCell, type CellNames, type CellProblem } from '../cell.ts'
import { COLUMNS, type Column } from '../columns.ts'
import { newItem, nextItemId } from '../new-item.ts'
import { plain } from '../unit-name.ts'
import type { Exported } from './exported.ts'
import type { ReadRow } from './read-table.ts'

export type TableRow = ReadRow<Column>

export type RowProblem =
  | CellProblem
  | { code: 'duplicate-id'; text: string; row: number }
  | { code: 'duplicate-name'; text: string; row: number }
  | { code: 'lead-among-cooperating'; text: string }
  | { code: 'no-basis' | 'new-domain' | 'copied-row'; text: string }
export type PlacedProblem = { column: Column; severity: 'red' | 'amber'; problem: RowProblem }

/** A cell changed in the file and, after it was exported, in the list too. */
export type Conflict = { id: string; name: string; column: Column; base: string; file: string; now: string }

export type CheckedRow = { row: TableRow; item: ListItem; isNew: boolean; problems: PlacedProblem[]; conflicts: Conflict[] }

export type Plan = {
  rows: CheckedRow[]
  /** Items of the list that the table does not have. */
  missing: ListItem[]
  /** Items that changed in the list after the file was exported. */
  changedSince: number
  /** Domains the table names and the list does not have. */
  newDomains: { id: string; name: string }[]
}

type Given = {
  list: Responsibilities
  policy: Pick<Policy, 'categories'>
  rows: readonly TableRow[]
  names: CellNames
  exported?: Exported
  /** Conflicts decided for the file, by `conflictKey`; the others keep what the list says. */
  fromFile?: ReadonlySet<string>
}

export const conflictKey = ({ id, column }: Pick<Conflict, 'id' | 'column'>) => `${id}/${column}`

/**
 * What importing a table would do, row by row, with everything that is wrong in its place. A cell that says what it said when it was exported
 * changes nothing, whatever the list says by now; a cell changed on both sides is a conflict.
 */
export function planImport({ list, policy, rows, names, exported, fromFile = new Set() }: Given): Plan {
  const newDomains = domainsToAdd(list, rows)
  const domains = [...list.domains, ...newDomains]
  const known = { ...names, domains }
  const byId = new Map(list.items.map((item) => [item.id, item]))
  const byName = new Map(list.items.filter((item) => !item.retired).map((item) => [plain(item.name), item]))
  const seen = new Map<string, number>()
  const seenNames = new Map<string, number>()
  const taken = new Set<string>()
  const checked = rows.map((row): CheckedRow => {
    const { item: found, copied } = match(row, { byId, byName, seen, ours: exported !== undefined })
    const problems: PlacedProblem[] = copied ? [{ column: 'name', severity: 'amber', problem: { code: 'copied-row', text: copied } }] : []
    const base = found ? exported?.rows[found.id] : undefined
    let item = found ?? blank({ list, policy, row, domains, taken })
    const conflicts: Conflict[] = []
    for (const column of COLUMNS) {
      const text = row.cells[column]
      if (text === undefined || (column === 'id' && !found)) continue
      const now = found ? cellText(found, column, known) : ''
      const before = base ? (base[exported?.columns.indexOf(column) ?? -1] ?? '') : now
      if (found && same(text, before)) continue
      // A table from elsewhere that says nothing of a known item takes nothing from it; only our own file is emptied on purpose.
      if (found && !base && text.trim() === '') continue
      if (base && !same(now, before) && !same(text, now)) {
        const conflict = { id: item.id, name: found?.name ?? item.name, column, base: before, file: text, now }
        conflicts.push(conflict)
        if (!fromFile.has(conflictKey(conflict))) continue
      }
      // A new row leaves to us what it does not say.
      if (!found && text.trim() === '' && column !== 'name' && column !== 'lead') continue
      const written = writeCell(item, column, text, known)
      if (written.ok) item = written.value
      else problems.push({ column, severity: written.error.code === 'fixed' ? 'amber' : 'red', problem: written.error })
    }
    if (!found) taken.add(item.id)
    if (found) seen.set(found.id, row.number)
    return {
      row,
      item,
      isNew: !found,
      problems: [
        ...problems,
        ...checkRow({ row, item, isNew: !found, untouched: item === found && problems.length === 0, problems, seenNames, newDomains }),
      ],
      conflicts,
    }
  })
  const missing = list.items.filter(
    (item) => !seen.has(item.id) && !item.retired && (exported ? Object.hasOwn(exported.rows, item.id) : true),
  )
  return { rows: checked, missing, newDomains, changedSince: exported ? changedSince(list.items, exported, names) : 0 }
}

/** The list as a plan leaves it. Rows with something red must have been put right: of such a plan nothing is taken. */
export function applyPlan(list: Responsibilities, plan: Plan, retire: ReadonlySet<string>): Responsibilities | undefined {
  if (plan.rows.some(({ problems }) => problems.some(({ severity }) => severity === 'red'))) return undefined
  const changed = new Map(plan.rows.filter(({ isNew }) => !isNew).map(({ item }) => [item.id, item]))
  const items = list.items.map((item) => {
    const after = changed.get(item.id) ?? item
    return retire.has(item.id) ? { ...after, retired: true } : after
  })
  const added = plan.rows.filter(({ isNew }) => isNew).map(({ item }) => item)
  const domains = plan.newDomains.length === 0 ? list.domains : [...list.domains, ...plan.newDomains]
  return { ...list, domains, items: [...items, ...added] }
}

type Lookup = { byId: Map<string, ListItem>; byName: Map<string, ListItem>; seen: Map<string, number>; ours: boolean }

/** By the hidden id; else by the number of the item; in a table from elsewhere also by its name. A row copied in Excel is a new one. */
function match(row: TableRow, { byId, byName, seen, ours }: Lookup): { item: ListItem | undefined; copied?: string } {
  const key = row.key ?? row.cells.id?.trim() ?? ''
  const item = byId.get(key) ?? (ours && row.key !== undefined ? undefined : byName.get(plain(row.cells.name ?? '')))
  if (!item) return { item: undefined }
  return seen.has(item.id) ? { item: undefined, copied: item.id } : { item }
}

type Blank = {
  list: Responsibilities
  policy: Pick<Policy, 'categories'>
  row: TableRow
  domains: Responsibilities['domains']
  taken: ReadonlySet<string>
}

function blank({ list, policy, row, domains, taken }: Blank): ListItem {
  const domain = domains.find(({ name, id }) => plain(name) === plain(row.cells.domain ?? '') || id === row.cells.domain?.trim())?.id
  const wanted = row.cells.id?.trim() ?? ''
  const free = ITEM_ID.test(wanted) && !taken.has(wanted) && !list.items.some(({ id }) => id === wanted)
  const item = newItem(list, policy, domain === undefined ? {} : { domain })
  return { ...item, id: free ? wanted : nextItemId(list.items, item.domain, taken) }
}

const ITEM_ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

type Check = {
  row: TableRow
  item: ListItem
  isNew: boolean
  untouched: boolean
  problems: readonly PlacedProblem[]
  seenNames: Map<string, number>
  newDomains: Plan['newDomains']
}

/** What is wrong with a row as a whole. */
function checkRow({ row, item, isNew, untouched, problems, seenNames, newDomains }: Check): PlacedProblem[] {
  const found: PlacedProblem[] = []
  if (untouched) {
    // What the list says already is for the check of the draft, not for the import.
    seenNames.set(plain(item.name), row.number)
    return found
  }
  const told = new Set(problems.map(({ column }) => column))
  const wanted = row.cells.id?.trim() ?? ''
  if (isNew && wanted !== '' && wanted !== item.id)
    found.push({
      column: 'id',
      severity: 'red',
      problem: ITEM_ID.test(wanted) ? { code: 'duplicate-id', text: wanted, row: row.number } : { code: 'bad-id', text: wanted },
    })
  if (item.name === '' && !told.has('name')) found.push({ column: 'name', severity: 'red', problem: { code: 'required', text: '' } })
  if (item.lead === '' && !told.has('lead')) found.push({ column: 'lead', severity: 'red', problem: { code: 'required', text: '' } })
  if (item.lead !== '' && item.cooperating.includes(item.lead))
    found.push({ column: 'cooperating', severity: 'red', problem: { code: 'lead-among-cooperating', text: leadText(row, item) } })
  if (item.domain === '' && !told.has('domain')) found.push({ column: 'domain', severity: 'red', problem: { code: 'required', text: '' } })
  const domain = newDomains.find(({ id }) => id === item.domain)
  if (domain) found.push({ column: 'domain', severity: 'amber', problem: { code: 'new-domain', text: domain.name } })
  if (item.legalBasis.length === 0) found.push({ column: 'legalBasis', severity: 'amber', problem: { code: 'no-basis', text: '' } })
  const name = plain(item.name)
  const before = seenNames.get(name)
  if (item.name !== '' && before !== undefined)
    found.push({ column: 'name', severity: 'amber', problem: { code: 'duplicate-name', text: item.name, row: before } })
  else seenNames.set(name, row.number)
  return found
}

function leadText(row: TableRow, item: ListItem): string {
  return row.cells.lead?.trim() || splitUnits(row.cells.cooperating ?? '')[0] || item.lead
}

function domainsToAdd(list: Responsibilities, rows: readonly TableRow[]): Plan['newDomains'] {
  const known = new Set(list.domains.flatMap(({ id, name }) => [id, plain(name)]))
  const ids = new Set(list.domains.map(({ id }) => id))
  const added: Plan['newDomains'] = []
  for (const { cells } of rows) {
    const name = cells.domain?.trim() ?? ''
    if (name === '' || name.length > 200 || known.has(name) || known.has(plain(name))) continue
    known.add(plain(name))
    let number = list.domains.length + added.length + 1
    while (ids.has(`D${number}`)) number++
    ids.add(`D${number}`)
    added.push({ id: `D${number}`, name })
  }
  return added
}

function changedSince(items: readonly ListItem[], exported: Exported, names: CellNames): number {
  const now = new Map(items.map((item) => [item.id, item]))
  const ids = new Set([...now.keys(), ...Object.keys(exported.rows)])
  let count = 0
  for (const id of ids) {
    const item = now.get(id)
    const before = exported.rows[id]
    if (!item || !before || exported.columns.some((column, place) => !same(before[place] ?? '', cellText(item, column, names)))) count++
  }
  return count
}

/** Whether two cells say the same; blanks at the ends of lines are no change. */
function same(a: string, b: string): boolean {
  const tidy = (text: string) =>
    text
      .normalize('NFC')
      .replaceAll(/\r\n?/g, '\n')
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim()
  return tidy(a) === tidy(b)
}
