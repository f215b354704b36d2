import type { Flow } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import flows from '../../../templates/xiajin/flows.json' with { type: 'json' }
import { chartOf, NODE, withoutState } from './chart-of.ts'

const [flow] = flows as unknown as [Flow]

describe('a flow drawn', () => {
  const chart = chartOf(flow)

  it('shows every state once, the first on top, none over another', () => {
    expect(chart.states.map(({ id }) => id)).toEqual(flow.states.map(({ id }) => id))
    const top = Math.min(...chart.states.map(({ y }) => y))
    expect(chart.states.filter(({ y }) => y === top).map(({ id }) => id)).toContain(flow.initial)
    for (const a of chart.states)
      for (const b of chart.states)
        if (a.id < b.id) expect(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height).toBe(true)
  })

  it('shows every step', () => {
    const drawn = new Set(chart.lines.flatMap(({ steps }) => steps.map(({ index }) => index)))
    expect([...drawn].toSorted((a, b) => a - b)).toEqual(flow.steps.map((_step, index) => index))
  })

  it('draws what refers to nothing as nothing', () => {
    const broken = { ...flow, steps: [{ ...flow.steps[0]!, from: ['nowhere'], to: 'elsewhere' }] }
    expect(chartOf(broken).lines).toEqual([])
  })
})

describe('a state removed', () => {
  it('takes the steps to it along, and those from it alone', () => {
    const id = flow.steps[0]!.to
    const left = withoutState(flow, id)
    expect(left.states.map((state) => state.id)).not.toContain(id)
    for (const step of left.steps) expect([step.to, ...step.from]).not.toContain(id)
    expect(left.steps.every(({ from }) => from.length > 0)).toBe(true)
  })
})
