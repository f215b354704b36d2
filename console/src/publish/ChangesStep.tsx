import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ClauseComment } from '@shaotai/api'
import { ClauseChanges, useClauseGroups } from './ClauseChanges.tsx'
import type { StepProps } from './PublishPage.tsx'
import { Next } from './Next.tsx'
import { RebaseBar } from './RebaseBar.tsx'
import { SplitPanel } from './SplitPanel.tsx'
import css from './publish.module.css'

/** Step 1: what changes, clause by clause; the reviewer may say something on each. */
export function ChangesStep({ draft, policy, before, plan, setPlan, mayEdit, mayReview, go }: StepProps) {
  const { t } = useTranslation('publish')
  const groups = useClauseGroups(before, policy)
  const writes = draft.status === 'submitted' && mayReview
  const comment = (said: ClauseComment) =>
    setPlan({ clauses: [...plan.clauses.filter((one) => one.clause !== said.clause), ...(said.text === '' ? [] : [said])] })
  return (
    <>
      {draft.stale && draft.status !== 'published' && draft.status !== 'withdrawn' && (
        <RebaseBar draft={draft} policy={policy} mayEdit={mayEdit} />
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
      {mayEdit && (draft.status === 'draft' || draft.status === 'rejected') && !draft.stale && <SplitPanel draft={draft} />}
      <Next go={go} to="check" />
    </>
  )
}
