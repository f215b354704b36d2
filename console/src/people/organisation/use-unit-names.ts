import { useMemo } from 'react'
import { unambiguous } from './exported.ts'
import { useOrganisation } from './use-organisation.ts'

/** What a unit of the county is called in a table: its name, or its code when two have that name. */
export function useUnitNames(): (id: string) => string {
  const { data } = useOrganisation()
  return useMemo(() => unambiguous(data?.units ?? []), [data])
}
