import { CopyOutlined, PlusOutlined } from '@ant-design/icons'
import type { Flow } from '@shaotai/core'
import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignerProps } from '../policy/designers.tsx'
import { useEditing } from '../policy/editing.ts'
import { freshId } from '../policy/fresh-id.ts'
import { partsOf, type Schema } from '../policy/kinds.ts'
import { ObjectForm } from '../policy/ObjectForm.tsx'
import { withReferences } from '../policy/with-references.ts'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import { withoutState } from './chart-of.ts'
import { FlowChart } from './FlowChart.tsx'
import { PartList } from './PartList.tsx'
import css from './flow.module.css'

const PARTS = ['states', 'steps', 'assignment', 'requests', 'approvals', 'rest'] as const
type Part = (typeof PARTS)[number]
const LISTED = ['states', 'steps', 'assignment', 'requests', 'approvals']

/** The flows of the county: drawn on the left, each state, step, request and approval as a form on the right. */
export function FlowDesigner({ document, focus }: DesignerProps) {
  const { t } = useTranslation('flow')
  const { policy, readOnly, set } = useEditing()
  const flows = document as Flow[]
  const asked = /^\/(\d+)/.exec(focus ?? '')?.[1]
  const [index, setIndex] = useState(Number(asked ?? 0))
  const flow = flows[index]
  if (!flow) return null
  const users = policy.categories.filter((category) => category.flow === flow.id).map(({ name }) => name)
  return (
    <div className={css.designer}>
      <div className={css.head}>
        {flows.length > 1 && (
          <Select
            aria-label={t('which')}
            value={index}
            onChange={setIndex}
            options={flows.map((one, at) => ({ value: at, label: one.name }))}
          />
        )}
        {!readOnly && (
          <Button
            icon={<CopyOutlined />}
            title={t('copy.note')}
            onClick={() => {
              set('', [...flows, { ...flow, id: freshId('flows', flows), name: t('copy.title', { name: flow.name }) }], { apart: true })
              setIndex(flows.length)
            }}
          >
            {t('copy')}
          </Button>
        )}
        <p>{users.length > 0 ? t('usedBy', { names: users.join(t('platform:list.separator')) }) : t('unused')}</p>
      </div>
      <OneFlow key={`${index}/${focus ?? ''}`} flow={flow} at={`/${index}`} focus={focus?.slice(`/${index}`.length)} />
    </div>
  )
}

function OneFlow({ flow, at, focus }: { flow: Flow; at: string; focus: string | undefined }) {
  const { t } = useTranslation('flow')
  const { readOnly, policy, units, set, say, openCode, findings } = useEditing()
  const asked = placeOf(focus)
  const [part, setPart] = useState<Part>(asked.part)
  const [chosen, setChosen] = useState(asked.index)
  const [inserting, setInserting] = useState(false)
  const show = (next: Part, index: number) => {
    setPart(next)
    setChosen(index)
  }
  const schemas = useMemo(() => {
    const drawn = withReferences(partsOf('flows').item ?? {}, { policy, units, own: flow })
    return partSchemas(drawn)
  }, [policy, units, flow])
  const troubles = new Map(
    findings.flatMap(({ at: place, code, severity }) => {
      if (severity !== 'red') return []
      const state = new RegExp(`^/flows${at}/states/(\\d+)`).exec(place)?.[1]
      return state === undefined ? [] : [[Number(state), t(TROUBLES.has(code) ? `trouble.${code}` : 'trouble.other')] as const]
    }),
  )
  const state = part === 'states' ? flow.states[Math.min(chosen, flow.states.length - 1)] : undefined
  const leaving = state ? flow.steps.map((step, index) => ({ step, index })).filter(({ step }) => step.from.includes(state.id)) : []
  const list = {
    at: `${at}/${part}`,
    chosen,
    onChoose: setChosen,
    focus: asked.part === part && asked.index === chosen ? asked.rest : undefined,
  }
  return (
    <div className={css.sides}>
      <FlowChart
        flow={flow}
        troubles={troubles}
        chosenState={part === 'states' ? chosen : undefined}
        chosenStep={part === 'steps' ? chosen : undefined}
        onState={(index) => show('states', index)}
        onStep={(index) => show('steps', index)}
      />
      <div className={css.form}>
        <Segmented
          aria-label={t('part')}
          value={part}
          onChange={(next) => show(next, 0)}
          options={PARTS.map((one) => ({ value: one, label: t(`part.${one}`) }))}
        />
        {part === 'states' && (
          <PartList
            {...list}
            entries={flow.states}
            schema={schemas.states}
            fresh={() => ({ id: freshId('flows', flow.states), name: t('fresh.state'), phase: 'HANDLING' })}
            addText={t('add.state')}
            removeNote={t('remove.state', {
              count: state ? flow.steps.length - withoutState(flow, state.id).steps.length : 0,
            })}
            onRemove={() => state && set(at, withoutState(flow, state.id), { apart: true })}
          >
            <section className={css.leaving} aria-label={t('leaving')}>
              <h4>{t('leaving')}</h4>
              {leaving.length === 0 && <p className={css.quiet}>{t('leaving.none')}</p>}
              {leaving.map(({ step, index }) => (
                <Button key={index} size="small" onClick={() => show('steps', index)}>
                  {step.name} → {flow.states.find(({ id }) => id === step.to)?.name ?? step.to}
                </Button>
              ))}
            </section>
          </PartList>
        )}
        {part === 'steps' && (
          <PartList
            {...list}
            entries={flow.steps}
            schema={schemas.steps}
            fresh={() => ({
              id: freshId('flows', flow.steps),
              name: t('fresh.step'),
              act: 'dispatch',
              from: [flow.initial],
              to: flow.states.at(-1)?.id ?? flow.initial,
              by: ['dispatcher'],
            })}
            addText={t('add.step')}
          />
        )}
        {part === 'assignment' && (
          <PartList
            {...list}
            at={`${at}/assignment/steps`}
            entries={flow.assignment.steps}
            schema={schemas.assignment}
            fresh={() => ({
              id: freshId('flows', flow.assignment.steps),
              name: t('fresh.step'),
              act: 'progress',
              from: ['WORKING'],
              by: ['dept-clerk'],
            })}
            addText={t('add.step')}
          />
        )}
        {part === 'requests' && (
          <PartList
            {...list}
            entries={flow.requests}
            schema={schemas.requests}
            fresh={() => ({
              kind: 'extension',
              name: t('fresh.request'),
              by: ['dept-clerk'],
              decidedBy: ['dispatcher'],
              from: ['WORKING'],
              reasons: [],
            })}
            addText={t('add.request')}
          />
        )}
        {part === 'approvals' && (
          <PartList
            {...list}
            entries={(flow.approvals ?? []) as readonly Record<string, unknown>[]}
            schema={schemas.approvals}
            fresh={() => ({ id: freshId('flows', flow.approvals ?? []), name: t('fresh.approval'), mode: 'single', by: ['dispatcher'] })}
            addText={t('add.approval')}
          />
        )}
        {part === 'approvals' && !readOnly && (
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => setInserting(true)} className={css.insert}>
            {t('approval.insert')}
          </Button>
        )}
        {inserting && (
          <ApprovalDialog
            flow={flow}
            onClose={() => setInserting(false)}
            onAdd={(next) => {
              set(at, next, { apart: true })
              setInserting(false)
              setChosen((next.approvals ?? []).length - 1)
            }}
          />
        )}
        {part === 'rest' && (
          <ObjectForm
            schema={schemas.rest}
            value={Object.fromEntries(Object.entries(flow).filter(([key]) => !LISTED.includes(key)))}
            readOnly={readOnly}
            units={units}
            sentence={(value) => say(value)}
            onOpenCode={(place) => openCode(`${at}${place}`)}
            {...(asked.part === 'rest' && focus !== undefined && { focus })}
            onChange={(next) => set(at, { ...next, ...Object.fromEntries(Object.entries(flow).filter(([key]) => LISTED.includes(key))) })}
          />
        )}
      </div>
    </div>
  )
}

const TROUBLES = new Set(['policy.flow.state-unreachable', 'policy.flow.dead-end', 'policy.flow.no-way-to-end'])

function partSchemas(flow: Schema): Record<Part, Schema> {
  const properties = flow['properties'] as Record<string, Schema>
  const itemsOf = (key: string) => properties[key]?.['items'] as Schema
  const assignment = properties['assignment']?.['properties'] as Record<string, Schema>
  return {
    states: itemsOf('states'),
    steps: itemsOf('steps'),
    assignment: assignment['steps']?.['items'] as Schema,
    requests: itemsOf('requests'),
    approvals: itemsOf('approvals'),
    rest: {
      ...flow,
      properties: Object.fromEntries(Object.entries(properties).filter(([key]) => !LISTED.includes(key))),
      required: (flow['required'] as string[]).filter((key) => !LISTED.includes(key)),
    },
  }
}

/** Where somebody asked to go (去改): the part, the entry, and the place in it. */
function placeOf(focus: string | undefined): { part: Part; index: number; rest?: string } {
  const [, key, index, rest = ''] = /^\/(states|steps|requests|approvals|assignment\/steps)\/(\d+)(\/.*)?$/.exec(focus ?? '') ?? []
  if (key !== undefined) return { part: key.startsWith('assignment') ? 'assignment' : (key as Part), index: Number(index), rest }
  return { part: (focus ?? '') === '' ? 'states' : 'rest', index: 0 }
}
