import { ExclamationCircleFilled } from '@ant-design/icons'
import type { Flow } from '@shaotai/core'
import { Background, Controls, Handle, MarkerType, MiniMap, Position, ReactFlow, type Edge, type Node, type NodeProps } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../platform/responsive.ts'
import { chartOf, NODE, type ChartState } from './chart-of.ts'
import css from './flow.module.css'

type FlowChartProps = {
  flow: Flow
  /** Places of states the check has something to say about, with the word for it. */
  troubles: ReadonlyMap<number, string>
  chosenState: number | undefined
  chosenStep: number | undefined
  onState: (index: number) => void
  onStep: (index: number) => void
}

type StateData = ChartState & { trouble: string | undefined; chosen: boolean; onChoose: () => void }
type StateNode = Node<StateData, 'state'>

const nodeTypes = { state: StateBox }

/** The flow drawn from the document: states one can choose with mouse or keyboard, lines for the steps between them. */
export function FlowChart({ flow, troubles, chosenState, chosenStep, onState, onStep }: FlowChartProps) {
  const { t } = useTranslation('flow')
  const narrow = useNarrow()
  const chart = useMemo(() => chartOf(flow), [flow])
  const nodes = chart.states.map((state): StateNode => ({
    id: state.id,
    type: 'state',
    position: { x: state.x, y: state.y },
    width: NODE.width,
    height: NODE.height,
    data: { ...state, trouble: troubles.get(state.index), chosen: state.index === chosenState, onChoose: () => onState(state.index) },
  }))
  const edges = chart.lines.map((line): Edge => {
    const chosen = line.steps.some(({ index }) => index === chosenStep)
    const [first, second] = line.steps
    const colour = chosen ? '#1d5aa6' : '#7b8798'
    return {
      id: line.id,
      source: line.from,
      target: line.to,
      label: second ? t('chart.more', { name: first?.name, count: line.steps.length - 1 }) : first?.name,
      animated: false,
      style: { stroke: colour, strokeWidth: chosen ? 2.5 : 1.2 },
      labelStyle: { fill: '#1b2430', fontSize: 12 },
      labelBgStyle: { fill: '#ffffff', fillOpacity: 0.9 },
      markerEnd: { type: MarkerType.ArrowClosed, color: colour },
    }
  })
  return (
    <div className={css.chart} role="group" aria-label={t('chart.label', { name: flow.name })}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        minZoom={0.2}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        onEdgeClick={(_event, edge) => {
          const step = chart.lines.find(({ id }) => id === edge.id)?.steps[0]
          if (step) onStep(step.index)
        }}
        ariaLabelConfig={{
          'controls.zoomIn.ariaLabel': t('chart.in'),
          'controls.zoomOut.ariaLabel': t('chart.out'),
          'controls.fitView.ariaLabel': t('chart.fit'),
          'controls.ariaLabel': t('chart.zoom'),
          'minimap.ariaLabel': t('chart.map'),
        }}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} />
        {!narrow && <MiniMap className={css.map} pannable />}
      </ReactFlow>
    </div>
  )
}

function StateBox({ data }: NodeProps<StateNode>) {
  const { t } = useTranslation('flow')
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className={`${css.state} nodrag nopan`}
        data-trouble={data.trouble === undefined ? undefined : ''}
        data-initial={data.initial ? '' : undefined}
        aria-pressed={data.chosen}
        onClick={data.onChoose}
      >
        <strong>{data.name || t('unnamed')}</strong>
        <small>
          {data.trouble === undefined ? (
            t(`phase.${data.phase}`)
          ) : (
            <>
              <ExclamationCircleFilled aria-hidden="true" /> {data.trouble}
            </>
          )}
        </small>
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
