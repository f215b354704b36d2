import { Graph, layout } from '@dagrejs/dagre'
import type { CasePhase, Flow } from '@shaotai/core'

export const NODE = { width: 132, height: 54 } as const

export type ChartState = { id: string; index: number; name: string; phase: CasePhase; initial: boolean; x: number; y: number }
/** The steps from one state to another, drawn as one line. */
export type ChartLine = { id: string; from: string; to: string; steps: { index: number; name: string }[] }
export type Chart = { states: ChartState[]; lines: ChartLine[] }

/** The flow as a drawing: states placed in ranks from the first on, steps between the same two states joined into one line. */
export function chartOf(flow: Flow): Chart {
  const known = new Set(flow.states.map(({ id }) => id))
  const lines = new Map<string, ChartLine>()
  for (const [index, { name, from, to }] of flow.steps.entries()) {
    for (const start of from) {
      if (!known.has(start) || !known.has(to)) continue
      const id = `${start}→${to}`
      const line = lines.get(id) ?? { id, from: start, to, steps: [] }
      line.steps.push({ index, name })
      lines.set(id, line)
    }
  }
  const graph = new Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 48, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  // The first state goes in first, so that circles are broken behind it and it stands on top.
  const ordered = flow.states.toSorted((a, b) => Number(b.id === flow.initial) - Number(a.id === flow.initial))
  for (const { id } of ordered) graph.setNode(id, { ...NODE })
  for (const { from, to } of lines.values()) if (from !== to) graph.setEdge(from, to)
  layout(graph)
  const states = flow.states.map(({ id, name, phase }, index) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number }
    return { id, index, name, phase, initial: id === flow.initial, x: x - NODE.width / 2, y: y - NODE.height / 2 }
  })
  return { states, lines: [...lines.values()] }
}

/** The flow without a state, and without the steps that have nowhere left to begin or end. */
export function withoutState(flow: Flow, id: string): Flow {
  const steps = flow.steps
    .filter(({ to }) => to !== id)
    .map((step) => ({ ...step, from: step.from.filter((start) => start !== id) }))
    .filter(({ from }) => from.length > 0)
  return { ...flow, states: flow.states.filter((state) => state.id !== id), steps }
}
