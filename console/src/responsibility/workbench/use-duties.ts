import { LEDGER_ENDS, type AssignmentPhase } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../platform/http.ts'

/** What units that are to be merged still have to do: people in them, assignments and entries that are not done. */
export type Duties = { people: number; assignments: number; entries: number }

const RUNNING: readonly AssignmentPhase[] = ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING']

/** Counts what these units still have to do; undefined until it is known. */
export function useDuties(units: readonly string[]): Duties | undefined {
  const of = { $in: units }
  return useQuery({
    queryKey: ['unit-duties', ...units],
    enabled: units.length > 0,
    queryFn: async (): Promise<Duties> => {
      const [people, assignments, entries] = await Promise.all([
        count('/people', { unit: of, active: { $eq: true } }),
        count('/assignments', { unit: of, phase: { $in: RUNNING } }),
        count('/ledger-entries', { owner: of, phase: { $notin: LEDGER_ENDS } }),
      ])
      return { people, assignments, entries }
    },
  }).data
}

async function count(path: string, search: object): Promise<number> {
  const { total } = await request<{ total: number }>('GET', path, undefined, { query: { limit: 1, page: 1, s: JSON.stringify(search) } })
  return total
}
