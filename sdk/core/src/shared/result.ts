import type { Refusal } from './refusal.ts'

/** What a decision returns: a value, or the refusal that says why there is none. Nothing is thrown for an expected refusal. */
export type Result<T, E = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** Wraps a value as a successful result. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** Wraps an error as a failed result. */
export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error }
}
