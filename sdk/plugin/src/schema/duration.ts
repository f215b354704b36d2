/** A stretch of time as people write it: `10s`, `5m`, `2h`, `7d`, `500ms`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A duration in milliseconds. Throws for what is none, because the compiler has accepted it: `'-5s'`, `'1e99s'`. */
export function milliseconds(duration: Duration): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration) ?? []
  const value = Math.round(Number(amount) * (UNITS[unit] ?? Number.NaN))
  if (!Number.isSafeInteger(value)) throw new Error(`Not a duration: ${JSON.stringify(duration)}; write 10s, 5m, 2h or 7d`)
  return value
}
