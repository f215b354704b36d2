import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import {
  descriptionId,
  errorId,
  helpId,
  type ArrayFieldItemButtonsTemplateProps,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type DescriptionFieldProps,
  type FieldErrorProps,
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type OptionalDataControlsTemplateProps,
  type UnsupportedFieldProps,
} from '@rjsf/utils'
import { Button, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeChip } from './CodeChip.tsx'
import { contextOf, pointerOf } from './context.ts'
import css from './form.module.css'

/** One field: label above, description, input, problem. Objects and arrays draw their own heads. */
function FieldTemplate(props: FieldTemplateProps) {
  const { children, id, label, displayLabel, required, hidden, rawErrors, rawDescription, schema, uiSchema, fieldPathId } = props
  if (hidden) return <div hidden>{children}</div>
  if (schema['x-widget'] === 'section') return <SectionHead id={id} title={label} note={rawDescription} />
  const isWhole = uiSchema?.['ui:field'] !== undefined
  const isContainer = !isWhole && (schema.type === 'object' || schema.type === 'array') && !isChoiceList(schema, uiSchema)
  if (isContainer) {
    return (
      <div data-field={id} className={css.container}>
        {children}
        {rawErrors && rawErrors.length > 0 && <Errors id={id} errors={rawErrors} />}
      </div>
    )
  }
  const isInline = /^\d+$/.test(String(fieldPathId.path.at(-1)))
  return (
    <Form.Item
      className={css.field}
      data-field={id}
      label={(displayLabel || isWhole) && !isInline ? label : undefined}
      htmlFor={isWhole ? undefined : id}
      required={required}
      validateStatus={rawErrors?.length ? 'error' : undefined}
      help={rawErrors?.length ? <Errors id={id} errors={rawErrors} /> : undefined}
    >
      {isInline && !isWhole && (
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
      )}
      {rawDescription && (
        <div id={descriptionId(id)} className={css.description}>
          {rawDescription}
        </div>
      )}
      {children}
    </Form.Item>
  )
}

/** A heading between fields; nothing is filled in. */
function SectionHead({ id, title, note }: { id: string; title: string; note: string | undefined }) {
  return (
    <div data-field={id} className={css.section}>
      <h3>{title}</h3>
      {note && <p className={css.description}>{note}</p>}
    </div>
  )
}

function Errors({ id, errors }: { id: string; errors: string[] }) {
  return (
    <span id={errorId(id)} className={css.error}>
      {errors.join('；')}
    </span>
  )
}

/** A group of fields. The root has no frame; groups inside have a title and a quiet line. */
function ObjectFieldTemplate({
  title,
  description,
  properties,
  fieldPathId,
  registry,
  schema,
  formData,
  required,
  optionalDataControl,
}: ObjectFieldTemplateProps) {
  const { t } = useTranslation()
  const { declared } = contextOf(registry)
  const isRoot = fieldPathId.path.length === 0
  const isItem = /^\d+$/.test(String(fieldPathId.path.at(-1)))
  const known = schema.properties ?? {}
  const strange = Object.keys(isRecord(formData) ? formData : {}).filter((key) => !(key in known) && !declared.has(key))
  const inside = (
    <>
      {description && <div className={css.description}>{description}</div>}
      {properties.filter((property) => !property.hidden).map((property) => property.content)}
      {strange.length > 0 && (
        <CodeChip pointer={pointerOf(fieldPathId.path)} registry={registry}>
          {t('form.unknownKeys', { count: strange.length, keys: strange.join(t('list.separator')) })}
        </CodeChip>
      )}
    </>
  )
  if (isRoot || isItem) return <div className={css.fields}>{inside}</div>
  return (
    <fieldset className={css.group}>
      <legend>
        {required && <span className={css.star}>*</span>}
        {title}
      </legend>
      {optionalDataControl && formData === undefined ? (
        <div className={css.absent}>
          {t('form.none')}
          {optionalDataControl}
        </div>
      ) : (
        <>
          <div className={css.fields}>{inside}</div>
          {optionalDataControl}
        </>
      )}
    </fieldset>
  )
}

/** A list: cards or rows with buttons to move and remove, all reachable by keyboard, changes announced. */
function ArrayFieldTemplate({ title, items, canAdd, onAddClick, schema, required, readonly, disabled, uiSchema }: ArrayFieldTemplateProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const count = useRef(items.length)
  const [added, setAdded] = useState(false)
  useEffect(() => {
    if (added && items.length > count.current) {
      list.current?.lastElementChild?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
      setAdded(false)
    }
    count.current = items.length
  }, [items.length, added])
  const name = typeof uiSchema?.['ui:title'] === 'string' ? uiSchema['ui:title'] : title
  return (
    <fieldset className={css.list}>
      {name && (
        <legend>
          {required && <span className={css.star}>*</span>}
          {name}
        </legend>
      )}
      {schema.description && <div className={css.description}>{schema.description}</div>}
      {items.length === 0 && <div className={css.noItems}>{t('form.noItems')}</div>}
      <div ref={list} className={css.items}>
        {items}
      </div>
      {canAdd && !readonly && !disabled && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          className={css.add}
          onClick={(event) => {
            setAdded(true)
            onAddClick(event)
          }}
        >
          {name ? t('form.add', { name: withoutAside(name) }) : t('form.addPlain')}
        </Button>
      )}
    </fieldset>
  )
}

/** Sets or clears an optional group. */
function OptionalDataControlsTemplate({ id, schema, onAddClick, onRemoveClick }: OptionalDataControlsTemplateProps) {
  const { t } = useTranslation()
  const name = schema.title ?? ''
  if (onAddClick) {
    return (
      <Button id={id} type="dashed" icon={<PlusOutlined />} onClick={onAddClick}>
        {name ? t('form.add', { name }) : t('form.addPlain')}
      </Button>
    )
  }
  return onRemoveClick ? (
    <Button id={id} type="link" className={css.clear} icon={<DeleteOutlined />} onClick={onRemoveClick}>
      {t('form.clear', { name })}
    </Button>
  ) : null
}

function ArrayFieldItemTemplate({ children, buttonsProps, hasToolbar, index, schema, registry, uiSchema }: ArrayFieldItemTemplateProps) {
  const { t } = useTranslation()
  const isCard = (schema.type === 'object' && uiSchema?.['ui:field'] === undefined) || schema.type === 'array'
  const { ArrayFieldItemButtonsTemplate } = registry.templates
  const buttons = hasToolbar ? <ArrayFieldItemButtonsTemplate {...buttonsProps} /> : null
  if (!isCard) {
    return (
      <div className={css.row}>
        <div className={css.rowInput}>{children}</div>
        {buttons}
      </div>
    )
  }
  return (
    <section className={css.card} aria-label={t('form.item', { index: index + 1 })}>
      <header>
        <span>{t('form.item', { index: index + 1 })}</span>
        {buttons}
      </header>
      {children}
    </section>
  )
}

function ArrayFieldItemButtonsTemplate(props: ArrayFieldItemButtonsTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, index, disabled, readonly, totalItems } = props
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  if (disabled || readonly) return null
  return (
    <span className={css.itemButtons}>
      {(hasMoveUp || hasMoveDown) && totalItems > 1 && (
        <>
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={`${t('form.up')} ${t('form.item', { index: index + 1 })}`}
            title={t('form.up')}
            disabled={index === 0}
            onClick={(event) => {
              props.onMoveUpItem(event)
              setSaid(t('form.moved', { index }))
            }}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={`${t('form.down')} ${t('form.item', { index: index + 1 })}`}
            title={t('form.down')}
            disabled={index === totalItems - 1}
            onClick={(event) => {
              props.onMoveDownItem(event)
              setSaid(t('form.moved', { index: index + 2 }))
            }}
          />
        </>
      )}
      {hasRemove && (
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={`${t('form.remove')} ${t('form.item', { index: index + 1 })}`}
          title={t('form.remove')}
          onClick={props.onRemoveItem}
        />
      )}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </span>
  )
}

function DescriptionFieldTemplate({ description }: DescriptionFieldProps) {
  return <>{description}</>
}

function FieldErrorTemplate({ errors = [], fieldPathId }: FieldErrorProps) {
  return errors.length > 0 ? <span id={helpId(fieldPathId)}>{errors.map(String).join('；')}</span> : null
}

/** A schema no field fits: say so and keep the value. */
function UnsupportedFieldTemplate({ registry, fieldPathId }: UnsupportedFieldProps) {
  const { t } = useTranslation()
  return (
    <CodeChip registry={registry} pointer={pointerOf(fieldPathId.path)}>
      {t('form.unsupported')}
    </CodeChip>
  )
}

/** `限时（自上而下）` is added as 限时. */
function withoutAside(name: string): string {
  return name.replace(/[（(].*$/, '').trim() || name
}

function isChoiceList(schema: FieldTemplateProps['schema'], uiSchema: FieldTemplateProps['uiSchema']): boolean {
  return schema.type === 'array' && uiSchema?.['ui:widget'] !== undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Our drawing of everything around inputs. */
export const TEMPLATES = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  ArrayFieldItemButtonsTemplate,
  DescriptionFieldTemplate,
  FieldErrorTemplate,
  UnsupportedFieldTemplate,
  OptionalDataControlsTemplate,
}
