import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons'
import type { PolicyDraft } from '@shaotai/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../platform/feedback/Empty.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { firstSteps } from './first-steps.ts'
import css from './template.module.css'

/** The overview of a county without a version yet: the way to the first one, and the next step of it. */
export function BeforeFirstVersion({ drafts, mayEdit }: { drafts: readonly PolicyDraft[]; mayEdit: boolean }) {
  const { t } = useTranslation('template')
  const steps = firstSteps(drafts)
  const draft = drafts.find((one) => one.status !== 'withdrawn')
  if (!mayEdit && !draft) return <Empty text={t('policy:overview.noPolicy')} />
  const next =
    draft === undefined ? '/policy/templates' : draft.status === 'submitted' ? `/policy/review/${draft.id}` : `/policy/drafts/${draft.id}`
  return (
    <>
      <PageHeader
        title={t('start.title')}
        note={t('start.note')}
        actions={
          <Link to={next}>
            <Button type="primary">{t(draft === undefined ? 'start.begin' : 'start.continue')}</Button>
          </Link>
        }
      />
      <ol className={css.checklist}>
        {steps.map((step) => (
          <li key={step.key}>
            <span className={step.done ? css.fine : css.look}>
              {step.done ? <CheckCircleFilled aria-hidden="true" /> : <ClockCircleOutlined aria-hidden="true" />}{' '}
              {t(step.done ? 'start.done' : 'start.open')}
            </span>
            <span>{t(`start.${step.key}Step`)}</span>
            {!step.done && step.left > 0 && (step.key === 'fill' || step.key === 'examples') && (
              <small>{t(`start.${step.key}Left`, { count: step.left })}</small>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
