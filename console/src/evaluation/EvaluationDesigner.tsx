import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { evaluationFormSchema, type Evaluation, type EvaluationForm } from '@shaotai/core'
import { App, Button, Checkbox, Collapse, Dropdown, Input, InputNumber, Radio, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignerProps } from '../policy/designers.tsx'
import { useEditing } from '../policy/editing.ts'
import { freshId } from '../policy/fresh-id.ts'
import type { Schema } from '../policy/kinds.ts'
import { ObjectForm } from '../policy/ObjectForm.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import type { Language } from '../platform/i18n.ts'
import { roleName } from '../platform/role-names.ts'
import { useChosenForm } from './chosen-form.ts'
import { ItemList } from './ItemList.tsx'
import { DIRECTIONS, facing, freshItem, STARTS, withComment, type Start } from './start-forms.ts'
import css from './evaluation.module.css'

const SUBJECTS = ['assignment', 'case', 'town', 'person'] as const
const COMMENTS = ['none', 'optional', 'required', 'required-when-low'] as const
const VISIBILITIES = ['open', 'back-to-back'] as const
const FACING = { stars: 'town', towns: 'department', public: 'public' } as const

/** 评价表: who rates whom, on which items, what words are demanded, and who sees it. */
export function EvaluationDesigner({ document, focus }: DesignerProps) {
  const { t, i18n } = useTranslation('evaluation')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const { modal } = App.useApp()
  const { readOnly, set } = useEditing()
  const { forms, form, index, choose } = useChosenForm(document as Evaluation, focus)
  const add = (start: Start) => {
    const id = freshId('evaluation', forms)
    const words = { yes: t('yes'), no: t('no') }
    const names = start === 'stars' ? ['speed', 'quality'] : start === 'towns' ? ['clear', 'support'] : ['arrived', 'solved', 'satisfied']
    const kind = start === 'public' ? 'choice' : 'stars'
    const items = names.map((name) => freshItem(kind, { id: `${id}-${name}`, name: t(`item.${name}`), ...words }))
    const low = start === 'public' ? ({ comment: 'optional' } as const) : ({ comment: 'required-when-low', lowAtOrBelow: 2 } as const)
    const fresh: EvaluationForm = {
      id,
      name: t(`start.${start}`),
      ...facing(FACING[start]),
      items,
      ...low,
      obligatory: start === 'stars',
      visibility: start === 'towns' ? 'back-to-back' : 'open',
    }
    set('/forms', [...forms, fresh])
    choose(id)
  }
  const starts = (
    <Dropdown
      trigger={['click']}
      menu={{ items: STARTS.map((key) => ({ key, label: t(`start.${key}`) })), onClick: ({ key }) => add(key as Start) }}
    >
      <Button icon={<PlusOutlined />}>{t('add')}</Button>
    </Dropdown>
  )
  if (!form) return <Empty text={t('empty')} action={!readOnly && starts} />
  const at = `/forms/${index}`
  const remove = () =>
    void modal.confirm({
      title: t('policy:list.removeAsk', { name: form.name }),
      content: t('policy:list.removeNote'),
      okText: t('policy:list.remove'),
      okButtonProps: { danger: true },
      cancelText: t('policy:cancel'),
      onOk: () =>
        set(
          '/forms',
          forms.filter((_form, other) => other !== index),
        ),
    })
  return (
    <div>
      <div className={css.bar}>
        <Select
          className={css.choose}
          value={form.id}
          aria-label={t('form')}
          options={forms.map((one) => ({ value: one.id, label: one.name }))}
          onChange={choose}
        />
        {!readOnly && starts}
        {!readOnly && <Button icon={<DeleteOutlined />} aria-label={t('remove', { name: form.name })} onClick={remove} />}
      </div>
      <Line label={t('name')}>
        <Input
          disabled={readOnly}
          aria-label={t('name')}
          value={form.name}
          maxLength={200}
          onChange={(event) => set(`${at}/name`, event.target.value)}
        />
      </Line>
      <Line label={t('rater')}>
        <Radio.Group
          aria-label={t('rater')}
          disabled={readOnly}
          value={form.rater}
          options={DIRECTIONS.map((value) => ({ value, label: t(`rater.${value}`) }))}
          onChange={(event) => set(at, { ...form, ...facing(event.target.value) })}
        />
      </Line>
      <Line label={t('by')}>
        <Select
          mode="multiple"
          className={css.wide}
          disabled={readOnly}
          aria-label={t('by')}
          value={form.by}
          options={(evaluationFormSchema.properties.by.items.enum as EvaluationForm['by']).map((role) => ({
            value: role,
            label: roleName(role, language),
          }))}
          onChange={(by) => by.length > 0 && set(`${at}/by`, by)}
        />
      </Line>
      <Line label={t('subject')}>
        <Radio.Group
          aria-label={t('subject')}
          disabled={readOnly}
          value={form.subject}
          options={SUBJECTS.map((value) => ({ value, label: t(`subject.${value}`) }))}
          onChange={(event) => set(`${at}/subject`, event.target.value)}
        />
      </Line>
      <ItemList form={form} at={at} />
      <Line label={t('comment')}>
        <span className={css.sentence}>
          <Radio.Group
            aria-label={t('comment')}
            disabled={readOnly}
            value={form.comment}
            options={COMMENTS.map((value) => ({ value, label: t(`comment.${value}`) }))}
            onChange={(event) => set(at, withComment(form, event.target.value))}
          />
          {form.comment === 'required-when-low' && (
            <>
              <InputNumber
                size="small"
                className={css.small}
                min={0}
                max={100}
                precision={0}
                disabled={readOnly}
                aria-label={t('lowLabel')}
                value={form.lowAtOrBelow}
                onChange={(mark) => typeof mark === 'number' && set(`${at}/lowAtOrBelow`, mark)}
              />
              {t('low')}
            </>
          )}
        </span>
      </Line>
      <Line label={t('visibility')} note={form.visibility === 'back-to-back' ? t('backToBack') : t('openNote')}>
        <Radio.Group
          aria-label={t('visibility')}
          disabled={readOnly}
          value={form.visibility}
          options={VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }))}
          onChange={(event) => set(`${at}/visibility`, event.target.value)}
        />
      </Line>
      <Line label={t('close')}>
        <Checkbox disabled={readOnly} checked={form.obligatory} onChange={(event) => set(`${at}/obligatory`, event.target.checked)}>
          {t('obligatory')}
        </Checkbox>
      </Line>
      <Others key={form.id} form={form} at={at} focus={focus} />
    </div>
  )
}

const OTHERS: readonly string[] = ['when', 'seenBy', 'items']

/** When the form is asked for, who sees all of it, and what an item explains and suggests. */
function Others({ form, at, focus }: { form: EvaluationForm; at: string; focus: string | undefined }) {
  const { t } = useTranslation('evaluation')
  const { readOnly, set, units, say, openCode } = useEditing()
  const wanted = focus?.startsWith(`${at}/`) ? focus.slice(at.length) : undefined
  const [open, setOpen] = useState<string[]>(OTHERS.some((key) => wanted?.startsWith(`/${key}`)) ? ['others'] : [])
  const whole = evaluationFormSchema as unknown as Schema & { properties: Record<string, Schema>; required: string[] }
  const schema = {
    ...whole,
    properties: Object.fromEntries(OTHERS.map((key) => [key, whole.properties[key] ?? {}])),
    required: whole.required.filter((key) => OTHERS.includes(key)),
  }
  const entries = Object.entries(form)
  const kept = Object.fromEntries(entries.filter(([key]) => !OTHERS.includes(key)))
  return (
    <Collapse
      activeKey={open}
      onChange={(next) => setOpen([next].flat())}
      items={[
        {
          key: 'others',
          label: t('others'),
          children: (
            <ObjectForm
              schema={schema}
              value={Object.fromEntries(entries.filter(([key]) => OTHERS.includes(key)))}
              readOnly={readOnly}
              units={units}
              sentence={say}
              onOpenCode={(inner) => openCode(`${at}${inner}`)}
              focus={wanted}
              onChange={(next) => set(at, { ...kept, ...next })}
            />
          ),
        },
      ]}
    />
  )
}

/** One choice: its name beside it, and what it means below. */
function Line({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className={css.line}>
      <span className={css.label}>{label}</span>
      <div>
        {children}
        {note && <p className={css.note}>{note}</p>}
      </div>
    </div>
  )
}
