import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ClauseComment } from '@shaotai/api'
import { ClauseChanges, useClauseGroups } from './ClauseChanges.tsx'
import type { StepProps } from './PublishPage.tsx'
import { Next } from './Next.tsx'
import css from './publish.module.css'

/** Step 1: what changes, clause by clause; the reviewer may say something on each. */
export function ChangesStep({ draft, policy, before, plan, setPlan, mayReview, go }: StepProps) {
  const { t } = useTranslation('publish')
  const groups = useClauseGroups(before, policy)
  const writes = draft.status === 'submitted' && mayReview
  const comment = (said: ClauseComment) =>
    setPlan({ clauses: [...plan.clauses.filter((one) => one.clause !== said.clause), ...(said.text === '' ? [] : [said])] })
  return (
    <>
      {draft.stale && draft.status !== 'published' && draft.status !== 'withdrawn' && (
        <Alert className={css.bar} type="warning" showIcon title={t('changes.stale')} />
      )}
      {draft.status === 'rejected' && draft.comment && (
        <Alert className={css.bar} type="error" showIcon title={t('changes.rejected')} description={draft.comment} />
      )}
      <p className={css.quiet}>{t('changes.count', { count: draft.changes.length, clauses: groups.length })}</p>
      <ClauseChanges
        groups={groups}
        policy={policy}
        before={before}
        comments={writes ? plan.clauses : draft.clauseComments}
        {...(writes && { onComment: comment })}
      />
      <Next go={go} to="check" />
    </>
  )
}
