import { ariaDescribedByIds, type RegistryWidgetsType, type WidgetProps } from '@rjsf/utils'
import { Checkbox, DatePicker, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StarRating } from '../../case/StarRating.tsx'
import { countyOffset } from '../format/county-time.ts'
import { isTypedFor } from '../pinyin.ts'
import { usePhone } from '../responsive.ts'
import { civilToInstant, instantToCivil, readMoment, writeMoment } from './civil-time.ts'
import { COUNTY_WIDGETS } from './county-widgets.tsx'
import { contextOf, type Choice, type ChoiceKind } from './context.ts'

const FEW = 4
const SHORT = 22

/** One of a list: radio buttons when they are few and short, otherwise a searchable select. Nothing is chosen beforehand. */
function SelectWidget(props: WidgetProps) {
  const { id, value, onChange, onBlur, onFocus, options, readonly, disabled, multiple, required, label, schema } = props
  const { t } = useTranslation()
  const choices = options.enumOptions ?? []
  const words = choices.reduce((sum, choice) => sum + choice.label.length, 0)
  const wish: unknown = schema['x-widget']
  const isFew = choices.length <= FEW && words <= SHORT && required
  if (multiple && wish === 'checkboxes') {
    return (
      <Checkbox.Group
        value={Array.isArray(value) ? value : []}
        disabled={disabled || readonly}
        options={choices.map((choice) => ({ label: choice.label, value: choice.value as string }))}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      />
    )
  }
  if (!multiple && (wish === 'radio' || (isFew && wish !== 'select'))) {
    return (
      <Radio.Group
        id={id}
        name={id}
        value={value}
        disabled={disabled || readonly}
        aria-label={label}
        aria-describedby={ariaDescribedByIds(id)}
        options={choices.map((choice) => ({ label: choice.label, value: choice.value as string }))}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  return (
    <Select
      id={id}
      value={value}
      mode={multiple ? 'multiple' : undefined}
      disabled={disabled || readonly}
      allowClear={!required}
      placeholder={t('form.choose')}
      notFoundContent={t('select.none')}
      aria-describedby={ariaDescribedByIds(id)}
      showSearch={choices.length > 8 || multiple ? { filterOption: isTypedFor } : false}
      options={choices.map((choice) => ({ label: choice.label, value: choice.value as string }))}
      onChange={(next: unknown) => onChange(next === null ? undefined : next)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
      style={{ width: '100%' }}
    />
  )
}

/** Yes or no, and neither until somebody says so. */
function YesNoWidget({ id, value, onChange, readonly, disabled, label }: WidgetProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      id={id}
      name={id}
      value={value}
      disabled={disabled || readonly}
      aria-label={label}
      aria-describedby={ariaDescribedByIds(id)}
      options={[
        { label: t('form.yes'), value: true },
        { label: t('form.no'), value: false },
      ]}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function TextareaWidget({ id, value, onChange, onBlur, onFocus, readonly, disabled, schema, placeholder }: WidgetProps) {
  const limit = schema.maxLength
  return (
    <Input.TextArea
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={placeholder}
      readOnly={readonly}
      disabled={disabled}
      autoSize={{ minRows: 3, maxRows: 12 }}
      showCount={
        typeof limit === 'number' && typeof value === 'string' && value.length > limit * 0.8
          ? { formatter: () => `${value.length}/${limit}` }
          : false
      }
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  )
}

function DateWidget({ id, value, onChange, readonly, disabled }: WidgetProps) {
  const phone = usePhone()
  const { t } = useTranslation()
  const text = typeof value === 'string' ? value : ''
  if (phone) {
    return (
      <Input
        id={id}
        type="date"
        value={text}
        readOnly={readonly}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    )
  }
  return (
    <DatePicker
      id={id}
      value={text ? dayjs(text) : null}
      placeholder={t('form.choose')}
      disabled={disabled || readonly}
      style={{ width: 220 }}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : undefined)}
    />
  )
}

/** A moment by the county's clock; stored as the schema's type says (milliseconds, or RFC 3339 with the county's offset). */
function DateTimeWidget({ id, value, onChange, readonly, disabled, schema }: WidgetProps) {
  const phone = usePhone()
  const { t } = useTranslation()
  const offset = countyOffset()
  const instant = readMoment(value)
  const civil = instant === undefined ? '' : instantToCivil(instant, offset)
  const set = (next: string) =>
    onChange(next ? writeMoment(civilToInstant(next, offset), schema.type === 'integer' ? 'integer' : 'string', offset) : undefined)
  if (phone) {
    return (
      <Input
        id={id}
        type="datetime-local"
        value={civil}
        readOnly={readonly}
        disabled={disabled}
        onChange={(event) => set(event.target.value)}
      />
    )
  }
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={civil ? dayjs(civil) : null}
      placeholder={t('form.choose')}
      disabled={disabled || readonly}
      style={{ width: 220 }}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => set(next ? next.format('YYYY-MM-DDTHH:mm') : '')}
    />
  )
}

/** A unit, person or item: found by name or pinyin initials, or by a search of the page. */
function choiceWidget(kind: ChoiceKind) {
  return function ChoiceWidget({ id, value, onChange, onBlur, onFocus, readonly, disabled, required, registry, schema }: WidgetProps) {
    const { t } = useTranslation()
    const { choices: given, data } = contextOf(registry)
    const choices = given?.[kind]
    const of = limitOf(schema, data)
    const search = typeof choices === 'function' ? choices : undefined
    const [query, setQuery] = useState('')
    const [found, setFound] = useState<readonly Choice[]>([])
    useEffect(() => {
      if (!search) return undefined
      let current = true
      const timer = setTimeout(() => void search(query, of).then((result) => current && setFound(result)), 200)
      return () => {
        current = false
        clearTimeout(timer)
      }
    }, [search, query, of])
    const offered: readonly Choice[] = typeof choices === 'function' ? found : (choices ?? [])
    const options = useMemo(() => grouped(offered), [offered])
    if (!choices) {
      return (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          disabled={disabled || readonly}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )
    }
    return (
      <Select
        id={id}
        value={value}
        disabled={disabled || readonly}
        allowClear={!required}
        placeholder={t(`${kind}.placeholder`)}
        notFoundContent={t('select.none')}
        showSearch={search ? { filterOption: false, onSearch: setQuery } : { filterOption: isTypedFor }}
        options={options}
        aria-describedby={ariaDescribedByIds(id)}
        onChange={(next: unknown) => onChange(next === null ? undefined : next)}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
        style={{ width: '100%' }}
      />
    )
  }
}

/** Whose people are asked for: `own`, or the unit another field names. */
function limitOf(schema: WidgetProps['schema'], data: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const of: unknown = (schema as Record<string, unknown>)['x-of']
  if (of === 'own') return 'own'
  const unit = typeof of === 'string' ? data?.[of] : undefined
  return typeof unit === 'string' ? unit : undefined
}

type FlatOption = { value: string; label: string; title?: string }

function grouped(choices: readonly Choice[]): (FlatOption | { label: string; options: FlatOption[] })[] {
  const plain = (choice: Choice): FlatOption => ({ value: choice.value, label: choice.label, title: choice.note })
  if (!choices.some((choice) => choice.group)) return choices.map(plain)
  const groups = new Map<string, Choice[]>()
  for (const choice of choices) groups.set(choice.group ?? '', [...(groups.get(choice.group ?? '') ?? []), choice])
  return [...groups].map(([label, inside]) => ({ label, options: inside.map(plain) }))
}

function StarsWidget({ id, value, onChange, readonly, disabled, schema, label }: WidgetProps) {
  return (
    <StarRating
      id={id}
      label={label}
      value={typeof value === 'number' ? value : undefined}
      max={typeof schema.maximum === 'number' ? schema.maximum : 5}
      readOnly={readonly || disabled}
      onChange={onChange}
    />
  )
}

/** Our inputs by the renderer's names and by the `x-widget` hints. */
export const WIDGETS: RegistryWidgetsType = {
  ...COUNTY_WIDGETS,
  SelectWidget,
  RadioWidget: SelectWidget,
  TextareaWidget,
  DateWidget,
  DateTimeWidget,
  CheckboxWidget: YesNoWidget,
  radio: SelectWidget,
  select: SelectWidget,
  checkboxes: SelectWidget,
  textarea: TextareaWidget,
  date: DateWidget,
  'date-time': DateTimeWidget,
  yesno: YesNoWidget,
  stars: StarsWidget,
  unit: choiceWidget('unit'),
  person: choiceWidget('person'),
  item: choiceWidget('item'),
}
