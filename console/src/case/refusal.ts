import type { FormError } from '@shaotai/core'
import { RequestFailed } from '../platform/http.ts'

/** What the server found wrong inside the form of a command: pointers into the form's data. */
export function formProblems(error: unknown): FormError[] {
  if (!(error instanceof RequestFailed)) return []
  const listed = error.params['problems']
  if (Array.isArray(listed)) return listed as FormError[]
  const inside = /\/form(\/.+)$/.exec(error.at ?? '')?.[1]
  return inside ? [{ at: inside, code: error.code, params: error.params }] : []
}

/** The part of a refusal's place below `/data` or the request itself, e.g. `ratings/0/comment`. */
export function placeOf(error: unknown): string {
  return error instanceof RequestFailed ? (error.at ?? '').replace(/^\/data/, '') : ''
}
