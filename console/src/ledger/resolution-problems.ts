import type { FormError } from '@shaotai/core'
import { RequestFailed } from '../platform/http.ts'

/** The figure of a resolution that was refused, for its field. */
export function resolutionProblems(error: unknown): FormError[] {
  if (!(error instanceof RequestFailed)) return []
  const at = /\/resolution(\/.+)$/.exec(error.at ?? '')?.[1]
  return at ? [{ at, code: error.code, params: error.params }] : []
}
