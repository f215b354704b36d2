import type { FieldUsageAnswer } from '@shaotai/api'
import type { SchemaNode } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../platform/http.ts'

/** How many stored cases filled in a field, and with `as` what would become of the answers. */
export function useFieldUsage(form: string, field: string, as?: SchemaNode) {
  return useQuery({
    queryKey: ['policy', 'field-usage', form, field, as ?? null],
    queryFn: () => request<FieldUsageAnswer>('POST', '/form-field-usages', { form, field, ...(as && { as }) }),
    staleTime: 30_000,
  })
}
