import type { CrudFilter, CrudSort } from '@refinedev/core'
import { DAY, END_PHASES } from '@shaotai/core'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { civilToInstant } from '../../platform/form/civil-time.ts'
import { useCountyOffset } from '../../platform/format/county-time.ts'
import { useNow } from '../../platform/now.ts'
import type { Units } from '../../policy-data/use-units.ts'

export const PAGE_SIZE = 20
const MINUTE = 60_000
export type CaseQuery = Record<
  'q' | 'town' | 'category' | 'item' | 'state' | 'unit' | 'from' | 'to' | 'overdue' | 'overlay' | 'sort' | 'group',
  string
> & {
  page: number
}

const FIELDS = ['q', 'town', 'category', 'item', 'state', 'unit', 'from', 'to', 'overdue', 'overlay', 'sort', 'group'] as const

/** What a list shows, kept in the address: a link or a reload shows the same rows. */
export function useCaseQuery() {
  const [search, setSearch] = useSearchParams()
  const query = useMemo((): CaseQuery => {
    const values = Object.fromEntries(FIELDS.map((name) => [name, search.get(name) ?? ''])) as Record<(typeof FIELDS)[number], string>
    return { ...values, page: Math.max(1, Number(search.get('page')) || 1) }
  }, [search])
  const put = (change: Partial<CaseQuery> & { tab?: string }) => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (!('page' in change)) next.delete('page')
        for (const [name, value] of Object.entries(change)) {
          if (value === '' || value === undefined || (name === 'page' && value === 1)) next.delete(name)
          else next.set(name, String(value))
        }
        return next
      },
      { replace: true },
    )
  }
  const clear = () => {
    const tab = search.get('tab')
    setSearch(tab ? { tab } : {}, { replace: true })
  }
  const active = FIELDS.filter((name) => name !== 'sort' && name !== 'group' && query[name] !== '').length
  return { query, put, clear, active, tab: search.get('tab') }
}

/** The query as filters of the list interface. Overdue means: the next due time has passed. */
export function useCaseFilters(query: CaseQuery, { list: units }: Pick<Units, 'list'>): CrudFilter[] {
  const offset = useCountyOffset()
  const now = Math.floor(useNow() / MINUTE) * MINUTE
  const overdueAt = query.overdue ? now : 0
  return useMemo(() => {
    const filters: CrudFilter[] = []
    const text = query.q.trim()
    if (text)
      filters.push({
        operator: 'or',
        value: ['number', 'title', 'place'].map((field) => ({ field, operator: 'contains' as const, value: text })),
      })
    if (query.overlay === 'suspended' || query.overlay === 'highRisk' || query.overlay === 'disputed')
      filters.push({ field: query.overlay, operator: 'eq', value: true })
    if (query.town) filters.push(townFilter(query.town, units))
    if (query.category) filters.push({ field: 'category', operator: 'eq', value: query.category })
    if (query.item) filters.push({ field: 'item', operator: 'eq', value: query.item })
    if (query.state) filters.push({ field: 'state', operator: 'eq', value: query.state })
    if (query.unit) filters.push({ field: 'leadUnit', operator: 'eq', value: query.unit })
    const from = instantOf(query.from, offset)
    const to = instantOf(query.to, offset)
    if (from !== undefined) filters.push({ field: 'submittedAt', operator: 'gte', value: from })
    if (to !== undefined) filters.push({ field: 'submittedAt', operator: 'lt', value: to + DAY })
    if (overdueAt > 0) {
      filters.push({ field: 'nextDueAt', operator: 'lt', value: overdueAt })
      filters.push({ field: 'phase', operator: 'nin', value: [...END_PHASES] })
    }
    return filters
  }, [query, offset, overdueAt, units])
}

/** One town, or every town of a cluster (片区). */
export function townFilter(id: string, units: Units['list']): CrudFilter {
  const isCluster = units.some((unit) => unit.id === id && unit.type === 'cluster')
  if (!isCluster) return { field: 'town', operator: 'eq', value: id }
  const towns = units.filter((unit) => unit.parent === id && unit.type === 'town').map((unit) => unit.id)
  return { field: 'town', operator: 'in', value: [id, ...towns] }
}

/** `nextDueAt:asc` as a sorter; the default depends on the list. */
export function sortersOf(sort: string, fallback: CrudSort): CrudSort[] {
  const [field, order] = sort.split(':')
  const known = ['nextDueAt', 'submittedAt', 'number', 'town', 'state', 'closedAt'].includes(field ?? '')
  return [known && field ? { field, order: order === 'desc' ? 'desc' : 'asc' } : fallback]
}

function instantOf(day: string, offset: number): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? civilToInstant(`${day}T00:00`, offset) : undefined
}
