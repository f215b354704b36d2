import { FILE_KINDS, FILE_LIMIT, fileItems, filesOf, type FileKind } from '@shaotai/core'
import { Checkbox, Form, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { ColumnsEditor } from './ColumnsEditor.tsx'
import { useDesign } from './design.ts'
import { patchField, type DesignField } from './edit-form.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import { PartsEditor } from './PartsEditor.tsx'

/** What a kind of field says beside its title: options, columns, the parts of a text. */
export function KindContent({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply } = useDesign()
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'cascade':
      return <OptionsEditor field={field} />
    case 'table':
      return <ColumnsEditor field={field} />
    case 'files':
      return <FileKinds field={field} />
    case 'person':
      return <PeopleOf field={field} />
    case 'computed':
      return <PartsEditor field={field} />
    case 'number':
      return (
        <Form.Item label={t('number.whole')} htmlFor="field-whole">
          <Switch
            id="field-whole"
            checked={field.node['type'] === 'integer'}
            onChange={(on) => apply(patchField(form, field.id, { type: on ? 'integer' : 'number' }), `${field.id}/type`)}
          />
        </Form.Item>
      )
    default:
      return null
  }
}

const MEGABYTE = 1_048_576

/** Which files a field takes, and how large each may be. */
function FileKinds({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply } = useDesign()
  const { kinds, most } = filesOf(field.node)
  const put = (next: readonly FileKind[], bytes: number) =>
    next.length > 0 && apply(patchField(form, field.id, { items: fileItems(field.node, next, bytes) }), `${field.id}/files`)
  return (
    <>
      <Form.Item label={t('files.kinds')}>
        <Checkbox.Group
          aria-label={t('files.kinds')}
          value={kinds}
          options={FILE_KINDS.map((kind) => ({ value: kind, label: kind }))}
          onChange={(next) =>
            put(
              FILE_KINDS.filter((kind) => next.includes(kind)),
              most,
            )
          }
        />
      </Form.Item>
      <Form.Item label={t('files.most')} htmlFor="field-most">
        <InputNumber
          id="field-most"
          value={Math.round(most / MEGABYTE)}
          min={1}
          max={FILE_LIMIT / MEGABYTE}
          precision={0}
          suffix="MB"
          onChange={(next) => next !== null && put(kinds, next * MEGABYTE)}
        />
      </Form.Item>
    </>
  )
}

/** Whose people are offered. */
function PeopleOf({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, fields, apply } = useDesign()
  const units = fields.filter((one) => one.kind === 'unit' && !one.retired)
  const of = field.node['x-of']
  return (
    <Form.Item label={t('person.of')} htmlFor="field-of">
      <Select
        id="field-of"
        value={typeof of === 'string' ? of : ''}
        options={[
          { value: '', label: t('person.ofAll') },
          { value: 'own', label: t('person.ofOwn') },
          ...units.map((one) => ({ value: one.id, label: t('person.ofField', { name: one.title }) })),
        ]}
        onChange={(next: string) => apply(patchField(form, field.id, { 'x-of': next === '' ? undefined : next }), `${field.id}/of`)}
      />
    </Form.Item>
  )
}
