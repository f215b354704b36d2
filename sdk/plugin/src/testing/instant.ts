/** Milliseconds since 1970 as plugins read them: ISO 8601 with the offset of the county. */
export function instantText(at: number, offset: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const text = new Date(at + shift).toISOString()
  return `${text.slice(0, 19)}${text.endsWith('.000Z') ? '' : text.slice(19, 23)}${offset}`
}

/** ISO 8601 in milliseconds since 1970. */
export function instantOf(text: string): number {
  const at = Date.parse(text)
  if (!Number.isFinite(at)) throw new Error(`No moment: ${JSON.stringify(text)}; write 2026-05-01T08:00:00+08:00`)
  return at
}

/** The next moment after `at` that the clocks of the county show `daily` (`HH:mm`). */
export function nextDaily(daily: string, at: number, offset: string): number {
  const today = instantOf(`${instantText(at, offset).slice(0, 10)}T${daily}:00${offset}`)
  return today > at ? today : today + 86_400_000
}
