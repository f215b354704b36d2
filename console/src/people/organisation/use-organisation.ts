import type { ChangeOrganisation, FirstPasswordList, OrganisationChanged, OrganisationView } from '@shaotai/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, type RequestFailed } from '../../platform/http.ts'

const KEY = ['organisation']

/** Every unit and account of the county, for those who keep them. */
export function useOrganisation() {
  return useQuery<OrganisationView, RequestFailed>({ queryKey: KEY, queryFn: () => request('GET', '/organisation'), staleTime: 60_000 })
}

/** Changes units and people at once; everything that names them is read anew afterwards. */
export function useChangeOrganisation() {
  const client = useQueryClient()
  return useMutation<OrganisationChanged, RequestFailed, ChangeOrganisation>({
    mutationFn: (body) => request('POST', '/organisation/changes', body),
    onSuccess: async (_, { dry }) => {
      if (!dry) await client.invalidateQueries()
    },
  })
}

/** Gives out first passwords. The answer is kept by nobody. */
export function useFirstPasswords() {
  return useMutation<FirstPasswordList, RequestFailed, readonly string[]>({
    mutationFn: (people) => request('POST', '/people/first-passwords', { people }),
    gcTime: 0,
  })
}
