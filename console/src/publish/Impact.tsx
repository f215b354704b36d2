import type { PolicyDraft } from '@shaotai/api'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import { useTransitionPreview } from './queries.ts'
import css from './publish.module.css'

/** What the change touches, beside every step: running cases, who wrote it and why, the hash both people see. */
export function Impact({ draft }: { draft: PolicyDraft }) {
  const { t } = useTranslation('publish')
  const isOpen = draft.status === 'draft' || draft.status === 'submitted' || draft.status === 'rejected'
  const { data } = useTransitionPreview(draft, isOpen)
  const all = data?.choices.find((one) => one.transition === 'open')
  return (
    <Card size="small" title={t('impact.title')} className={css.impact}>
      <dl className={css.facts}>
        {isOpen && (
          <div>
            <dt>{t('impact.open')}</dt>
            <dd>
              <strong className="tabular">{data ? t('count', { count: data.open }) : '…'}</strong>
              {data && <small>{t('impact.unsigned', { count: data.unsigned })}</small>}
              {data && data.required.fields > 0 && (
                <small>{t('impact.required', { fields: data.required.fields, count: data.required.cases })}</small>
              )}
              {all && all.overdue > 0 && <small>{t('impact.overdue', { count: all.overdue })}</small>}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('policy:review.author')}</dt>
          <dd>{draft.author}</dd>
        </div>
        {draft.submittedAt !== null && (
          <div>
            <dt>{t('policy:review.submittedAt')}</dt>
            <dd>{formatMoment(draft.submittedAt, { now: serverNow() })}</dd>
          </div>
        )}
        <div>
          <dt>{t('policy:review.note')}</dt>
          <dd>{draft.note || t('policy:view.none')}</dd>
        </div>
        {draft.comment && (
          <div>
            <dt>{t('policy:review.comment')}</dt>
            <dd>{draft.comment}</dd>
          </div>
        )}
        <div>
          <dt>{t('policy:review.hash')}</dt>
          <dd>
            <code className={css.hash}>{draft.hash.match(/.{1,8}/g)?.join(' ')}</code>
            <small>{t('policy:review.hashNote')}</small>
          </dd>
        </div>
      </dl>
    </Card>
  )
}
