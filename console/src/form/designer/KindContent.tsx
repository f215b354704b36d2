import { Form, Switch } from 'antd'
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
