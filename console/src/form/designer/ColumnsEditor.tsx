import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { fieldKind, newField, type FieldKind, type SchemaNode } from '@shaotai/core'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesign } from './design.ts'
import { freshFieldId, patchField, type DesignField } from './edit-form.ts'
import { moved } from './moved.ts'
import css from './designer.module.css'

/** Kinds a column can have: what fits into a cell. */
const COLUMN_KINDS: readonly FieldKind[] = ['text', 'number', 'money', 'date', 'time', 'yes-no', 'unit']

/** The columns of a table of rows. */
export function ColumnsEditor({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply } = useDesign()
  const items = (field.node['items'] ?? {}) as SchemaNode
  const columns = Object.entries((items['properties'] ?? {}) as Record<string, SchemaNode>)
  const required = Array.isArray(items['required']) ? (items['required'] as string[]) : []
  const put = (next: readonly [string, SchemaNode][], demanded: readonly string[], place: string) => {
    const { required: _old, ...rest } = items
    const kept = demanded.filter((id) => next.some(([one]) => one === id))
    const changed = { ...rest, properties: Object.fromEntries(next), ...(kept.length > 0 && { required: kept }) }
    apply(patchField(form, field.id, { items: changed }), `${field.id}/columns/${place}`)
  }
  const change = (index: number, node: SchemaNode) =>
    put(
      columns.map(([id, one], at) => [id, at === index ? node : one]),
      required,
      `${index}`,
    )
  const add = () => {
    const id = freshFieldId(
      'text',
      columns.map(([one]) => one),
    ).replace('text', 'column')
    put(
      [...columns, [columns.some(([one]) => one === id) ? `${id}x` : id, newField('text', t('column.new', { index: columns.length + 1 }))]],
      required,
      'add',
    )
  }
  return (
    <Form.Item label={t('column.title')} className={css.wideItem}>
      <ol className={css.rows} aria-label={t('column.title')}>
        {columns.map(([id, node], index) => {
          const name = typeof node['title'] === 'string' ? node['title'] : id
          return (
            <li key={id}>
              <Input
                aria-label={t('column.name', { index: index + 1 })}
                value={name}
                maxLength={60}
                onChange={(event) => change(index, { ...node, title: event.target.value })}
              />
              <Select
                aria-label={t('column.kind', { index: index + 1 })}
                value={fieldKind(node)}
                popupMatchSelectWidth={false}
                options={COLUMN_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                onChange={(kind: FieldKind) => change(index, newField(kind, name))}
              />
              <Checkbox
                checked={required.includes(id)}
                onChange={(event) =>
                  put(columns, event.target.checked ? [...required, id] : required.filter((one) => one !== id), 'required')
                }
              >
                {t('rule.required')}
              </Checkbox>
              <span className={css.rowTools}>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t('option.up', { name })}
                  disabled={index === 0}
                  onClick={() => put(moved(columns, index, index - 1), required, 'move')}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t('option.down', { name })}
                  disabled={index === columns.length - 1}
                  onClick={() => put(moved(columns, index, index + 1), required, 'move')}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('column.remove', { name })}
                  disabled={columns.length <= 1}
                  onClick={() =>
                    put(
                      columns.filter((_one, at) => at !== index),
                      required,
                      'remove',
                    )
                  }
                />
              </span>
            </li>
          )
        })}
      </ol>
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t('column.add')}
      </Button>
    </Form.Item>
  )
}
