import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { dictionaryOf, fieldsOf, optionsOf, type FieldOption } from '@shaotai/core'
import { Button, Form, Input, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useDesign } from './design.ts'
import { optionKeywords, patchField, type DesignField } from './edit-form.ts'
import { moved } from './moved.ts'
import { withOptionSource } from './option-source.ts'
import css from './designer.module.css'

/** The options of a choice. An option keeps its id for ever; out of use it keeps its name for old answers and is offered no more. */
export function OptionsEditor({ field }: { field: DesignField }) {
  return (
    <>
      <OptionSource field={field} />
      {dictionaryOf(field.node) === undefined && <OwnOptions field={field} />}
    </>
  )
}

/** 选项来自: the field's own options, or a dictionary that forms share. */
function OptionSource({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply, policy } = useDesign()
  const { id: draft = '' } = useParams()
  const dictionaries = policy.dictionaries ?? []
  const chosen = dictionaryOf(field.node)
  if (dictionaries.length === 0 && chosen === undefined) return null
  const at = dictionaries.findIndex((one) => one.id === chosen)
  const options = [
    { value: OWN, label: t('option.own') },
    ...dictionaries.map((one) => ({ value: one.id, label: t('option.dictionary', { name: one.name }) })),
    ...(chosen !== undefined && at < 0 ? [{ value: chosen, label: chosen }] : []),
  ]
  return (
    <Form.Item
      label={t('option.source')}
      htmlFor="option-source"
      extra={
        at >= 0 && <Link to={`/policy/drafts/${draft}/dictionaries?at=${encodeURIComponent(`/${at}`)}`}>{t('option.openDictionary')}</Link>
      }
    >
      <Select
        id="option-source"
        value={chosen ?? OWN}
        options={options}
        onChange={(next: string) =>
          apply(withOptionSource(form, field, next === OWN ? undefined : next, dictionaries), `${field.id}/options/source`)
        }
      />
    </Form.Item>
  )
}

/** No dictionary is called so. */
const OWN = '#'

function OwnOptions({ field }: { field: DesignField }) {
  const { t } = useTranslation('form')
  const { form, apply, policy, inForce, readOnly } = useDesign()
  const list = useRef<HTMLOListElement>(null)
  const options = optionsOf(field.node)
  const before = new Set(inForce ? optionsOf(fieldsOf(inForce.schema, inForce.schema).get(field.id) ?? {}).map((one) => one.value) : [])
  const put = (next: readonly FieldOption[], place: string) =>
    apply(patchField(form, field.id, optionKeywords(field.node, next)), `${field.id}/options/${place}`)
  const change = (index: number, patch: Partial<FieldOption>) =>
    put(
      options.map((one, at) => (at === index ? { ...one, ...patch } : one)),
      `${index}`,
    )
  const add = () => {
    put(
      [
        ...options,
        {
          value: freshOption(options),
          name: t('option.new', { index: options.length + 1 }),
          group: options.at(-1)?.group ?? [],
          retired: false,
        },
      ],
      'add',
    )
    requestAnimationFrame(() => {
      const input = list.current?.querySelector<HTMLInputElement>('li:last-child input')
      input?.focus()
      input?.select()
    })
  }
  const remove = (index: number) => {
    const option = options[index]
    if (!option) return
    if (before.has(option.value)) change(index, { retired: !option.retired })
    else
      put(
        options.filter((_one, at) => at !== index),
        'remove',
      )
  }
  const sources = policy.forms.flatMap((one) =>
    [...fieldsOf(one.schema, one.schema)]
      .filter(([id, node]) => optionsOf(node).length > 0 && !(one.id === form.id && id === field.id))
      .map(([id, node]) => ({
        value: `${one.id}/${id}`,
        label: `${one.title} · ${typeof node['title'] === 'string' ? node['title'] : id}`,
        options: optionsOf(node),
      })),
  )
  return (
    <Form.Item label={t('option.title')} className={css.wideItem}>
      <ol ref={list} className={css.rows} aria-label={t('option.title')}>
        {options.map((option, index) => (
          <li key={String(option.value)} className={option.retired ? css.rowRetired : undefined}>
            {field.kind === 'cascade' && (
              <Input
                aria-label={t('option.group', { index: index + 1 })}
                title={t('option.groupNote')}
                value={option.group.join('/')}
                onChange={(event) => change(index, { group: event.target.value === '' ? [] : event.target.value.split('/').slice(0, 4) })}
              />
            )}
            <Input
              aria-label={t('option.name', { index: index + 1 })}
              value={option.name}
              maxLength={100}
              disabled={option.retired || readOnly}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <span className={css.rowTools}>
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={t('option.up', { name: option.name })}
                disabled={index === 0}
                onClick={() => put(moved(options, index, index - 1), 'move')}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={t('option.down', { name: option.name })}
                disabled={index === options.length - 1}
                onClick={() => put(moved(options, index, index + 1), 'move')}
              />
              <Button
                size="small"
                type="text"
                icon={option.retired ? <UndoOutlined /> : <StopOutlined />}
                aria-label={t(option.retired ? 'option.restore' : 'option.retire', { name: option.name })}
                disabled={options.length <= 1}
                onClick={() => remove(index)}
              />
            </span>
          </li>
        ))}
      </ol>
      <div className={css.buttons}>
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t('option.add')}
        </Button>
        {sources.length > 0 && (
          <Select
            size="small"
            aria-label={t('option.take')}
            placeholder={t('option.take')}
            value={null}
            popupMatchSelectWidth={false}
            options={sources.map(({ value, label }) => ({ value, label }))}
            onChange={(key: string | null) => {
              const taken = sources.find((one) => one.value === key)?.options
              if (taken) put(taken, 'take')
            }}
          />
        )}
      </div>
    </Form.Item>
  )
}

/** `option3`: the first number nobody used. */
function freshOption(options: readonly FieldOption[]): string {
  const taken = new Set(options.map((one) => String(one.value)))
  for (let count = options.length + 1; ; count += 1) if (!taken.has(`option${count}`)) return `option${count}`
}
