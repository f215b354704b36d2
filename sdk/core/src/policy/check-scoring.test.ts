import { describe, expect, it } from 'vitest'
import type { Organisation } from '../organisation/schema.ts'
import type { Band } from '../scoring/indicator.ts'
import type { ManualInput } from '../scoring/input.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { anOrganisation } from '../testing/an-organisation.ts'
import { checkScoring } from './check-scoring.ts'
import { FINDING_SEVERITY } from './finding-codes.ts'
import { describeFinding } from './sentence.ts'
import type { Policy } from './schema.ts'

type Edit = (parts: { model: ScoringModel; policy: Policy; organisation: Organisation }) => unknown
const on = (edit: Edit): Edit => edit

/** A policy after an edit, and what the check says of its scoring. */
function checked(edit: Edit) {
  const policy = structuredClone(aPolicy())
  const organisation = anOrganisation()
  const [model] = policy.scoring.models
  if (!model) throw new Error('aPolicy has a model')
  edit({ model, policy, organisation })
  return { policy, found: checkScoring(policy, organisation) }
}

/** Puts an indicator in the place of `speed`, and what it is made of beside it. */
const speedBy = (model: ScoringModel, indicator: ScoringModel['indicators'][string], others: ScoringModel['indicators'] = {}) => {
  model.indicators = { ...model.indicators, ...others, speed: indicator }
}
const stars: ScoringModel['indicators'][string] = { name: '星级', mean: 'eval.speed', scale: { from: ['0', '5'], to: ['0', '100'] } }
const bands = (...steps: Band[]) => on(({ model }) => speedBy(model, { name: '分档', bands: { of: 'stars', steps } }, { stars }))
const input = (changes: Partial<ManualInput> = {}): ManualInput => ({
  id: 'survey',
  name: '社会评价',
  by: ['supervisor'],
  about: 'all',
  min: '0',
  max: '100',
  times: 'once',
  combine: 'mean',
  reason: 'optional',
  attachment: 'required',
  ...changes,
})
const withInput = (changes: Partial<ManualInput>, edit: Edit = () => undefined) =>
  on((parts) => {
    parts.model.inputs = [input(changes)]
    speedBy(parts.model, { name: '社会评价', manual: 'survey' })
    return edit(parts)
  })

const rows: [name: string, edit: Edit, expected: string[]][] = [
  ['the model of the tests is clean', () => undefined, []],
  [
    'weights of a hundredth too little',
    on(({ model }) => ((model.parts[0] as { weight: string }).weight = '49/100')),
    ['policy.scoring.weights /scoring/models/0/parts'],
  ],
  [
    'three thirds are one',
    on(
      ({ model }) => (model.parts = ['a', 'b', 'c'].map((id) => ({ id, name: id, weight: '1/3', use: id === 'a' ? 'quality' : 'speed' }))),
    ),
    [],
  ],
  [
    'thirty-three hundredths are not a third',
    on(({ model }) =>
      Object.assign(model, {
        parts: [
          { id: 'town', name: '街乡', weight: '33/100', use: 'speed' },
          { id: 'rest', name: '其他', weight: '67/100', use: 'quality' },
        ],
        constraints: [{ part: 'town', min: '1/3', source: '街乡权重不少于三分之一' }],
      }),
    ),
    ['policy.scoring.constraint /scoring/models/0/constraints/0'],
  ],
  [
    'a third is a third',
    on(({ model }) =>
      Object.assign(model, {
        parts: [
          { id: 'town', name: '街乡', weight: '1/3', use: 'speed' },
          { id: 'rest', name: '其他', weight: '2/3', use: 'quality' },
        ],
        constraints: [{ part: 'town', min: '1/3', source: '街乡权重不少于三分之一' }],
      }),
    ),
    [],
  ],
  [
    'a constraint inside a branch counts in the whole',
    on(({ model }) =>
      Object.assign(model, {
        parts: [
          {
            id: 'outer',
            name: '外',
            weight: '1/2',
            parts: [
              { id: 'town', name: '街乡', weight: '1/2', use: 'speed' },
              { id: 'x', name: 'x', weight: '1/2', use: 'speed' },
            ],
          },
          { id: 'rest', name: '其他', weight: '1/2', use: 'quality' },
        ],
        constraints: [{ part: 'town', min: '1/3', source: 's' }],
      }),
    ),
    ['policy.scoring.constraint /scoring/models/0/constraints/0'],
  ],
  [
    'an input nobody produces',
    on(({ model }) => Object.assign(model.indicators.speed ?? {}, { mean: 'eval.politeness' })),
    ['policy.scoring.input-missing /scoring/models/0/indicators/speed/mean'],
  ],
  [
    'an indicator nobody uses',
    on(({ model }) => (model.indicators.base = { name: '基础', constant: '1' })),
    ['policy.scoring.indicator-unused /scoring/models/0/indicators/base'],
  ],
  [
    'a part without its indicator',
    on(({ model }) => ((model.parts[0] as { use: string }).use = 'lost')),
    ['policy.reference.missing /scoring/models/0/parts/0/use', 'policy.scoring.indicator-unused /scoring/models/0/indicators/speed'],
  ],
  [
    'five stars on a scale of ten',
    on(({ model }) => Object.assign(model.indicators.speed ?? {}, { scale: { from: ['0', '10'], to: ['0', '100'] } })),
    ['policy.scoring.scale-differs /scoring/models/0/indicators/speed/scale/from'],
  ],
  [
    'unrated cases that are to count, where only rated ones are counted',
    on(({ model }) => {
      model.population = { fact: 'assignment', where: { eq: ['eval.rated', true] } }
      Object.assign(model.indicators.speed ?? {}, { missing: 'full' })
    }),
    ['policy.scoring.missing-idle /scoring/models/0/indicators/speed/missing'],
  ],
  [
    'the same, where the indicator itself leaves them out',
    on(({ model }) => {
      model.population = { fact: 'assignment' }
      Object.assign(model.indicators.speed ?? {}, { missing: 'middle', where: { ne: ['eval.rated', false] } })
    }),
    ['policy.scoring.missing-idle /scoring/models/0/indicators/speed/missing'],
  ],
  [
    'a default for what is no rating',
    on(({ model }) => {
      model.population = { fact: 'assignment' }
      Object.assign(model.indicators.speed ?? {}, { missing: 'full', mean: 'urges' })
    }),
    ['policy.scoring.missing-idle /scoring/models/0/indicators/speed/missing'],
  ],
  [
    'a default where unrated cases count is no finding, nor is none',
    on(({ model }) => {
      model.population = { fact: 'assignment', where: { eq: ['concluded', true] } }
      Object.assign(model.indicators.speed ?? {}, { missing: 'full' })
      Object.assign(model.indicators.quality ?? {}, { missing: 'skip', where: { eq: ['eval.rated', true] } })
    }),
    [],
  ],
  [
    'a scale of nothing',
    on(({ model }) => Object.assign(model.indicators.speed ?? {}, { scale: { from: ['5', '5'], to: ['0', '100'] } })),
    ['policy.scoring.scale /scoring/models/0/indicators/speed/scale/from'],
  ],
  [
    'a model that rests on itself',
    on(({ model }) => (model.indicators.speed = { name: '上期', model: 'department-monthly' })),
    ['policy.scoring.cycle /scoring/models/0/indicators/speed/model'],
  ],
  ['nobody ranked', on(({ model }) => (model.ranks = ['town'])), ['policy.scoring.nobody-ranked /scoring/models/0/ranks']],
  [
    'full marks for nothing',
    on(({ model }) => (model.emptyDenominator = 'full')),
    ['policy.scoring.empty-scores-full /scoring/models/0/emptyDenominator'],
  ],
  [
    'a weight of nothing',
    on(({ model }) => {
      ;(model.parts[0] as { weight: string }).weight = '0'
      ;(model.parts[1] as { weight: string }).weight = '1'
    }),
    ['policy.scoring.weight-not-positive /scoring/models/0/parts/0/weight'],
  ],
  [
    'an adjustment capped upside down',
    on(({ model }) => (model.adjustmentCap = ['5', '-5'])),
    ['policy.scoring.cap-reversed /scoring/models/0/adjustmentCap'],
  ],
  // Indicators made of others
  [
    'bands that meet',
    bands({ below: '60', points: '0' }, { atLeast: '60', below: '90', points: '80' }, { atLeast: '90', points: '100' }),
    [],
  ],
  [
    'bands that leave the mark itself to nobody',
    bands({ below: '90', points: '0' }, { above: '90', points: '100' }),
    ['policy.scoring.bands-gap /scoring/models/0/indicators/speed/bands/steps'],
  ],
  [
    'bands that both take the mark',
    bands({ atMost: '90', points: '0' }, { atLeast: '90', points: '100' }),
    ['policy.scoring.bands-overlap /scoring/models/0/indicators/speed/bands/steps/1'],
  ],
  [
    'bands without a lowest',
    bands({ atLeast: '0', points: '100' }),
    ['policy.scoring.bands-gap /scoring/models/0/indicators/speed/bands/steps'],
  ],
  [
    'bands without a highest',
    bands({ atMost: '90', points: '100' }),
    ['policy.scoring.bands-gap /scoring/models/0/indicators/speed/bands/steps'],
  ],
  [
    'a band nothing falls into',
    bands({ below: '60', points: '0' }, { atLeast: '60', points: '80' }, { above: '90', atMost: '90', points: '100' }),
    ['policy.scoring.band-empty /scoring/models/0/indicators/speed/bands/steps/2'],
  ],
  [
    'bands of an indicator that does not exist',
    on(({ model }) => speedBy(model, { name: '分档', bands: { of: 'lost', steps: [{ points: '1' }] } })),
    ['policy.reference.missing /scoring/models/0/indicators/speed/bands/of'],
  ],
  [
    'an indicator made of itself',
    on(({ model }) =>
      speedBy(model, { name: '封顶', cap: { of: 'other', max: '1' } }, { other: { name: '保底', cap: { of: 'speed', min: '0' } } }),
    ),
    [
      'policy.scoring.indicator-cycle /scoring/models/0/indicators/speed/cap/of',
      'policy.scoring.indicator-cycle /scoring/models/0/indicators/other/cap/of',
    ],
  ],
  [
    'a cap below its floor',
    on(({ model }) => speedBy(model, { name: '封顶', cap: { of: 'stars', min: '9', max: '1' } }, { stars })),
    ['policy.scoring.cap-reversed /scoring/models/0/indicators/speed/cap'],
  ],
  [
    'points for one rank, two departments, and nothing for the rest',
    on(({ model }) => speedBy(model, { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100'] } }, { stars })),
    ['policy.scoring.rank-points-short /scoring/models/0/indicators/speed/rank/points'],
  ],
  [
    'points for one rank and the rest stated',
    on(({ model }) => speedBy(model, { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100'], rest: '60' } }, { stars })),
    [],
  ],
  [
    'the second gets more than the first',
    on(({ model }) => speedBy(model, { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['90', '100'] } }, { stars })),
    ['policy.scoring.rank-points-rise /scoring/models/0/indicators/speed/rank/points/1'],
  ],
  // Other models
  [
    'a month that waits for a year',
    on(({ model, policy }) => {
      policy.scoring.models.push({ ...structuredClone(model), id: 'annual', period: { unit: 'year', closeAfterWorkingDays: 5 } })
      speedBy(model, { name: '年度', model: 'annual' })
    }),
    ['policy.scoring.lookup-period /scoring/models/0/indicators/speed/model'],
  ],
  [
    'a year of months',
    on(({ model, policy }) => {
      const annual = { ...structuredClone(model), id: 'annual', period: { unit: 'year' as const, closeAfterWorkingDays: 5 } }
      speedBy(annual, { name: '各月', model: model.id })
      policy.scoring.models.push(annual)
    }),
    [],
  ],
  [
    'a town by the scores of departments',
    on(({ model, policy }) => {
      const towns: ScoringModel = { ...structuredClone(model), id: 'towns', subject: 'town', ranks: ['town'] }
      speedBy(towns, { name: '各月', model: model.id })
      policy.scoring.models.push(towns)
    }),
    ['policy.scoring.lookup-subject /scoring/models/1/indicators/speed/model'],
  ],
  [
    'a person by the score of the own department',
    on(({ model, policy }) => {
      const people: ScoringModel = { ...structuredClone(model), id: 'people', subject: 'person' }
      speedBy(people, { name: '单位得分', model: model.id, of: 'unit' })
      policy.scoring.models.push(people)
    }),
    [],
  ],
  // Manual inputs
  ['a survey the supervisor enters', withInput({}), []],
  [
    'an input that is not declared',
    on(({ model }) => speedBy(model, { name: '社会评价', manual: 'lost' })),
    ['policy.reference.missing /scoring/models/0/indicators/speed/manual'],
  ],
  [
    'an input nobody in the county may enter',
    withInput({ by: ['county-leader'] }),
    ['policy.scoring.input-nobody /scoring/models/0/inputs/0/by'],
  ],
  [
    'agencies of a town judged by no town',
    withInput({ about: 'managed' }, ({ model }) => Object.assign(model, { subject: 'stationed-agency', ranks: ['stationed-agency'] })),
    ['policy.scoring.input-nobody /scoring/models/0/inputs/0/by'],
  ],
  [
    'agencies of a town where departments are scored',
    withInput({ about: 'managed', by: ['town-clerk'] }),
    ['policy.scoring.input-not-for-subject /scoring/models/0/inputs/0/about'],
  ],
  ['from a hundred to nothing', withInput({ min: '100', max: '0' }), ['policy.scoring.input-range /scoring/models/0/inputs/0/min']],
  ['entered for nothing', on(({ model }) => (model.inputs = [input()])), ['policy.scoring.input-unused /scoring/models/0/inputs/0']],
  [
    'two inputs of one id',
    withInput({}, ({ model }) => model.inputs?.push(input())),
    ['policy.id.duplicate /scoring/models/0/inputs/1/id'],
  ],
  [
    'out of a hundred on a scale of ten',
    withInput({}, ({ model }) => speedBy(model, { name: '社会评价', manual: 'survey', scale: { from: ['0', '10'], to: ['0', '100'] } })),
    ['policy.scoring.scale-differs /scoring/models/0/indicators/speed/scale/from'],
  ],
  [
    'points for cards nobody counts',
    on(({ model }) => (model.adjustments = [{ id: 'blue', name: '蓝牌', sum: 'blueCards', per: 1, points: '-1' }])),
    ['policy.scoring.input-missing /scoring/models/0/adjustments/0/sum'],
  ],
  [
    'added and vetoed by inputs that do not exist',
    on(({ model }) => {
      model.adjustments = [{ id: 'brave', name: '敢挑重担', manual: 'brave' }]
      model.veto = [{ id: 'veto', name: '一票否决', manual: 'veto', outcome: '取消评优' }]
    }),
    ['policy.reference.missing /scoring/models/0/adjustments/0/manual', 'policy.reference.missing /scoring/models/0/veto/0/manual'],
  ],
  // Back to back
  [
    'three raters of one town',
    on(({ model }) => (model.visibility = { mode: 'back-to-back', minRaters: 3 })),
    ['policy.scoring.raters-impossible /scoring/models/0/visibility/minRaters'],
  ],
  [
    'three raters of three towns',
    on(({ model, organisation }) => {
      for (const id of ['T2', 'T3']) organisation.units.push({ id, name: id, type: 'town', active: true })
      model.visibility = { mode: 'back-to-back', minRaters: 3 }
    }),
    [],
  ],
  [
    'the judged see everything',
    on(({ model }) => (model.visibility = { mode: 'back-to-back', minRaters: 1, seenBy: ['supervisor', 'dept-leader'] })),
    ['policy.scoring.seen-by-judged /scoring/models/0/visibility/seenBy'],
  ],
  [
    'an open model over a back-to-back form',
    on(({ policy }) => Object.assign(policy.evaluation.forms[0] ?? {}, { visibility: 'back-to-back' })),
    [
      'policy.scoring.opens-back-to-back /scoring/models/0/indicators/speed',
      'policy.scoring.opens-back-to-back /scoring/models/0/indicators/quality',
    ],
  ],
  // Outcomes
  [
    'an outcome of nothing',
    on(({ model }) => (model.outcomes = [{ effect: '约谈' }])),
    ['policy.scoring.outcome-always /scoring/models/0/outcomes/0'],
  ],
  [
    'at least ninety and below sixty',
    on(({ model }) => (model.outcomes = [{ atLeast: '90', below: '60', effect: '约谈' }])),
    ['policy.scoring.outcome-never /scoring/models/0/outcomes/0'],
  ],
  [
    'who recomputes what is never recomputed',
    on(({ model }) => (model.period.recomputedBy = ['supervisor'])),
    ['policy.scoring.recompute-unused /scoring/models/0/period/recomputedBy'],
  ],
]

describe('what is wrong with a scoring model', () => {
  it.each(rows)('%s', (_name, edit, expected) => {
    expect(checked(edit).found.map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
  })

  it('every code is planted once, and says in both languages what and what to do', () => {
    const planted = new Set<string>()
    for (const [name, edit] of rows) {
      const { policy, found } = checked(edit)
      for (const one of found) {
        planted.add(one.code)
        const [zh, en] = [describeFinding(one, policy), describeFinding(one, policy, 'en')]
        expect(zh, name).toMatch(/[。）]$/)
        expect(en, name).toMatch(/\.$/)
        expect(`${zh}${en}`, name).not.toMatch(/undefined|\[object|“无”|"none"/)
      }
    }
    expect(Object.keys(FINDING_SEVERITY).filter((code) => code.startsWith('policy.scoring.') && !planted.has(code))).toEqual([])
  })
})
