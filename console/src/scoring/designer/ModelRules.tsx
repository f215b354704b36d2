import type { ScoringModel } from '@shaotai/core'
import { InputNumber, Radio, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import css from './designer.module.css'
import { MissingRatings } from './MissingRatings.tsx'

const UNITS = ['month', 'quarter', 'year'] as const
const AFTER_LOCK = ['next-period', 'recompute-with-notice'] as const
const EMPTY = ['exclude', 'full', 'zero'] as const
const TIES = ['same-rank', 'more-cases-first'] as const
const MODES = ['open', 'back-to-back'] as const

/** What decides at the end, said outright: rounding, equal scores, no sample, the period and its lock, who sees what. */
export function ModelRules({ model, at }: { model: ScoringModel; at: string }) {
  const { t } = useTranslation('scoring')
  const { readOnly, set } = useEditing()
  const choices = (name: string, options: readonly string[]) => options.map((value) => ({ value, label: t(`design.${name}.${value}`) }))
  return (
    <section className={css.section} aria-label={t('design.rules')}>
      <h3>{t('design.rules')}</h3>
      <Rule label={t('design.rounding')}>
        {(id) => (
          <span className={css.sentence}>
            {t('design.roundingBefore')}
            <InputNumber
              id={id}
              className={css.small}
              size="small"
              min={0}
              max={6}
              precision={0}
              disabled={readOnly}
              value={model.rounding.digits}
              onChange={(digits) => typeof digits === 'number' && set(`${at}/rounding/digits`, digits)}
            />
            {t('design.roundingAfter')}
          </span>
        )}
      </Rule>
      <Rule label={t('design.ties')} group>
        {() => (
          <Radio.Group
            disabled={readOnly}
            value={model.ties}
            options={choices('tie', TIES)}
            onChange={(event) => set(`${at}/ties`, event.target.value)}
          />
        )}
      </Rule>
      <Rule label={t('design.noSample')} group note={t(`design.noSampleNote.${model.emptyDenominator}`)}>
        {() => (
          <Radio.Group
            disabled={readOnly}
            value={model.emptyDenominator}
            options={choices('empty', EMPTY)}
            onChange={(event) => set(`${at}/emptyDenominator`, event.target.value)}
          />
        )}
      </Rule>
      <MissingRatings model={model} at={at} />
      <Rule label={t('design.period')}>
        {(id) => (
          <span className={css.sentence}>
            {t('design.periodBefore')}
            <Select
              id={id}
              size="small"
              disabled={readOnly}
              value={model.period.unit}
              options={choices('unit', UNITS)}
              onChange={(unit) => set(`${at}/period/unit`, unit)}
            />
            {t('design.lockBefore')}
            <InputNumber
              className={css.small}
              size="small"
              min={0}
              max={60}
              precision={0}
              disabled={readOnly}
              aria-label={t('design.lockDays')}
              value={model.period.closeAfterWorkingDays}
              onChange={(days) => typeof days === 'number' && set(`${at}/period/closeAfterWorkingDays`, days)}
            />
            {t('design.lockAfter')}
          </span>
        )}
      </Rule>
      <Rule label={t('design.afterLock')} group note={t('design.lockNote')}>
        {() => (
          <Radio.Group
            disabled={readOnly}
            value={model.period.afterLock ?? 'next-period'}
            options={choices('after', AFTER_LOCK)}
            onChange={(event) => set(`${at}/period/afterLock`, event.target.value)}
          />
        )}
      </Rule>
      <Rule label={t('design.visibility')} group note={model.visibility.mode === 'back-to-back' ? t('design.backToBackNote') : undefined}>
        {() => (
          <span className={css.sentence}>
            <Radio.Group
              disabled={readOnly}
              value={model.visibility.mode}
              options={choices('mode', MODES)}
              onChange={(event) => set(`${at}/visibility/mode`, event.target.value)}
            />
            {model.visibility.mode === 'back-to-back' && (
              <>
                {t('design.ratersBefore')}
                <InputNumber
                  className={css.small}
                  size="small"
                  min={1}
                  max={50}
                  precision={0}
                  disabled={readOnly}
                  aria-label={t('design.minRaters')}
                  value={model.visibility.minRaters}
                  onChange={(count) => typeof count === 'number' && set(`${at}/visibility/minRaters`, count)}
                />
                {t('design.ratersAfter')}
              </>
            )}
          </span>
        )}
      </Rule>
    </section>
  )
}

/** One rule: its name, what is chosen, and what that means. */
export function Rule({
  label,
  note,
  group = false,
  children,
}: {
  label: string
  note?: string
  group?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={css.rule} role={group ? 'group' : undefined} aria-labelledby={group ? `${id}-label` : undefined}>
      {group ? (
        <span id={`${id}-label`} className={css.ruleLabel}>
          {label}
        </span>
      ) : (
        <label htmlFor={id} className={css.ruleLabel}>
          {label}
        </label>
      )}
      <div className={css.ruleBody}>
        {children(id)}
        {note && <p className={css.note}>{note}</p>}
      </div>
    </div>
  )
}
