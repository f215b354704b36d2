import type { SetSubstitutes, SubstitutesView } from '@shaotai/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'

/** Who stands in for a person (代理), oneself unless said, and how to change it. */
export function useSubstitutes(person?: string) {
  const client = useQueryClient()
  const path = person === undefined ? '/me/substitutes' : `/people/${encodeURIComponent(person)}/substitutes`
  const { data, error } = useQuery({
    queryKey: ['substitutes', person ?? ''],
    queryFn: () => request<SubstitutesView>('GET', path),
    staleTime: 60_000,
  })
  const save = useMutation({
    mutationFn: (body: SetSubstitutes) => request<SubstitutesView>('PUT', path, body),
    onSuccess: (view) => {
      client.setQueryData(['substitutes', person ?? ''], view)
      void client.invalidateQueries({ queryKey: ['substitutes'] })
    },
  })
  return { view: data, error, save }
}
