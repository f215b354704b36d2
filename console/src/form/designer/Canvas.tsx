import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, EyeInvisibleOutlined, StopOutlined } from '@ant-design/icons'
import type { Form, SchemaNode } from '@shaotai/core'
import { Button, Tag } from 'antd'
import { memo, useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { SchemaForm } from '../../platform/form/SchemaForm.tsx'
import { ReorderItem } from '../../platform/reorder/Reorderable.tsx'
import type { DesignField } from './edit-form.ts'
import css from './designer.module.css'

export type CanvasProps = {
  form: Form
  fields: readonly DesignField[]
  chosen: string | undefined
  readOnly: boolean
  /** The rule of a field as a sentence. */
  ruleOf: (field: DesignField) => string | undefined
  onChoose: (id: string) => void
  onMove: (id: string, to: number) => void
  onCopy: (id: string) => void
  onRetire: (id: string) => void
}

/** The form as people will fill it in, each field a thing to choose, move and take out of use. */
export function Canvas({ form, fields, chosen, readOnly, ruleOf, onChoose, onMove, onCopy, onRetire }: CanvasProps) {
  const { t } = useTranslation('form')
  const list = useRef<HTMLOListElement>(null)
  const inUse = fields.filter((field) => !field.retired)
  useEffect(() => {
    if (chosen === undefined) return
    list.current?.querySelector(`[data-design="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const go = (index: number) => {
    const field = inUse[index]
    if (!field) return
    onChoose(field.id)
    list.current?.querySelector<HTMLElement>(`[data-design="${CSS.escape(field.id)}"] [data-choose]`)?.focus()
  }
  const press = (event: KeyboardEvent, field: DesignField, index: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (!event.altKey) go(index + step)
      else if (!readOnly) onMove(field.id, index + step)
    }
    if (event.key === 'Delete' && !readOnly) {
      event.preventDefault()
      onRetire(field.id)
    }
  }
  return (
    <ol ref={list} className={css.fields} aria-label={t('canvas.label', { name: form.title })}>
      {inUse.map((field, index) => {
        const rule = ruleOf(field)
        const isChosen = field.id === chosen
        return (
          <ReorderItem
            key={field.id}
            id={field.id}
            name={field.title}
            disabled={readOnly}
            className={isChosen ? `${css.field} ${css.chosen}` : css.field}
            data-design={field.id}
          >
            {(handle) => (
              <>
                <button
                  type="button"
                  data-choose=""
                  className={css.choose}
                  aria-pressed={isChosen}
                  aria-label={t(field.required ? 'canvas.required' : 'canvas.field', {
                    name: field.title,
                    kind: t(`kind.${field.kind ?? 'other'}`),
                    place: index + 1,
                  })}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                  onClick={() => onChoose(field.id)}
                  onKeyDown={(event) => press(event, field, index)}
                />
                {rule && (
                  <p className={css.rule}>
                    <EyeInvisibleOutlined aria-hidden /> {t('canvas.when', { rule })}
                  </p>
                )}
                <Preview id={field.id} node={field.node} required={field.required} definitions={form.schema['$defs']} />
                {isChosen && (
                  <div className={css.tools} role="toolbar" aria-label={t('canvas.tools', { name: field.title })}>
                    {handle}
                    <Tag>{t(`kind.${field.kind ?? 'other'}`)}</Tag>
                    {!readOnly && (
                      <>
                        <Button
                          size="small"
                          type="text"
                          icon={<ArrowUpOutlined />}
                          aria-label={t('move.up')}
                          title={`${t('move.up')} Alt+↑`}
                          disabled={index === 0}
                          onClick={() => onMove(field.id, index - 1)}
                        />
                        <Button
                          size="small"
                          type="text"
                          icon={<ArrowDownOutlined />}
                          aria-label={t('move.down')}
                          title={`${t('move.down')} Alt+↓`}
                          disabled={index === inUse.length - 1}
                          onClick={() => onMove(field.id, index + 1)}
                        />
                        <Button
                          size="small"
                          type="text"
                          icon={<CopyOutlined />}
                          aria-label={t('copy')}
                          title={t('copy')}
                          onClick={() => onCopy(field.id)}
                        />
                        <Button
                          size="small"
                          type="text"
                          danger
                          icon={<StopOutlined />}
                          aria-label={t('retire')}
                          title={`${t('retire')} Del`}
                          onClick={() => onRetire(field.id)}
                        />
                      </>
                    )}
                  </div>
                )}
              </>
            )}
          </ReorderItem>
        )
      })}
    </ol>
  )
}

/** One field drawn by the templates clerks see; it cannot be filled in here. */
const Preview = memo(function Preview({
  id,
  node,
  required,
  definitions,
}: {
  id: string
  node: SchemaNode
  required: boolean
  definitions: unknown
}) {
  const schema = useMemo(
    () => ({
      type: 'object',
      properties: { [id]: node },
      ...(required && { required: [id] }),
      ...(definitions !== undefined && { $defs: definitions }),
    }),
    [id, node, required, definitions],
  )
  return (
    <div inert className={css.preview}>
      <SchemaForm schema={schema} bare />
    </div>
  )
})
