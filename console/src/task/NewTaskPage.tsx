import { createTaskSchema, type CreateTask, type TaskView } from '@shaotai/api'
import { countyDay, isInForce, type Policy } from '@shaotai/core'
import { App, Card } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formProblems } from '../case/refusal.ts'
import deskCss from '../case/new/new.module.css'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { Failure } from '../platform/feedback/Failure.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import { newIdempotencyKey, request } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits, type Units } from '../policy-data/use-units.ts'
import { GateCard } from './GateCard.tsx'

/** 向镇街交办: what, to which towns, on which item; the gate's decision stands beside it while it is filled in. */
export function NewTaskPage() {
  const { t } = useTranslation('task')
  const { policy, error, refetch } = usePolicy()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const units = useUnits()
  const session = useSession()
  const lost = useSessionLost()
  const [filled, setFilled] = useState<Partial<CreateTask>>({})
  const [failed, setFailed] = useState<unknown>()
  // One key per filled form: sent again after a lost answer, it is handed down once.
  const sent = useRef<{ text: string; key: string }>(undefined)
  const schema = useMemo(() => withTowns(units), [units])
  const choices = useMemo(() => ({ item: itemsOf(policy, session?.unit.id) }), [policy, session?.unit.id])
  const problems = useMemo(() => formProblems(failed), [failed])
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!policy) return <PageLoading rows={8} />
  const handDown = async (data: Record<string, unknown>) => {
    setFailed(undefined)
    const text = JSON.stringify(data)
    if (sent.current?.text !== text) sent.current = { text, key: newIdempotencyKey() }
    try {
      const task = await request<TaskView>('POST', '/tasks', data, { idempotencyKey: sent.current.key })
      void message.success(t('new.done', { number: task.number }))
      void navigate(`/tasks/${task.id}`)
    } catch (caught) {
      if (!lost(caught)) setFailed(caught)
    }
  }
  return (
    <>
      <PageHeader title={t('page.new')} crumbs={[{ name: t('page.list'), to: '/tasks' }, { name: t('new') }]} />
      <div className={deskCss.columns}>
        <Card size="small">
          {failed !== undefined && problems.length === 0 && <Failure error={failed} />}
          <SchemaForm
            schema={schema}
            choices={choices}
            problems={problems}
            submitText={t('new.submit')}
            onChange={(value) => setFilled(value)}
            onSubmit={handDown}
          />
        </Card>
        <GateCard task={askable(filled)} />
      </div>
    </>
  )
}

/** The wire's own schema, with the county's towns to choose from. */
function withTowns(units: Units): object {
  const towns = units.list.filter((unit) => unit.type === 'town' && unit.active)
  const { properties } = createTaskSchema
  if (towns.length === 0) return createTaskSchema
  const items = { type: 'string', enum: towns.map((unit) => unit.id), 'x-enum-names': towns.map((unit) => units.short(unit.id)) }
  return { ...createTaskSchema, properties: { ...properties, towns: { ...properties.towns, items } } }
}

/** Items in force that this unit leads or helps with: what it may hand down by. */
function itemsOf(policy: Policy | undefined, unit: string | undefined) {
  if (!policy) return []
  const day = countyDay(policy, serverNow())
  return policy.responsibilities.items
    .filter((item) => isInForce(item, day) && (item.lead === unit || item.cooperating.includes(unit ?? '')))
    .map((item) => ({ value: item.id, label: item.name, note: item.id }))
}

/** What the gate can be asked once a kind and a town are chosen. */
function askable({ kind, item, towns }: Partial<CreateTask>): Pick<CreateTask, 'kind' | 'item' | 'towns'> | undefined {
  if (!kind || !towns || towns.length === 0) return undefined
  return { kind, ...(item && { item }), towns }
}
