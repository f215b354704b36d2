import { DeleteOutlined } from '@ant-design/icons'
import { DISPLAY_KINDS, textParts, type TextPart } from '@shaotai/core'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesign } from './design.ts'
import { patchField, type DesignField } from './edit-form.ts'
import css from './designer.module.css'

/** What a computed text is made of: words and answers, one after another. */
export function PartsEditor({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, fields, apply } = useDesign()
  const parts = textParts(field.node) ?? []
  const sources = fields.filter((one) => !one.retired && one.kind !== undefined && !DISPLAY_KINDS.includes(one.kind))
  const put = (next: readonly TextPart[]) =>
    apply(patchField(form, field.id, { 'x-parts': next.length > 0 ? next : [''] }), `${field.id}/parts`)
  const change = (index: number, part: TextPart) => put(parts.map((one, at) => (at === index ? part : one)))
  return (
    <Form.Item label={t('part.title')} className={css.wideItem} extra={t('part.note')}>
      <ol className={css.rows} aria-label={t('part.title')}>
        {parts.map((part, index) => (
          <li key={index /* parts have no names */}>
            {typeof part === 'string' ? (
              <Input
                aria-label={t('part.words', { index: index + 1 })}
                value={part}
                maxLength={200}
                onChange={(event) => change(index, event.target.value)}
              />
            ) : (
              <Select
                aria-label={t('part.answer', { index: index + 1 })}
                value={part.field}
                options={sources.map((one) => ({ value: one.id, label: one.title }))}
                onChange={(id: string) => change(index, { field: id })}
              />
            )}
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('part.remove', { index: index + 1 })}
              onClick={() => put(parts.filter((_one, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      <div className={css.buttons}>
        <Button size="small" onClick={() => put([...parts, ''])}>
          {t('part.addWords')}
        </Button>
        <Button size="small" disabled={sources.length === 0} onClick={() => put([...parts, { field: sources[0]?.id ?? '' }])}>
          {t('part.addAnswer')}
        </Button>
      </div>
    </Form.Item>
  )
}
