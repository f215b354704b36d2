/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. The same number in the core, on the wire and in the database. */
export type Instant = number

/** A civil date `YYYY-MM-DD` in the county's fixed offset. */
export type CivilDate = string

/** A clock time `HH:mm`, `00:00` to `24:00`; the second is the end of a day. */
export type ClockTime = string

/** One minute in milliseconds. */
export const MINUTE = 60_000

/** One day in milliseconds. Counties keep a fixed offset, so every civil day has this length. */
export const DAY = 86_400_000
