import { describe, expect, it } from 'vitest'
import { exactDecimal, fractionOf } from '../shared/fraction.ts'
import { aFact, aModel, someDepartments } from '../testing/a-score.ts'
import { boundsOf } from './bounds.ts'
import { correctionsOf } from './correct.ts'
import type { ScoringModel } from './schema.ts'
import { computeScores } from './score.ts'
import type { Correction } from './sheet.ts'
import { takeCorrections } from './take-corrections.ts'

const owed = (difference: string, period = '2026-10'): Correction => ({ period, published: '1', corrected: '2', difference, cases: [] })
const within = { least: fractionOf('0'), most: fractionOf('100') }
const taken = (own: string, ...differences: string[]) =>
  takeCorrections(
    fractionOf(own),
    differences.map((one) => owed(one)),
    within,
  ).map(({ difference, withheld }) => [difference, withheld])

describe('corrections a period takes', () => {
  it.each<[string, string, string[], unknown]>([
    ['what fits, whole', '95', ['5'], [['5', undefined]]],
    ['up to the most the model gives, the rest withheld', '98', ['5'], [['2', '3']]],
    ['nothing at the top', '100', ['1/3'], [['0', '1/3']]],
    ['down to the least', '2', ['-5'], [['-2', '-3']]],
    ['nothing at the bottom', '0', ['-1'], [['0', '-1']]],
    [
      'of several the last gives way first',
      '95',
      ['4', '4', '4'],
      [
        ['4', undefined],
        ['1', '3'],
        ['0', '4'],
      ],
    ],
    [
      'a deduction makes room',
      '98',
      ['5', '-3'],
      [
        ['5', undefined],
        ['-3', undefined],
      ],
    ],
    [
      'deductions are never withheld at the top',
      '100',
      ['-1', '5'],
      [
        ['-1', undefined],
        ['1', '4'],
      ],
    ],
    [
      'additions are never withheld at the bottom',
      '0',
      ['1', '-5'],
      [
        ['1', undefined],
        ['-1', '-4'],
      ],
    ],
  ])('%s', (_name, own, differences, expected) => expect(taken(own, ...differences)).toEqual(expected))

  it('all of it where nothing bounds the model', () => expect(takeCorrections(fractionOf('98'), [owed('50')], {})).toEqual([owed('50')]))
})

describe('what a model can give at all', () => {
  const scale = { from: ['0', '5'], to: ['0', '100'] } as const
  const bounds = (change: Partial<ScoringModel>) => {
    const { least, most } = boundsOf(aModel({ adjustments: [], parts: [{ id: 'p', name: 'p', weight: '1/2', use: 'x' }], ...change }))
    return [least && exactDecimal(least), most && exactDecimal(most)]
  }
  const indicator = (x: object, more: Partial<ScoringModel> = {}) => bounds({ indicators: { x: { name: 'x', ...x } } as never, ...more })
  const input = {
    id: 'i',
    name: 'i',
    by: ['supervisor'],
    about: 'all',
    min: '-10',
    max: '20',
    times: 'once',
    combine: 'mean',
    reason: 'none',
    attachment: 'none',
  }
  const band = (points: string) => ({ points })

  it.each<[string, unknown, unknown]>([
    ['a ratio', indicator({ ratio: { num: true, den: true } }), ['0', '50']],
    ['a mean, by its scale', indicator({ mean: 'm', scale }), ['0', '50']],
    ['a mean on a scale turned round', indicator({ mean: 'm', scale: { from: ['0', '5'], to: ['100', '20'] } }), ['10', '50']],
    ['a constant', indicator({ constant: '30' }), ['15', '15']],
    ['bands', indicator({ bands: { of: 'y', steps: [band('80'), band('-4'), band('60')] } }), ['-2', '40']],
    ['ranks, those unnamed at nothing', indicator({ rank: { of: 'y', order: 'high-first', points: ['10', '8'] } }), ['0', '5']],
    ['ranks and the rest', indicator({ rank: { of: 'y', order: 'high-first', points: ['10', '8'], rest: '4' } }), ['2', '5']],
    ['a count, from nothing up', indicator({ count: true }), ['0', undefined]],
    ['a sum', indicator({ sum: 's' }), [undefined, undefined]],
    ['entries', indicator({ manual: 'i' }, { inputs: [input] as never }), ['-5', '10']],
    [
      'entries on a scale',
      indicator({ manual: 'i', scale: { from: ['0', '20'], to: ['0', '100'] } }, { inputs: [input] as never }),
      ['-25', '50'],
    ],
    ['entries added up', indicator({ manual: 'i' }, { inputs: [{ ...input, combine: 'sum' }] as never }), [undefined, undefined]],
    ['entries nobody defined', indicator({ manual: 'i' }, { inputs: [] }), [undefined, undefined]],
    ['an indicator nobody defined', bounds({ indicators: {} }), [undefined, undefined]],
    ['a cap of what has no bounds', indicator({ cap: { of: 'y', min: '1', max: '6' } }), ['0.5', '3']],
    [
      'a cap on one side only',
      bounds({ indicators: { x: { name: 'x', cap: { of: 'y', max: '60' } }, y: { name: 'y', ratio: { num: true, den: true } } } as never }),
      ['0', '30'],
    ],
    ['a cap of itself', indicator({ cap: { of: 'x' } }), [undefined, undefined]],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected))

  const plus = { id: 'a', name: 'a', count: true, per: 1, points: '2' }
  const minus = { ...plus, points: '-2' }
  const ratio = { ratio: { num: true, den: true } }
  it.each<[string, unknown, unknown]>([
    ['additions without a cap bound nothing above', indicator(ratio, { adjustments: [plus] as never }), ['0', undefined]],
    ['deductions without a cap bound nothing below', indicator(ratio, { adjustments: [minus] as never }), [undefined, '50']],
    [
      'entries as adjustments bound nothing',
      indicator(ratio, { adjustments: [{ id: 'a', name: 'a', manual: 'i' }] as never }),
      [undefined, undefined],
    ],
    [
      'sums as adjustments bound nothing',
      indicator(ratio, { adjustments: [{ ...plus, count: undefined, sum: 's' }] as never }),
      [undefined, undefined],
    ],
    ['a cap bounds them all', indicator(ratio, { adjustments: [plus, minus] as never, adjustmentCap: ['-10', '5'] }), ['-10', '55']],
    ['a cap holds even without adjustments', indicator(ratio, { adjustmentCap: ['-10', '5'] }), ['-10', '55']],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected))
})

describe('a score with a large correction', () => {
  const model = aModel({
    adjustments: [],
    population: { fact: 'assignment' },
    indicators: { x: { name: 'x', ratio: { num: { eq: ['ok', true] }, den: { eq: ['unit', 'ZF'] } } } },
    parts: [{ id: 'p', name: 'p', weight: '1', use: 'x' }],
  } as never)
  const sheetWith = (corrections: Correction[]) =>
    computeScores(model, [aFact('ZF', { ok: true }), aFact('ZF', { ok: true })], someDepartments('ZF'), {
      corrections: { ZF: corrections },
    })

  it('stays at the maximum of its model, and what is withheld is owed again', () => {
    const [sheet] = sheetWith([owed('40')])
    expect(sheet).toMatchObject({ score: '100.00', exact: '100', corrections: [{ difference: '0', withheld: '40' }] })
    const october = computeScores(model, [aFact('ZF', { ok: true }), aFact('ZF', { ok: false })], someDepartments('ZF'))
    const today = computeScores(model, [aFact('ZF', { ok: true })], someDepartments('ZF'))
    const again = correctionsOf({ period: '2026-10', published: october, today, settled: { ZF: sheet!.corrections }, changed: {} })
    expect(again.ZF?.difference).toBe('50')
  })

  it('without a score of its own keeps what is owed as it is', () => {
    const [sheet] = computeScores(model, [], someDepartments('ZF'), { corrections: { ZF: [owed('40')] } })
    expect(sheet).toMatchObject({ score: null, corrections: [{ difference: '40' }] })
  })
})
