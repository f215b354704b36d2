/** An exact rational number, reduced, with a positive denominator. Scores and weights are made of these: nothing is rounded before the end. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

/** Reads `"3/10"`, `"-1/3"` or `"2"`; `undefined` for anything else: decimals are refused so that 1/3 stays 1/3. */
export function parseFraction(text: string): Fraction | undefined {
  const parts = /^(-?\d{1,30})(?:\/([1-9]\d{0,29}))?$/.exec(text)
  return parts?.[1] === undefined ? undefined : makeFraction(BigInt(parts[1]), BigInt(parts[2] ?? '1'))
}

/** Reads a figure somebody entered or published: a decimal (`"92.5"`) or a fraction; `undefined` for anything else. */
export function parseAmount(text: string): Fraction | undefined {
  const parts = /^(-?)(\d{1,30})\.(\d{1,20})$/.exec(text)
  if (!parts) return parseFraction(text)
  const [, sign = '', whole = '', digits = ''] = parts
  return makeFraction(BigInt(`${sign}${whole}${digits}`), 10n ** BigInt(digits.length))
}

/** `parseFraction` for text a parsed policy vouches for. Throws a RangeError on anything else, which is a bug of the caller. */
export function fractionOf(text: string): Fraction {
  const parsed = parseFraction(text)
  if (!parsed) throw new RangeError(`Found "${text}" where a fraction such as "3/10" was expected`)
  return parsed
}

/** `numerator / denominator`, reduced. Throws a RangeError for a zero denominator. */
export function makeFraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError('A fraction needs a denominator other than zero')
  const sign = denominator < 0n ? -1n : 1n
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator * sign) * sign
  return { n: numerator / divisor, d: denominator / divisor }
}

/** The whole number as a fraction. `value` must be a safe integer. */
export function wholeFraction(value: number): Fraction {
  return { n: BigInt(value), d: 1n }
}

export const ZERO: Fraction = { n: 0n, d: 1n }
export const ONE: Fraction = { n: 1n, d: 1n }

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return makeFraction(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return makeFraction(a.n * b.d - b.n * a.d, a.d * b.d)
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return makeFraction(a.n * b.n, a.d * b.d)
}

/** Throws a RangeError when `b` is zero: a zero denominator is a setting of the scoring model, decided before dividing. */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return makeFraction(a.n * b.d, a.d * b.n)
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The sum of many, in any order the same. */
export function sumFractions(values: readonly Fraction[]): Fraction {
  return values.reduce(addFractions, ZERO)
}

/** As text a policy could hold: `"3/10"`, `"2"`. */
export function formatFraction({ n, d }: Fraction): string {
  return d === 1n ? `${n}` : `${n}/${d}`
}

/** Rounded once to a fixed number of decimals, a half going away from zero (四舍五入): 1/200 → `"0.01"`, -1/200 → `"-0.01"`. */
export function roundHalfUp({ n, d }: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits)
  const size = n < 0n ? -n : n
  const units = (2n * size * scale + d) / (2n * d)
  const sign = n < 0n && units > 0n ? '-' : ''
  const text = units.toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The exact decimal when there is one (`"0.375"`), else the fraction (`"1/3"`). */
export function exactDecimal(value: Fraction): string {
  let { d } = value
  let digits = 0
  for (; digits < 20 && d !== 1n; digits++) {
    const next = makeFraction(1n, d)
    d = multiplyFractions(next, wholeFraction(10)).d
  }
  return d === 1n ? roundHalfUp(value, digits) : formatFraction(value)
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
