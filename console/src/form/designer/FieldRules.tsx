import { DISPLAY_KINDS, formRules, type Condition } from '@shaotai/core'
import { Alert, Form, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionEditor } from '../../condition/ConditionEditor.tsx'
import { useDesign } from './design.ts'
import { patchField, setRequired, setVisibility, type DesignField } from './edit-form.ts'
import { limitsOf, PATTERNS } from './limits.ts'
import css from './designer.module.css'

/** 必填, 范围, 显隐: what a field demands and when it appears. */
export function FieldRules({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply, readOnly, vocabulary } = useDesign()
  const rule = formRules(form.schema).find((one) => one.index === field.rule)
  const [asking, setAsking] = useState(false)
  const isDisplay = field.kind !== undefined && DISPLAY_KINDS.includes(field.kind)
  const put = (key: string, value: unknown) => apply(patchField(form, field.id, { [key]: value }), `${field.id}/${key}`)
  const pattern = PATTERNS.find((one) => one.pattern === field.node['pattern'])
  // A field cannot decide about itself.
  const others = vocabulary.filter((term) => term.path !== `form.${field.id}` && !term.path.startsWith(`form.${field.id}.`))
  const isConditional = field.rule !== undefined || asking
  const say = (condition: Condition | undefined) => {
    if (condition !== undefined) apply(setVisibility(form, field.id, condition), `${field.id}/visibility`)
  }
  return (
    <Form layout="vertical" component="div" disabled={readOnly} className={css.settings}>
      {!isDisplay && (
        <Form.Item
          label={t('rule.required')}
          htmlFor="rule-required"
          extra={field.rule !== undefined ? t('rule.requiredShown') : undefined}
        >
          <Switch
            id="rule-required"
            checked={field.required}
            onChange={(on) => apply(setRequired(form, field.id, on), `${field.id}/required`)}
          />
        </Form.Item>
      )}
      <div className={css.limits}>
        {limitsOf(field).map(({ keyword, least, whole }) => (
          <Form.Item key={keyword} label={t(`limit.${keyword}`)} htmlFor={`limit-${keyword}`}>
            <InputNumber
              id={`limit-${keyword}`}
              min={least}
              precision={whole ? 0 : undefined}
              value={typeof field.node[keyword] === 'number' ? field.node[keyword] : null}
              placeholder={t('limit.none')}
              onChange={(value) => put(keyword, value ?? undefined)}
              style={{ width: '100%' }}
            />
          </Form.Item>
        ))}
      </div>
      {field.kind === 'text' && (
        <Form.Item label={t('limit.pattern')} htmlFor="limit-pattern">
          <Select
            id="limit-pattern"
            value={field.node['pattern'] === undefined ? 'any' : (pattern?.id ?? 'own')}
            options={[
              { value: 'any', label: t('pattern.any') },
              ...PATTERNS.map(({ id }) => ({ value: id, label: t(`pattern.${id}`) })),
              ...(field.node['pattern'] !== undefined && !pattern ? [{ value: 'own', label: t('pattern.own') }] : []),
            ]}
            onChange={(id: string) => {
              if (id !== 'own') put('pattern', PATTERNS.find((one) => one.id === id)?.pattern)
            }}
          />
        </Form.Item>
      )}
      <Form.Item label={t('rule.appears')} htmlFor="rule-appears">
        <Select
          id="rule-appears"
          value={isConditional ? 'when' : 'always'}
          options={[
            { value: 'always', label: t('rule.always') },
            { value: 'when', label: t('rule.when') },
          ]}
          onChange={(next: string) => {
            setAsking(next === 'when')
            if (next === 'always' && field.rule !== undefined) apply(setVisibility(form, field.id, undefined), `${field.id}/visibility`)
          }}
        />
      </Form.Item>
      {rule?.paused && <Alert type="warning" showIcon title={t('rule.pausedHere')} />}
      {isConditional && field.rule !== undefined && rule?.when === undefined ? (
        <Alert type="info" showIcon title={t('rule.codeOnly')} />
      ) : (
        isConditional && (
          <ConditionEditor
            label={t('rule.condition')}
            value={rule?.when}
            vocabulary={others}
            readOnly={readOnly || rule?.paused === true}
            onChange={say}
          />
        )
      )}
      {rule && rule.shows.length > 1 && <p className={css.quiet}>{t('rule.shared', { count: rule.shows.length })}</p>}
    </Form>
  )
}
