import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { scoringModelSchema, type ScoringModel } from '@shaotai/core'
import { App, Button, Collapse, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignerProps } from '../../policy/designers.tsx'
import { useEditing } from '../../policy/editing.ts'
import { freshId } from '../../policy/fresh-id.ts'
import type { Schema } from '../../policy/kinds.ts'
import { ObjectForm } from '../../policy/ObjectForm.tsx'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { Adjustments } from './Adjustments.tsx'
import { useChosenModel } from './chosen-model.ts'
import { freshModel } from './fresh-model.ts'
import { ModelRules } from './ModelRules.tsx'
import { WeightTree } from './WeightTree.tsx'
import css from './designer.module.css'

/** 考核: one formula at a time as bars that make up 100, what is added and deducted, and the rules of its end. */
export function ScoringDesigner({ document, focus }: DesignerProps) {
  const { t } = useTranslation('scoring')
  const { modal } = App.useApp()
  const { readOnly, set } = useEditing()
  const { models, index, model, choose } = useChosenModel(document, focus)
  const add = (from?: ScoringModel) => {
    const id = freshId('scoring', models)
    const next = from ? { ...from, id, name: t('design.copyOf', { name: from.name }) } : freshModel(id, t)
    set('/models', [...models, next])
    choose(id)
  }
  const remove = () =>
    void modal.confirm({
      title: t('policy:list.removeAsk', { name: model?.name ?? '' }),
      content: t('policy:list.removeNote'),
      okText: t('policy:list.remove'),
      okButtonProps: { danger: true },
      cancelText: t('policy:cancel'),
      onOk: () =>
        set(
          '/models',
          models.filter((_model, at) => at !== index),
        ),
    })
  if (!model) {
    return (
      <Empty
        text={t('design.empty')}
        action={
          !readOnly && (
            <Button icon={<PlusOutlined />} onClick={() => add()}>
              {t('design.addModel')}
            </Button>
          )
        }
      />
    )
  }
  const at = `/models/${index}`
  return (
    <div>
      <div className={css.modelBar}>
        <Select
          className={css.modelSelect}
          value={model.id}
          aria-label={t('model')}
          options={models.map((one) => ({ value: one.id, label: one.name }))}
          onChange={choose}
        />
        {!readOnly && (
          <span className={css.modelTools}>
            <Button icon={<PlusOutlined />} onClick={() => add()}>
              {t('design.addModel')}
            </Button>
            <Button icon={<CopyOutlined />} title={t('policy:list.copy')} aria-label={t('policy:list.copy')} onClick={() => add(model)} />
            <Button icon={<DeleteOutlined />} title={t('policy:list.remove')} aria-label={t('policy:list.remove')} onClick={remove} />
          </span>
        )}
      </div>
      {!readOnly && (
        <label className={css.nameField}>
          <span>{t('design.modelName')}</span>
          <Input value={model.name} maxLength={200} onChange={(event) => set(`${at}/name`, event.target.value)} />
        </label>
      )}
      <section className={css.section} aria-label={t('design.formula')}>
        <h3>{t('design.formula')}</h3>
        <WeightTree key={model.id} model={model} at={at} />
      </section>
      <Adjustments model={model} at={at} />
      <ModelRules model={model} at={at} />
      <OtherSettings key={`${model.id}-rest`} model={model} at={at} focus={focus} />
    </div>
  )
}

/** Everything that has no picture of its own: whom it scores, what is counted, indicators, what people enter, outcomes. */
const OTHERS = ['subject', 'ranks', 'population', 'inputs', 'indicators', 'constraints', 'outcomes', 'adjustments', 'veto'] as const

function OtherSettings({ model, at, focus }: { model: ScoringModel; at: string; focus: string | undefined }) {
  const { t } = useTranslation('scoring')
  const { readOnly, set, units, say, openCode } = useEditing()
  const wanted = focus?.startsWith(`${at}/`) ? focus.slice(at.length) : undefined
  const isMine = OTHERS.some((key) => wanted?.startsWith(`/${key}`))
  const [open, setOpen] = useState<string[]>(isMine ? ['others'] : [])
  const whole = scoringModelSchema as unknown as Schema & { properties: Record<string, Schema>; required: string[] }
  const keys: readonly string[] = OTHERS
  const schema = {
    ...whole,
    properties: Object.fromEntries(keys.map((key) => [key, whole.properties[key] ?? {}])),
    required: whole.required.filter((key) => keys.includes(key)),
  }
  const value = Object.fromEntries(Object.entries(model).filter(([key]) => keys.includes(key)))
  const kept = Object.fromEntries(Object.entries(model).filter(([key]) => !keys.includes(key)))
  return (
    <Collapse
      className={css.others}
      activeKey={open}
      onChange={(next) => setOpen([next].flat())}
      items={[
        {
          key: 'others',
          label: t('design.others'),
          children: (
            <ObjectForm
              schema={schema}
              value={value}
              readOnly={readOnly}
              units={units}
              sentence={(inner) => say(inner, 'fact')}
              onOpenCode={(inner) => openCode(`${at}${inner}`)}
              focus={isMine ? wanted : undefined}
              onChange={(next) => set(at, { ...kept, ...next })}
            />
          ),
        },
      ]}
    />
  )
}
