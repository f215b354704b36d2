/** A reproducible source of numbers in [0, 1): the same seed gives the same sequence on every machine. */
export type Random = () => number

/** A 32-bit generator with a period of 2^32; good enough for plausible histories, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
}

/** One element, all equally likely. The list must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

/** One element, as likely as its weight. */
export function pickWeighted<T>(random: Random, list: readonly { value: T; weight: number }[]): T {
  let rest = random() * list.reduce((sum, one) => sum + one.weight, 0)
  for (const { value, weight } of list) {
    rest -= weight
    if (rest < 0) return value
  }
  return (list.at(-1) as { value: T }).value
}

/** A positive number round 1, often smaller, now and then much larger: how long people take. */
export function logNormal(random: Random, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.exp(spread * normal)
}

/** An id in the form of a UUID version 7: its first 48 bits are the instant, so ids sort by time. */
export function seededId(random: Random, at: number): string {
  const hex = (bits: number) =>
    Math.floor(random() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, '0')
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${'89ab'[Math.floor(random() * 4)]}${hex(12)}-${hex(24)}${hex(24)}`
}
