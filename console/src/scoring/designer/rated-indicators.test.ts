import type { ScoringModel } from '@shaotai/core'
import { expect, it } from 'vitest'
import { ratedIndicators } from './rated-indicators.ts'

const scale = { from: ['0', '5'], to: ['0', '100'] }
const model = (where?: object) =>
  ({
    population: { fact: 'assignment', ...(where && { where }) },
    indicators: {
      speed: { name: '速度', mean: 'eval.speed', scale },
      quality: { name: '质量', mean: 'eval.quality', missing: 'full', where: { eq: ['eval.rated', true] }, scale },
      urges: { name: '催办', mean: 'urges', scale },
      share: { name: '到场率', ratio: { num: { eq: ['role', 'lead'] }, den: { eq: ['role', 'lead'] } } },
    },
  }) as unknown as ScoringModel

it('are those that average ratings, with what unrated cases count as and whether any is counted', () => {
  expect(ratedIndicators(model())).toEqual([
    { id: 'speed', name: '速度', missing: 'skip', never: false },
    { id: 'quality', name: '质量', missing: 'full', never: true },
  ])
  expect(ratedIndicators(model({ eq: ['eval.rated', true] })).map((one) => one.never)).toEqual([true, true])
})
