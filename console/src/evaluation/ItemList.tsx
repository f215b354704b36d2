import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { EvaluationForm, EvaluationItem } from '@shaotai/core'
import { Button, Checkbox, Collapse, Dropdown, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../policy/editing.ts'
import { freshId } from '../policy/fresh-id.ts'
import { freshItem, withLabel, withMax, withScale } from './start-forms.ts'
import css from './evaluation.module.css'

const KINDS = ['stars', 'points', 'choice'] as const
/** Levels of stars are named one by one; hundred points are not. */
const MOST_NAMED = 10

/** The items of a form, each on its scale, in the order in which raters see them. */
export function ItemList({ form, at }: { form: EvaluationForm; at: string }) {
  const { t } = useTranslation('evaluation')
  const { readOnly, set } = useEditing()
  const { items } = form
  const words = { yes: t('yes'), no: t('no') }
  const put = (next: EvaluationItem[]) => set(`${at}/items`, next)
  const change = (index: number, item: EvaluationItem) => set(`${at}/items/${index}`, item)
  const move = (index: number, by: number) => {
    const next = [...items]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    put(next)
  }
  const add = (key: string) => {
    const id = freshId('evaluation', items)
    const kind = KINDS.find((one) => one === key) ?? 'choice'
    put([
      ...items,
      freshItem(kind, {
        id,
        name: key === 'veto' ? t('item.veto') : t('item.fresh'),
        ...(key === 'veto' ? { yes: t('veto.no'), no: t('veto.yes') } : words),
      }),
    ])
  }
  return (
    <section aria-label={t('items')}>
      <h3 className={css.head}>{t('items')}</h3>
      <ol className={css.items}>
        {items.map((item, index) => (
          <li key={item.id}>
            <div className={css.sentence}>
              <Input
                size="small"
                className={css.itemName}
                disabled={readOnly}
                value={item.name}
                maxLength={60}
                aria-label={t('itemName', { name: item.name })}
                onChange={(event) => change(index, { ...item, name: event.target.value })}
              />
              <Select
                size="small"
                disabled={readOnly}
                value={item.scale.kind}
                aria-label={t('kindOf', { name: item.name })}
                options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
                onChange={(kind) => change(index, withScale(item, kind, words))}
              />
              {item.scale.kind !== 'choice' && (
                <InputNumber
                  size="small"
                  className={css.small}
                  min={1}
                  max={100}
                  precision={0}
                  disabled={readOnly}
                  aria-label={t('maxOf', { name: item.name })}
                  prefix={t('max')}
                  value={item.scale.max}
                  onChange={(max) => typeof max === 'number' && change(index, withMax(item, max))}
                />
              )}
              <Checkbox
                disabled={readOnly}
                checked={item.required}
                onChange={(event) => change(index, { ...item, required: event.target.checked })}
              >
                {t('required')}
              </Checkbox>
              {!readOnly && (
                <span className={css.tools}>
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    disabled={index === 0}
                    aria-label={t('up', { name: item.name })}
                    onClick={() => move(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined />}
                    disabled={index === items.length - 1}
                    aria-label={t('down', { name: item.name })}
                    onClick={() => move(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    disabled={items.length === 1}
                    aria-label={t('removeItem', { name: item.name })}
                    onClick={() => put(items.filter((_item, other) => other !== index))}
                  />
                </span>
              )}
            </div>
            <Levels item={item} onChange={(next) => change(index, next)} />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [...KINDS.map((key) => ({ key: key as string, label: t(`addKind.${key}`) })), { key: 'veto', label: t('addKind.veto') }],
            onClick: ({ key }) => add(key),
          }}
        >
          <Button size="small" icon={<PlusOutlined />}>
            {t('addItem')}
          </Button>
        </Dropdown>
      )}
    </section>
  )
}

/** What each level or option means and is worth. */
function Levels({ item, onChange }: { item: EvaluationItem; onChange: (item: EvaluationItem) => void }) {
  const { t } = useTranslation('evaluation')
  const { readOnly } = useEditing()
  const { kind, max, labels, options = [] } = item.scale
  if (kind === 'choice') {
    const put = (next: typeof options) =>
      onChange({ ...item, scale: { ...item.scale, options: next, max: Math.max(1, ...next.map((one) => one.points)) } })
    return (
      <div className={css.levels}>
        {options.map((option, index) => (
          <div key={option.id} className={css.sentence}>
            <Input
              size="small"
              className={css.itemName}
              disabled={readOnly}
              value={option.name}
              maxLength={60}
              aria-label={t('optionName', { name: option.name })}
              onChange={(event) => put(options.with(index, { ...option, name: event.target.value }))}
            />
            <InputNumber
              size="small"
              className={css.small}
              min={0}
              max={100}
              precision={0}
              disabled={readOnly}
              aria-label={t('optionPoints', { name: option.name })}
              value={option.points}
              onChange={(points) => typeof points === 'number' && put(options.with(index, { ...option, points }))}
            />
            {t('points')}
            {!readOnly && options.length > 2 && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('removeOption', { name: option.name })}
                onClick={() => put(options.filter((_option, other) => other !== index))}
              />
            )}
          </div>
        ))}
        {!readOnly && options.length < 20 && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() => put([...options, { id: freshId('evaluation', options), name: t('option.fresh'), points: 0 }])}
          >
            {t('addOption')}
          </Button>
        )}
      </div>
    )
  }
  if (kind !== 'stars' || max > MOST_NAMED) return null
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: 'labels',
          label: t('labels'),
          children: Array.from({ length: max }, (_level, at) => at + 1).map((level) => (
            <label key={level} className={css.level}>
              <span>{t('level', { count: level })}</span>
              <Input
                size="small"
                disabled={readOnly}
                maxLength={60}
                value={labels?.[level - 1] ?? ''}
                onChange={(event) => onChange(withLabel(item, level, event.target.value || `${level}`))}
              />
            </label>
          )),
        },
      ]}
    />
  )
}
