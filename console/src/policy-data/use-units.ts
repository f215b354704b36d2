import type { UnitRow } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { request } from '../platform/http.ts'

/** The units of the county, and their names by id: `…` while they are on their way, and an id nobody knows as it is. */
export type Units = {
  list: readonly UnitRow[]
  name: (id: string) => string
  /** The short name where there is one. */
  short: (id: string) => string
}

/** All units, asked once an hour. */
export function useUnits(): Units {
  const { data, isPending } = useQuery({
    queryKey: ['units'],
    queryFn: () => request<{ data: UnitRow[] }>('GET', '/units', undefined, { query: { limit: 1000, page: 1 } }),
    staleTime: 3_600_000,
  })
  return useMemo(() => {
    const list = data?.data ?? []
    const byId = new Map(list.map((unit) => [unit.id, unit]))
    const unnamed = (id: string) => (isPending ? '…' : id)
    const name = (id: string) => byId.get(id)?.name ?? unnamed(id)
    return { list, name, short: (id) => byId.get(id)?.shortName ?? name(id) }
  }, [data, isPending])
}
