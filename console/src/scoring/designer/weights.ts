import {
  compareFractions,
  divideFractions,
  formatFraction,
  makeFraction,
  multiplyFractions,
  ONE,
  parseAmount,
  parseFraction,
  roundHalfUp,
  exactDecimal,
  subtractFractions,
  sumFractions,
  wholeFraction,
  ZERO,
  type Fraction,
} from '@shaotai/core'

/** One bar of a branch: its exact weight, and whether it keeps it while others move. */
export type Bar = { readonly weight: string; readonly locked: boolean }

const HUNDRED = wholeFraction(100)
/** Shares are kept exact while people could still write them down; beyond that they fall on thousandths. */
const READABLE = 10_000n
/** What a policy can hold of a fraction. */
const MOST = 10n ** 9n

/**
 * The weights of a branch after one bar was set: what it takes or gives comes in proportion from the bars that are not locked, and the sum
 * is exactly one. A bar cannot take what locked ones hold. Undefined: nothing can move, or no such weights can be written down.
 */
export function moveWeight(bars: readonly Bar[], index: number, wanted: Fraction): string[] | undefined {
  const weights = bars.map((bar) => parseFraction(bar.weight) ?? ZERO)
  const others = bars.flatMap((bar, at) => (at !== index && !bar.locked ? [at] : []))
  if (!bars[index] || others.length === 0) return undefined
  const held = sumFractions(bars.flatMap((bar, at) => (at !== index && bar.locked ? [weights[at] ?? ZERO] : [])))
  const free = subtractFractions(ONE, held)
  if (free.n < 0n) return undefined
  const own = clamp(wanted, free)
  const rest = subtractFractions(free, own)
  const given = share(
    rest,
    others.map((at) => weights[at] ?? ZERO),
  )
  if (!given || !isWritable(own)) return undefined
  const next = weights.with(index, own)
  for (const [place, at] of others.entries()) next[at] = given[place] ?? ZERO
  return next.map(formatFraction)
}

/** The bars that are not locked share what the locked ones leave, in equal parts. */
export function evenWeights(bars: readonly Bar[]): string[] | undefined {
  return spread(bars, () => ONE)
}

/** The bars that are not locked grow or shrink in proportion until all make up one (凑足 100). */
export function completeWeights(bars: readonly Bar[]): string[] | undefined {
  return spread(bars, (weight) => weight)
}

/** The weights of a branch one bar is taken out of, or put into with nothing: what remains makes up one. */
export function weightsWithout(bars: readonly Bar[], index: number): string[] | undefined {
  const rest = bars.filter((_bar, at) => at !== index)
  return completeWeights(rest) ?? completeWeights(rest.map((bar) => ({ ...bar, locked: false })))
}

/** The exact sum of weights, in percent. */
export function sumOfWeights(weights: readonly string[]): Fraction {
  return multiplyFractions(sumFractions(weights.map((weight) => parseFraction(weight) ?? ZERO)), HUNDRED)
}

/** Whether weights make up exactly one hundred percent. */
export function isWhole(weights: readonly string[]): boolean {
  return compareFractions(sumOfWeights(weights), HUNDRED) === 0
}

/** A weight as percent to be read and typed: `30`, `33.5`; one that has no short decimal as the fraction it is: `1/3`. */
export function readWeight(weight: string): string {
  const fraction = parseFraction(weight)
  if (!fraction) return weight
  const percent = exactDecimal(multiplyFractions(fraction, HUNDRED))
  return percent.includes('/') || (percent.split('.')[1]?.length ?? 0) > 3 ? formatFraction(fraction) : percent
}

/** A weight as percent for the eye: rounded to a hundredth, and marked when it was. */
export function roundWeight(weight: string): string {
  const fraction = parseFraction(weight)
  if (!fraction) return weight
  const percent = multiplyFractions(fraction, HUNDRED)
  const rounded = trimZeros(roundHalfUp(percent, 2))
  return compareFractions(parseAmount(rounded) ?? ZERO, percent) === 0 ? `${rounded}%` : `≈${rounded}%`
}

/** What somebody typed for a weight: percent (`30`, `33.3`), or a fraction of the whole (`1/3`). Undefined: neither, or not between nothing and all. */
export function parseWeight(text: string): Fraction | undefined {
  const plain = text
    .trim()
    .replace(/[%％]$/, '')
    .trim()
  const amount = parseAmount(plain)
  const weight = amount && (plain.includes('/') ? amount : divideFractions(amount, HUNDRED))
  return weight && weight.n >= 0n && compareFractions(weight, ONE) <= 0 && isWritable(weight) ? weight : undefined
}

/** A whole number of percent as a weight. */
export function percentWeight(percent: number): Fraction {
  return makeFraction(BigInt(Math.round(percent)), 100n)
}

function spread(bars: readonly Bar[], shareOf: (weight: Fraction) => Fraction): string[] | undefined {
  const weights = bars.map((bar) => parseFraction(bar.weight) ?? ZERO)
  const open = bars.flatMap((bar, at) => (bar.locked ? [] : [at]))
  const free = subtractFractions(ONE, sumFractions(bars.flatMap((bar, at) => (bar.locked ? [weights[at] ?? ZERO] : []))))
  if (open.length === 0 || free.n < 0n) return undefined
  const given = share(
    free,
    open.map((at) => shareOf(weights[at] ?? ZERO)),
  )
  if (!given) return undefined
  const next = [...weights]
  for (const [place, at] of open.entries()) next[at] = given[place] ?? ZERO
  return next.map(formatFraction)
}

/** Cuts `rest` in the proportion of `parts`, exactly; in equal parts when all of them are nothing. */
function share(rest: Fraction, parts: readonly Fraction[]): Fraction[] | undefined {
  const total = sumFractions(parts)
  const of = (part: Fraction) =>
    total.n === 0n ? divideFractions(rest, wholeFraction(parts.length)) : divideFractions(multiplyFractions(rest, part), total)
  const exact = parts.map(of)
  if (exact.every((one) => one.d <= READABLE)) return exact
  return onThousandths(rest, exact)
}

/** The same on thousandths, or as near to them as `rest` lets: whole units downwards, what is left to those that lost most. */
function onThousandths(rest: Fraction, exact: readonly Fraction[]): Fraction[] | undefined {
  const fine = lcm(1000n, rest.d)
  const unit = fine < MOST ? fine : rest.d
  if (unit >= MOST) return undefined
  const sizes = exact.map(({ n, d }) => ({ whole: (n * unit) / d, lost: makeFraction((n * unit) % d, d) }))
  const left = (rest.n * unit) / rest.d - sizes.reduce((sum, { whole }) => sum + whole, 0n)
  const order = sizes.map((_size, at) => at).toSorted((a, b) => compareFractions(sizes[b]?.lost ?? ZERO, sizes[a]?.lost ?? ZERO) || a - b)
  const more = new Set(order.slice(0, Number(left)))
  return sizes.map(({ whole }, at) => makeFraction(whole + (more.has(at) ? 1n : 0n), unit))
}

function clamp(wanted: Fraction, most: Fraction): Fraction {
  if (wanted.n < 0n) return ZERO
  return compareFractions(wanted, most) > 0 ? most : wanted
}

function isWritable({ n, d }: Fraction): boolean {
  return n < MOST && d < MOST
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}
