import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import type { Category } from '@shaotai/core'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CategoryTag } from '../../case/CategoryTag.tsx'
import { Empty } from '../../platform/feedback/Empty.tsx'
import type { DesignerProps } from '../../policy/designers.tsx'
import { useEditing } from '../../policy/editing.ts'
import { moved } from '../designer/moved.ts'
import { CategorySettings } from './CategorySettings.tsx'
import css from './category.module.css'

/** 哨种: the kinds of whistle as clerks see them, and what each binds: flow, form, time limits, levels. */
export function CategoryDesigner({ document, focus, base }: DesignerProps) {
  const { t } = useTranslation('form')
  const { policy, readOnly, set } = useEditing()
  const categories = document as readonly Category[]
  const wanted = focus === undefined ? undefined : Number(/^\/(\d+)/.exec(focus)?.[1])
  const [chosen, setChosen] = useState(wanted ?? 0)
  const [seen, setSeen] = useState(focus)
  if (seen !== focus) {
    setSeen(focus)
    if (wanted !== undefined) setChosen(wanted)
  }
  const index = Math.min(chosen, categories.length - 1)
  const category = categories[index]
  const add = () => {
    const taken = new Set(categories.map((one) => one.id))
    let count = categories.length + 1
    while (taken.has(`category-${count}`)) count += 1
    const fresh: Category = {
      id: `category-${count}`,
      name: t('category.new'),
      colour: 'green',
      icon: 'flag',
      emergency: false,
      flow: policy.flows[0]?.id ?? '',
      form: categories[0]?.form ?? '',
    }
    set('', [...categories, fresh], { apart: true })
    setChosen(categories.length)
  }
  const move = (to: number) => {
    set('', moved(categories, index, to), { apart: true })
    setChosen(to)
  }
  return (
    <div className={css.categories}>
      <div>
        <ul className={css.list} aria-label={t('category.list')}>
          {categories.map((one, at) => (
            <li key={one.id}>
              <button type="button" aria-current={at === index} onClick={() => setChosen(at)}>
                <CategoryTag category={one} />
                {one.retired && <em>{t('retired.tag')}</em>}
              </button>
            </li>
          ))}
        </ul>
        {!readOnly && (
          <div className={css.tools}>
            <Button type="dashed" block icon={<PlusOutlined />} onClick={add}>
              {t('category.add')}
            </Button>
            <Button
              icon={<ArrowUpOutlined />}
              aria-label={t('move.up')}
              title={t('move.up')}
              disabled={index <= 0}
              onClick={() => move(index - 1)}
            />
            <Button
              icon={<ArrowDownOutlined />}
              aria-label={t('move.down')}
              title={t('move.down')}
              disabled={index >= categories.length - 1}
              onClick={() => move(index + 1)}
            />
          </div>
        )}
      </div>
      {category ? (
        <CategorySettings
          key={index}
          category={category}
          index={index}
          isNew={!base?.categories.some((one) => one.id === category.id)}
          taken={categories.filter((_one, at) => at !== index).map((one) => one.id)}
          focus={wanted === index ? focus?.replace(/^\/\d+/, '') : undefined}
        />
      ) : (
        <Empty text={t('category.none')} />
      )}
    </div>
  )
}
