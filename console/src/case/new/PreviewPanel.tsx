import type { CasePreview } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Alert, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { failureText } from '../../platform/feedback/failure-text.ts'
import { formatMoment } from '../../platform/format/format.ts'
import { stateNameOf } from '../../policy-data/names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { Forecast } from '../show/Forecast.tsx'
import { StatusTag } from '../StatusTag.tsx'
import css from './new.module.css'

/** 将派给谁 · 依据哪条 · 各环节最迟时间, and open cases that look like this one. */
export function PreviewPanel({
  preview,
  error,
  busy,
  policy,
  category,
}: {
  preview: CasePreview | undefined
  error: unknown
  busy: boolean
  policy: Policy
  category: string | undefined
}) {
  const { t } = useTranslation('case')
  const { t: platform } = useTranslation()
  const units = useUnits()
  if (error) return <Alert type="warning" showIcon title={failureText(error, platform).title} />
  if (!preview) return <div className={css.quiet}>{busy ? <Spin size="small" /> : t('preview.empty')}</div>
  const { route, emergency, forecast, similar } = preview
  return (
    <div aria-live="polite">
      {emergency && (
        <p>
          <StatusTag name={t('tag.emergency')} tone="red" /> {t('preview.emergency')}
        </p>
      )}
      <dl className={css.to}>
        <dt>{t('dispatch.lead')}</dt>
        <dd>
          <strong>{route.lead ? units.name(route.lead) : t('preview.byDispatcher')}</strong>
        </dd>
        {route.cooperating.length > 0 && (
          <>
            <dt>{t('dispatch.cooperating')}</dt>
            <dd>{route.cooperating.map(units.short).join(t('list.separator'))}</dd>
          </>
        )}
        <dt>{t('preview.basis')}</dt>
        <dd>
          {t(`route.${route.rule}`, { name: route.name })}
          {route.clause && <span className={css.quiet}>{` ${route.clause}`}</span>}
        </dd>
      </dl>
      <Forecast forecast={forecast} />
      {similar.length > 0 && (
        <Alert
          className={css.similar}
          type="warning"
          showIcon
          title={t('preview.similar', { count: similar.length })}
          description={
            <ul>
              {similar.slice(0, 5).map((one) => (
                <li key={one.id}>
                  <Link to={`/cases/${one.id}`} target="_blank">
                    {one.number}
                  </Link>{' '}
                  {one.title}
                  <span
                    className={css.quiet}
                  >{` ${stateNameOf(policy, category ?? '', one.state)} · ${formatMoment(one.submittedAt)}`}</span>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  )
}
