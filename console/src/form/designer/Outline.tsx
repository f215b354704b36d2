import { useTranslation } from 'react-i18next'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { useDesign } from './design.ts'
import css from './designer.module.css'

/** 大纲: every field by its title, those out of use too. */
export function Outline({ chosen, onChoose }: { chosen: string | undefined; onChoose: (id: string) => void }) {
  const { t } = useTranslation('form')
  const { fields } = useDesign()
  if (fields.length === 0) return <Empty text={t('outline.none')} />
  return (
    <ol className={css.outline} aria-label={t('outline.title')}>
      {fields.map((field) => (
        <li key={field.id} className={field.kind === 'section' ? css.outlineSection : undefined}>
          <button type="button" aria-current={field.id === chosen} onClick={() => onChoose(field.id)}>
            <span>
              {field.required && <i aria-label={t('rule.required')}>*</i>}
              {field.title || t('untitled')}
            </span>
            <em>
              {field.retired ? t('retired.tag') : field.rule !== undefined ? t('outline.conditional') : t(`kind.${field.kind ?? 'other'}`)}
            </em>
          </button>
        </li>
      ))}
    </ol>
  )
}
