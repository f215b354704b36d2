import type { FieldKind } from '@shaotai/core'
import { FIELD_KINDS } from '@shaotai/core'
import { Alert, Button, Form, Input, Select, Switch, Tabs, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccessMatrix } from './AccessMatrix.tsx'
import { useDesign } from './design.ts'
import { dropField, patchField, renameFieldId, retireField, type DesignField } from './edit-form.ts'
import { FieldRules } from './FieldRules.tsx'
import { KindContent } from './KindContent.tsx'
import css from './designer.module.css'

const FIELD_ID = /^[A-Za-z][A-Za-z0-9_]{0,39}$/

export type FieldSettingsProps = {
  field: DesignField
  /** Counts up when the title should take the focus. */
  focusTitle: number
  onRetype: (kind: FieldKind) => void
  onRenamed: (id: string) => void
}

/** The settings of one field: what it says, its rules, and what only few people need. */
export function FieldSettings({ field, focusTitle, onRetype, onRenamed }: FieldSettingsProps) {
  const { t } = useTranslation('form')
  const { readOnly, openCode, form, apply } = useDesign()
  const [tab, setTab] = useState('content')
  const [wished, setWished] = useState(focusTitle)
  if (wished !== focusTitle) {
    setWished(focusTitle)
    setTab('content')
  }
  if (field.retired)
    return (
      <Alert
        type="info"
        showIcon
        title={t('retired.title', { name: field.title })}
        description={t('retired.note')}
        action={
          !readOnly && (
            <Button onClick={() => apply(retireField(form, field.id, false), `${field.id}/retired`)}>{t('retired.restore')}</Button>
          )
        }
      />
    )
  if (!field.editable)
    return (
      <Alert
        type="info"
        showIcon
        title={t('code.only', { name: field.title })}
        action={<Button onClick={() => openCode(field.id)}>{t('code.open')}</Button>}
      />
    )
  return (
    <Tabs
      size="small"
      activeKey={tab}
      onChange={setTab}
      items={[
        { key: 'content', label: t('tab.content'), children: <Content field={field} focusTitle={focusTitle} onRetype={onRetype} /> },
        { key: 'rules', label: t('tab.rules'), children: <FieldRules field={field} /> },
        { key: 'access', label: t('tab.access'), children: <AccessMatrix field={field} /> },
        { key: 'advanced', label: t('tab.advanced'), children: <Advanced field={field} onRenamed={onRenamed} /> },
      ]}
    />
  )
}

function Content({ field, focusTitle, onRetype }: Pick<FieldSettingsProps, 'field' | 'focusTitle' | 'onRetype'>) {
  const { t } = useTranslation('form')
  const { form, apply, readOnly } = useDesign()
  const title = useRef<InputRef>(null)
  useEffect(() => {
    if (focusTitle > 0) title.current?.focus({ cursor: 'all' })
  }, [focusTitle])
  const put = (key: string, text: string) =>
    apply(patchField(form, field.id, { [key]: text === '' ? undefined : text }), `${field.id}/${key}`)
  const text = (key: string) => (typeof field.node[key] === 'string' ? field.node[key] : '')
  return (
    <Form layout="vertical" component="div" disabled={readOnly} className={css.settings}>
      <Form.Item label={t('field.title')} htmlFor="field-title">
        <Input
          id="field-title"
          ref={title}
          value={text('title')}
          maxLength={200}
          status={text('title') === '' ? 'error' : undefined}
          onChange={(event) => apply(patchField(form, field.id, { title: event.target.value }), `${field.id}/title`)}
        />
      </Form.Item>
      <Form.Item label={t('field.kind')} htmlFor="field-kind">
        <Select
          id="field-kind"
          value={field.kind}
          options={FIELD_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={onRetype}
        />
      </Form.Item>
      <KindContent field={field} />
      <Form.Item label={t('field.description')} htmlFor="field-description">
        <Input.TextArea
          id="field-description"
          value={text('description')}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => put('description', event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('field.meaning')} htmlFor="field-meaning" extra={t('field.meaningNote')}>
        <Input.TextArea
          id="field-meaning"
          value={text('x-meaning')}
          maxLength={500}
          autoSize={{ minRows: 1, maxRows: 4 }}
          onChange={(event) => put('x-meaning', event.target.value)}
        />
      </Form.Item>
    </Form>
  )
}

function Advanced({ field, onRenamed }: Pick<FieldSettingsProps, 'field' | 'onRenamed'>) {
  const { t } = useTranslation('form')
  const { form, fields, inForce, apply, readOnly, openCode } = useDesign()
  const isNew = !inForce || !JSON.stringify(inForce.schema).includes(`"${field.id}":`)
  const [id, setId] = useState(field.id)
  const [known, setKnown] = useState(field.id)
  if (known !== field.id) {
    setKnown(field.id)
    setId(field.id)
  }
  const isTaken = id !== field.id && fields.some((one) => one.id === id)
  const problem = FIELD_ID.test(id) ? (isTaken ? t('id.taken') : undefined) : t('id.wrong')
  const rename = () => {
    if (id === field.id || problem) return
    apply(renameFieldId(form, field.id, id), `${field.id}/id`)
    onRenamed(id)
  }
  return (
    <Form layout="vertical" component="div" disabled={readOnly} className={css.settings}>
      <Form.Item
        label={t('field.id')}
        htmlFor="field-id"
        extra={isNew ? t('id.new') : t('id.fixed')}
        validateStatus={problem ? 'error' : undefined}
        help={problem}
      >
        <Input
          id="field-id"
          value={id}
          disabled={!isNew}
          maxLength={40}
          onChange={(event) => setId(event.target.value)}
          onBlur={rename}
          onPressEnter={rename}
        />
      </Form.Item>
      <Form.Item label={t('field.en')} htmlFor="field-en">
        <Input
          id="field-en"
          value={typeof field.node['x-en'] === 'string' ? field.node['x-en'] : ''}
          maxLength={200}
          onChange={(event) =>
            apply(patchField(form, field.id, { 'x-en': event.target.value === '' ? undefined : event.target.value }), `${field.id}/x-en`)
          }
        />
      </Form.Item>
      <Form.Item label={t('field.personal')} htmlFor="field-personal" extra={t('field.personalNote')}>
        <Switch
          id="field-personal"
          checked={field.node['x-personal'] === true}
          onChange={(on) => apply(patchField(form, field.id, { 'x-personal': on ? true : undefined }), `${field.id}/personal`)}
        />
      </Form.Item>
      <div className={css.buttons}>
        <Button onClick={() => openCode(field.id)}>{t('code.open')}</Button>
        {isNew && !readOnly && (
          <Button danger onClick={() => apply(dropField(form, field.id), `${field.id}/drop`)}>
            {t('drop')}
          </Button>
        )}
      </div>
    </Form>
  )
}
