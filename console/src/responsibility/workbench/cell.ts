import { fail, isInForce, LIST_KINDS, ok, type ListItem, type Result } from '@shaotai/core'
import type { Column } from './columns.ts'
import { guessUnit, plain, type NamedUnit } from './unit-name.ts'

/** What the texts of a list's cells stand for. */
export type CellNames = {
  units: readonly NamedUnit[]
  domains: readonly { id: string; name: string }[]
  categories: readonly { id: string; name: string }[]
  /** 清单类别, in the language of the person. */
  kinds: Readonly<Record<ListItem['kind'], string>>
  words: { yes: string; no: string; active: string; retired: string; ended: string; coming: string }
  /** Names of units that were confirmed before, by their text. */
  confirmed?: Readonly<Record<string, string>>
  today: string
}

/** Why a text cannot stand in a cell. */
export type CellProblem =
  | { code: 'required' | 'not-yes-or-no' | 'not-a-date' | 'fixed' | 'bad-id'; text: string }
  | { code: 'too-long'; text: string; most: number }
  | { code: 'too-many'; text: string; most: number }
  | { code: 'unknown-unit'; text: string; near: string[] }
  | { code: 'unknown-domain' | 'unknown-kind' | 'unknown-category'; text: string }

const SEPARATOR = '、'

/** What a cell shows. */
export function cellText(item: ListItem, column: Column, names: CellNames): string {
  const unit = (id: string) => names.units.find((one) => one.id === id)?.name ?? id
  switch (column) {
    case 'domain':
      return names.domains.find((one) => one.id === item.domain)?.name ?? item.domain
    case 'category':
      return names.categories.find((one) => one.id === item.category)?.name ?? item.category
    case 'kind':
      return names.kinds[item.kind] ?? item.kind
    case 'lead':
      return item.lead === '' ? '' : unit(item.lead)
    case 'cooperating':
      return item.cooperating.map(unit).join(SEPARATOR)
    case 'situations':
      return item.situations.map(({ name }) => name).join('\n')
    case 'legalBasis':
      return item.legalBasis.join('\n')
    case 'town':
      return item.duties?.town ?? ''
    case 'leadDuty':
      return item.duties?.lead ?? ''
    case 'whistle':
      return item.whistle ? names.words.yes : names.words.no
    case 'status':
      return statusText(item, names)
    case 'id':
    case 'name':
      return item[column]
    case 'openCriteria':
    case 'closeCriteria':
    case 'effectiveFrom':
    case 'effectiveTo':
      return item[column] ?? ''
  }
}

function statusText(item: ListItem, { words, today }: CellNames): string {
  if (item.retired) return words.retired
  if (isInForce(item, today)) return words.active
  return item.effectiveTo !== undefined && item.effectiveTo < today ? words.ended : words.coming
}

/** The item with a text written into one of its cells; a text that says what the cell already says changes nothing. */
export function writeCell(item: ListItem, column: Column, written: string, names: CellNames): Result<ListItem, CellProblem> {
  const text = written.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  if (text === cellText(item, column, names).trim()) return ok(item)
  switch (column) {
    case 'id':
      return fail({ code: 'fixed', text })
    case 'name':
      return label(text, 200, (name) => ({ ...item, name }))
    case 'domain':
      return choose(text, names.domains, 'unknown-domain', (domain) => ({ ...item, domain }))
    case 'category':
      return choose(text, names.categories, 'unknown-category', (category) => ({ ...item, category }))
    case 'kind': {
      const kind = LIST_KINDS.find((one) => one === text || plain(names.kinds[one]) === plain(text))
      return kind ? ok({ ...item, kind }) : fail({ code: text === '' ? 'required' : 'unknown-kind', text })
    }
    case 'lead': {
      if (text === '') return fail({ code: 'required', text })
      const guess = guessUnit(text, names.units, names.confirmed)
      return 'unit' in guess ? ok({ ...item, lead: guess.unit }) : fail({ code: 'unknown-unit', text, near: guess.near })
    }
    case 'cooperating':
      return writeUnits(item, text, names)
    case 'situations':
      return writeSituations(item, linesOf(text))
    case 'legalBasis': {
      const legalBasis = linesOf(text)
      const long = legalBasis.find((line) => line.length > 300)
      if (long !== undefined) return fail({ code: 'too-long', text: long, most: 300 })
      return legalBasis.length > 20 ? fail({ code: 'too-many', text, most: 20 }) : ok({ ...item, legalBasis })
    }
    case 'town':
      return prose(text, (town) => withDuty(item, 'town', town))
    case 'leadDuty':
      return prose(text, (lead) => withDuty(item, 'lead', lead))
    case 'openCriteria':
    case 'closeCriteria':
      return prose(text, (value) => withOptional(item, column, value))
    case 'effectiveFrom':
    case 'effectiveTo': {
      const day = text === '' ? undefined : readDay(text)
      return day === null ? fail({ code: 'not-a-date', text }) : ok(withOptional(item, column, day))
    }
    case 'whistle': {
      const yes = readYes(text, names.words)
      return yes === undefined ? fail({ code: 'not-yes-or-no', text }) : ok({ ...item, whistle: yes })
    }
    case 'status':
      return writeStatus(item, text, names)
  }
}

/** The separate things of a cell with units: by 、, by comma, semicolon or line. A name may hold brackets, not these. */
export function splitUnits(text: string): string[] {
  return text
    .split(/[、，,；;\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^(?:无|—+|-+|\/)$/.test(one))
}

function writeUnits(item: ListItem, text: string, names: CellNames): Result<ListItem, CellProblem> {
  const cooperating: string[] = []
  for (const one of splitUnits(text)) {
    const guess = guessUnit(one, names.units, names.confirmed)
    // What the cell holds already may stay, also when the unit is gone.
    const unit = 'unit' in guess ? guess.unit : item.cooperating.find((id) => id === one)
    if (unit === undefined) return fail({ code: 'unknown-unit', text: one, near: 'near' in guess ? guess.near : [] })
    if (!cooperating.includes(unit)) cooperating.push(unit)
  }
  return cooperating.length > 20 ? fail({ code: 'too-many', text, most: 20 }) : ok({ ...item, cooperating })
}

/** Situations keep what is known of them by their name; as many as before, renamed ones by their place. */
function writeSituations(item: ListItem, lines: readonly string[]): Result<ListItem, CellProblem> {
  const long = lines.find((line) => line.length > 200)
  if (long !== undefined) return fail({ code: 'too-long', text: long, most: 200 })
  if (lines.length > 40) return fail({ code: 'too-many', text: lines.join('\n'), most: 40 })
  const free = item.situations.filter(({ name }) => !lines.includes(name))
  const renamed = lines.length === item.situations.length
  const taken = new Set(item.situations.map(({ id }) => id))
  const situations = lines.map((name, index) => {
    const known = item.situations.find((one) => one.name === name)
    if (known) return known
    const before = item.situations[index]
    if (renamed && before && free.includes(before)) return { ...before, name }
    let number = lines.length
    while (taken.has(`s${number}`)) number++
    taken.add(`s${number}`)
    return { id: `s${number}`, name }
  })
  return ok({ ...item, situations })
}

function writeStatus(item: ListItem, text: string, names: CellNames): Result<ListItem, CellProblem> {
  const said = plain(text)
  const off = [names.words.retired, '停用', '已停用', '废止', '已废止', '删除', '取消'].some((word) => plain(word) === said)
  const on = [names.words.active, names.words.ended, names.words.coming, '在用', '有效', '启用', '现行', '施行', '正常'].some(
    (word) => plain(word) === said,
  )
  if (off) return ok({ ...item, retired: true })
  if (!on) return fail({ code: 'not-yes-or-no', text })
  const { retired: _retired, ...kept } = item
  return ok(kept)
}

function label(text: string, most: number, change: (text: string) => ListItem): Result<ListItem, CellProblem> {
  if (text === '') return fail({ code: 'required', text })
  return text.length > most ? fail({ code: 'too-long', text, most }) : ok(change(text.replaceAll(/\s*\n\s*/g, '')))
}

function prose(text: string, change: (text: string | undefined) => ListItem): Result<ListItem, CellProblem> {
  return text.length > 4000 ? fail({ code: 'too-long', text, most: 4000 }) : ok(change(text === '' ? undefined : text))
}

function choose(
  text: string,
  among: readonly { id: string; name: string }[],
  code: 'unknown-domain' | 'unknown-category',
  change: (id: string) => ListItem,
): Result<ListItem, CellProblem> {
  if (text === '') return fail({ code: 'required', text })
  const found = among.find(({ id, name }) => plain(name) === plain(text) || id === text)
  return found ? ok(change(found.id)) : fail({ code, text })
}

function withDuty(item: ListItem, who: 'town' | 'lead', text: string | undefined): ListItem {
  const { [who]: _before, ...others } = item.duties ?? {}
  const duties = text === undefined ? others : { ...others, [who]: text }
  if (Object.keys(duties).length > 0) return { ...item, duties }
  const { duties: _duties, ...kept } = item
  return kept
}

function withOptional<K extends 'openCriteria' | 'closeCriteria' | 'effectiveFrom' | 'effectiveTo'>(
  item: ListItem,
  key: K,
  value: string | undefined,
): ListItem {
  if (value !== undefined) return { ...item, [key]: value }
  const { [key]: _before, ...kept } = item
  return kept as ListItem
}

function linesOf(text: string): string[] {
  return [
    ...new Set(text.split('\n').map((line) => line.replace(/^(?:\d+[.、．)）]|[（(][\d一二三四五六七八九十]+[)）])\s*/, '').trim())),
  ].filter(Boolean)
}

/** A day as people write it: 2026-3-1, 2026/03/01, 2026年3月1日, 20260301. Null when it is none. */
export function readDay(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').replaceAll(' ', '')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (year === '' || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  return date.toISOString().slice(0, 10)
}

function readYes(text: string, words: CellNames['words']): boolean | undefined {
  const said = plain(text)
  if ([words.yes, '是', '可', '可以', '能', '√', '✓', 'Y', 'YES', 'TRUE', '1', '可吹哨', '可以吹哨'].some((word) => plain(word) === said))
    return true
  if (
    [words.no, '否', '不', '不可', '不可以', '不能', '×', '✗', 'X', 'N', 'NO', 'FALSE', '0', '不可吹哨'].some(
      (word) => plain(word) === said,
    )
  )
    return false
  return undefined
}
