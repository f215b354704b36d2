import { ariaDescribedByIds, type RegistryWidgetsType, type WidgetProps } from '@rjsf/utils'
import { optionsOf, withComputed, type FieldOption } from '@shaotai/core'
import { Cascader, InputNumber, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isTypedFor } from '../pinyin.ts'
import { contextOf } from './context.ts'
import css from './form.module.css'

/** An amount in yuan and cents. */
function MoneyWidget({ id, value, onChange, onBlur, onFocus, readonly, disabled, schema }: WidgetProps) {
  const { t } = useTranslation()
  return (
    <InputNumber
      id={id}
      value={typeof value === 'number' ? value : null}
      precision={2}
      min={typeof schema.minimum === 'number' ? schema.minimum : undefined}
      readOnly={readonly}
      disabled={disabled}
      suffix={t('form.yuan')}
      formatter={(text) => grouped(String(text ?? ''))}
      parser={(text) => Number((text ?? '').replaceAll(/[,\s]/g, ''))}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => onChange(next ?? undefined)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
      style={{ width: 220 }}
    />
  )
}

/** `12345.6` → `12,345.6`, while it is typed. */
function grouped(text: string): string {
  const [whole = '', ...cents] = text.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...cents].join('.')
}

/** A time of day, `14:30`. */
function TimeWidget({ id, value, onChange, readonly, disabled }: WidgetProps) {
  const { t } = useTranslation()
  return (
    <TimePicker
      id={id}
      format="HH:mm"
      value={typeof value === 'string' && value !== '' ? dayjs(`2000-01-01T${value}`) : null}
      placeholder={t('form.choose')}
      disabled={disabled || readonly}
      needConfirm={false}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => onChange(next ? next.format('HH:mm') : undefined)}
      style={{ width: 140 }}
    />
  )
}

type Step = { value: string; label: string; children?: Step[] }

/** An option found by the steps above it. */
function CascadeWidget({ id, value, onChange, onBlur, onFocus, readonly, disabled, required, schema }: WidgetProps) {
  const { t, i18n } = useTranslation()
  const options = useMemo(() => optionsOf(schema).filter((one) => !one.retired), [schema])
  const steps = useMemo(() => stepsOf(options, i18n.language === 'en'), [options, i18n.language])
  const chosen = options.find((one) => one.value === value)
  return (
    <Cascader
      id={id}
      options={steps}
      value={chosen ? [...chosen.group.map((_name, depth) => keyOf(chosen.group, depth)), String(chosen.value)] : undefined}
      allowClear={!required}
      disabled={disabled || readonly}
      placeholder={t('form.choose')}
      notFoundContent={t('select.none')}
      showSearch={{ filter: (typed, path) => path.some((step) => isTypedFor(typed, { label: String(step.label) })) }}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => onChange(next?.at(-1) ?? undefined)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
      style={{ width: '100%' }}
    />
  )
}

function stepsOf(options: readonly FieldOption[], isEnglish: boolean): Step[] {
  const roots: Step[] = []
  for (const option of options) {
    let level = roots
    for (const [depth, name] of option.group.entries()) {
      const key = keyOf(option.group, depth)
      let step = level.find((one) => one.value === key)
      if (!step) level.push((step = { value: key, label: name, children: [] }))
      level = step.children ??= []
    }
    level.push({ value: String(option.value), label: isEnglish ? (option.en ?? option.name) : option.name })
  }
  return roots
}

/** Ids of options are letters and digits: a slash keeps steps apart from them. */
function keyOf(group: readonly string[], depth: number): string {
  return `/${group.slice(0, depth + 1).join('/')}`
}

/** A text made from other answers; the server makes it again. */
function ComputedWidget({ id, registry, name }: WidgetProps) {
  const { t } = useTranslation()
  const { root, data } = contextOf(registry)
  const text = root && data ? withComputed(root, data)[name] : undefined
  return (
    <output id={id} className={css.computed} aria-live="off">
      {typeof text === 'string' ? text : t('form.computed')}
    </output>
  )
}

/** Inputs for what counties ask beside plain text, numbers and choices, by their `x-widget`. */
export const COUNTY_WIDGETS: RegistryWidgetsType = {
  money: MoneyWidget,
  time: TimeWidget,
  cascade: CascadeWidget,
  computed: ComputedWidget,
}
