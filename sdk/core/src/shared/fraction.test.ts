import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addFractions,
  compareFractions,
  divideFractions,
  exactDecimal,
  formatFraction,
  fractionOf,
  makeFraction,
  multiplyFractions,
  ONE,
  parseFraction,
  roundHalfUp,
  subtractFractions,
  sumFractions,
  ZERO,
  type Fraction,
} from './fraction.ts'

describe('parseFraction', () => {
  it.each([
    ['3/10', '3/10'],
    ['6/20', '3/10'],
    ['2', '2'],
    ['-1/3', '-1/3'],
    ['0/7', '0'],
  ])('%s is %s', (text, reduced) => expect(formatFraction(fractionOf(text))).toBe(reduced))

  it.each(['0.33', '1/0', '', '1/', '/2', '1e3', '1/-2', ' 1', '１/２', 'NaN'])('refuses %j', (text) => {
    expect(parseFraction(text)).toBeUndefined()
    expect(() => fractionOf(text)).toThrow('was expected')
  })
})

describe('roundHalfUp', () => {
  it.each([
    ['1/3', 2, '0.33'],
    ['2/3', 2, '0.67'],
    ['1/200', 2, '0.01'],
    ['-1/200', 2, '-0.01'],
    ['-1/1000', 2, '0.00'],
    ['201/200', 2, '1.01'],
    ['2675/1000', 2, '2.68'],
    ['86', 2, '86.00'],
    ['5/2', 0, '3'],
    ['9995/1000', 2, '10.00'],
  ])('%s to %i digits is %s', (text, digits, expected) => expect(roundHalfUp(fractionOf(text), digits)).toBe(expected))

  it('a tenth ten times is one, and 0.1 + 0.2 is 0.3', () => {
    expect(sumFractions(Array.from({ length: 10 }, () => fractionOf('1/10')))).toEqual(ONE)
    expect(addFractions(fractionOf('1/10'), fractionOf('2/10'))).toEqual(fractionOf('3/10'))
  })
})

describe('exactDecimal', () => {
  it.each([
    ['3/8', '0.375'],
    ['1/3', '1/3'],
    ['42', '42'],
    ['-7/20', '-0.35'],
    ['1/7', '1/7'],
  ])('%s is %s', (text, expected) => expect(exactDecimal(fractionOf(text))).toBe(expected))
})

const any = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([n, d]): Fraction => makeFraction(n, d))

describe('the laws of a field', () => {
  const holds = (name: string, law: (a: Fraction, b: Fraction, c: Fraction) => [Fraction, Fraction]) =>
    it(name, () => {
      fc.assert(
        fc.property(any, any, any, (a, b, c) => {
          const [left, right] = law(a, b, c)
          expect(left).toEqual(right)
        }),
      )
    })

  holds('addition commutes', (a, b) => [addFractions(a, b), addFractions(b, a)])
  holds('addition associates', (a, b, c) => [addFractions(addFractions(a, b), c), addFractions(a, addFractions(b, c))])
  holds('multiplication commutes', (a, b) => [multiplyFractions(a, b), multiplyFractions(b, a)])
  holds('multiplication associates', (a, b, c) => [
    multiplyFractions(multiplyFractions(a, b), c),
    multiplyFractions(a, multiplyFractions(b, c)),
  ])
  holds('multiplication distributes', (a, b, c) => [
    multiplyFractions(a, addFractions(b, c)),
    addFractions(multiplyFractions(a, b), multiplyFractions(a, c)),
  ])
  holds('zero and one are neutral', (a) => [addFractions(a, ZERO), multiplyFractions(a, ONE)])
  holds('subtraction undoes addition', (a, b) => [subtractFractions(addFractions(a, b), b), a])

  it('division undoes multiplication', () => {
    fc.assert(fc.property(any, any, (a, b) => b.n === 0n || compareFractions(divideFractions(multiplyFractions(a, b), b), a) === 0))
  })

  it('text and back', () => {
    fc.assert(fc.property(any, (a) => compareFractions(fractionOf(formatFraction(a)), a) === 0))
  })

  it('rounding moves by at most half a unit', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 6 }), (a, digits) => {
        const rounded = roundHalfUp(a, digits)
        const scale = 10n ** BigInt(digits)
        const back = makeFraction(BigInt(rounded.replace('.', '')), scale)
        const distance = subtractFractions(a, back)
        const size = makeFraction(distance.n < 0n ? -distance.n : distance.n, distance.d)
        expect(compareFractions(size, makeFraction(1n, 2n * scale))).toBeLessThanOrEqual(0)
      }),
    )
  })
})
