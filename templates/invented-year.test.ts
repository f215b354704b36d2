import { describe, expect, it } from 'vitest'
import { replay } from '../sdk/core/src/case/evolve.ts'
import { inventHistory } from '../sdk/core/src/simulation/history.ts'
import { DAY } from '../sdk/core/src/shared/instant.ts'
import { loadTemplate } from './testing/load-template.ts'

const to = Date.parse('2026-10-31T16:00:00Z')
const photo = { id: '0'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 1 }

/** People of an invented year sign, vote, give their word and rate as each policy asks, so that a draft of any county can be tried on a year. */
describe.each(['hechuan', 'hechuan-city', 'hechuan-beijing', 'hechuan-yanqing', 'hechuan-jiangbei'])('a year invented for %s', (name) => {
  it('comes to its end: most cases are closed, whoever must speak before', { timeout: 60_000 }, () => {
    const { policy, organisation } = loadTemplate(name)
    const words = { photos: [photo, photo, photo], texts: ['现场已核实，问题已经处理完毕。'], comments: ['处理较好。'] }
    const year = [...inventHistory(policy, 'h', organisation, { cases: 40, seed: 1, from: to - 300 * DAY, to: to - 60 * DAY, ...words })]
    const closed = year.filter(({ events }) => replay(events)?.phase === 'CLOSED')
    expect(closed.length / year.length).toBeGreaterThan(0.7)
  })
})
