import type { ScoringModel } from '@shaotai/core'
import { pointTo } from '@shaotai/core'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import css from './designer.module.css'
import { Rule } from './ModelRules.tsx'
import { ratedIndicators } from './rated-indicators.ts'

const MISSING = ['skip', 'full', 'middle'] as const

/** 未评的怎么算: for each rating a model averages, what a case that nobody rated counts as. */
export function MissingRatings({ model, at }: { model: ScoringModel; at: string }) {
  const { t } = useTranslation('scoring')
  const { readOnly, set } = useEditing()
  const rated = ratedIndicators(model)
  if (rated.length === 0) return null
  const never = rated.some((one) => one.never && one.missing !== 'skip')
  return (
    <Rule label={t('design.missing')} group note={t(never ? 'design.missingNever' : 'design.missingNote')}>
      {() => (
        <ul className={css.missing}>
          {rated.map(({ id, name, missing }) => (
            <li key={id} className={css.sentence}>
              <span>{t('design.missingOf', { name })}</span>
              <Select
                size="small"
                disabled={readOnly}
                value={missing}
                aria-label={t('design.missingOf', { name })}
                options={MISSING.map((value) => ({ value, label: t(`design.missingAs.${value}`) }))}
                onChange={(next) => set(`${pointTo(`${at}/indicators`, id)}/missing`, next)}
              />
            </li>
          ))}
        </ul>
      )}
    </Rule>
  )
}
