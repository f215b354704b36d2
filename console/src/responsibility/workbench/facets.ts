import type { ListItem } from '@shaotai/core'
import { matches } from '../../platform/pinyin.ts'
import { cellText, type CellNames } from './cell.ts'

/** What the list is narrowed to; nothing chosen is everything. */
export type Facets = {
  typed: string
  domains: readonly string[]
  units: readonly string[]
  status: readonly ('active' | 'retired')[]
  /** Only items with a finding. */
  troubled: boolean
  /** By how many cases last year had. */
  hits?: 'none' | 'some' | 'many' | undefined
}

export const NO_FACETS: Facets = { typed: '', domains: [], units: [], status: [], troubled: false }
/** From how many cases a year an item counts as asked for often. */
export const MANY_HITS = 20

type Known = { names: CellNames; troubled: ReadonlySet<number>; hits: ReadonlyMap<string, number> | undefined }

/** The places in the document of the items that fit. */
export function fitting(items: readonly ListItem[], facets: Facets, known: Known): number[] {
  return items.flatMap((item, index) => (fits(item, index, facets, known) ? [index] : []))
}

function fits(item: ListItem, index: number, facets: Facets, { names, troubled, hits }: Known): boolean {
  if (facets.domains.length > 0 && !facets.domains.includes(item.domain)) return false
  if (facets.units.length > 0 && !facets.units.includes(item.lead) && !item.cooperating.some((one) => facets.units.includes(one)))
    return false
  if (facets.status.length > 0 && !facets.status.includes(item.retired ? 'retired' : 'active')) return false
  if (facets.troubled && !troubled.has(index)) return false
  if (facets.hits !== undefined && hits && bandOf(hits.get(item.id) ?? 0) !== facets.hits) return false
  const typed = facets.typed.trim()
  if (typed === '') return true
  if (item.id.toLowerCase().includes(typed.toLowerCase())) return true
  return [item.name, ...item.situations.map(({ name }) => name), cellText(item, 'lead', names)].some((text) => matches(text, typed))
}

export function bandOf(count: number): NonNullable<Facets['hits']> {
  if (count === 0) return 'none'
  return count >= MANY_HITS ? 'many' : 'some'
}

/** How many items each choice of a facet would leave, whatever else is chosen. */
export function countBy(items: readonly ListItem[], keys: (item: ListItem) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) for (const key of new Set(keys(item))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
