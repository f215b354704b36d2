import { useTranslation } from 'react-i18next'
import { HistoryCheck } from '../policy/HistoryCheck.tsx'
import { Next } from './Next.tsx'
import type { StepProps } from './PublishPage.tsx'
import css from './publish.module.css'

/** Step 3: what last year's cases say about the draft. */
export function TrialStep({ draft, policy, go }: StepProps) {
  const { t } = useTranslation('publish')
  return (
    <>
      <p className={css.quiet}>{t('trial.note')}</p>
      <HistoryCheck draft={draft} policy={policy} />
      <Next go={go} to="consult" />
    </>
  )
}
