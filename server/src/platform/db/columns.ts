import type { ColumnType } from 'kysely'

/** A JSON document kept as text. Text, not jsonb: the bytes that were hashed are the bytes that come back, and U+0000 survives escaped. */
export type JsonText<T> = string & { readonly __json?: T }

/** Serialises a value for a JSON column. */
export function encodeJson<T>(value: T): JsonText<T> {
  return JSON.stringify(value) as JsonText<T>
}

/** Reads a JSON column. The documents were validated before they were stored. */
export function decodeJson<T>(text: JsonText<T>): T {
  return JSON.parse(text) as T
}

/** A yes or no. Stored as 0 or 1 on both databases, so that indexes, sums and results are the same; writes take booleans too. */
export type Flag = ColumnType<0 | 1, boolean | 0 | 1, boolean | 0 | 1>

/** A column that need not be given on insert because the database knows its default. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>

/** The instant of what is not going to happen: a due time while no clock runs. Sorts after every real one; never leaves the server. */
export const NEVER = 8_640_000_000_000_000
