import type { ClauseComment, PolicyDraftDocument, Transition } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Button, Card, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { IN_PRACTICE } from '../platform/base.ts'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { DraftTag } from '../policy/DraftTag.tsx'
import { useDraft, useHistoryFindings, useLivePolicies, usePolicy } from '../policy/queries.ts'
import { WithdrawButton } from '../policy/WithdrawButton.tsx'
import { useEnterPractice } from '../practice/enter.ts'
import { ChangesStep } from './ChangesStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ConsultStep } from './ConsultStep.tsx'
import { Impact } from './Impact.tsx'
import { InForceStep } from './InForceStep.tsx'
import { useDraftConsultations } from './queries.ts'
import { ReviewStep } from './ReviewStep.tsx'
import { firstStep, isStep, stepStates, STEPS, type Step } from './steps.ts'
import { TrialStep } from './TrialStep.tsx'
import { useKept } from './use-kept.ts'
import css from './publish.module.css'

/** What people write while they submit or review; kept when they have to sign in again in the middle. */
export type Plan = { note: string; comment: string; effectiveAt: number | null; transition: Transition; clauses: ClauseComment[] }

/** What every step knows. */
export type StepProps = {
  draft: PolicyDraftDocument
  policy: Policy
  /** The version the draft began from. */
  before: Policy | undefined
  plan: Plan
  setPlan: (change: Partial<Plan>) => void
  forgetPlan: () => void
  mayEdit: boolean
  mayReview: boolean
  go: (step: Step) => void
}

/** 发布台: a change on its way into force, in six steps. */
export function PublishPage() {
  const { id = '' } = useParams()
  const draft = useDraft(id)
  useLivePolicies()
  if (draft.error) return <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />
  if (!draft.data) return <PageLoading rows={10} />
  return <Publishing key={draft.data.id} draft={draft.data} />
}

function Publishing({ draft }: { draft: PolicyDraftDocument }) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const phone = usePhone()
  const base = usePolicy(draft.base)
  const history = useHistoryFindings(draft)
  const [params, setParams] = useSearchParams()
  const practice = useEnterPractice()
  const [plan, keep, forgetPlan] = useKept<Plan>(`${session?.person ?? ''}.${draft.id}`, {
    note: draft.note,
    comment: '',
    effectiveAt: draft.plannedAt,
    transition: draft.plannedTransition,
    clauses: [],
  })
  const isOwn = session?.person === draft.authorId
  const mayEdit = hasAnyRole(session, ['policy-admin'])
  const mayReview = hasAnyRole(session, ['policy-reviewer']) && !isOwn
  const consulted = useDraftConsultations(draft.id).data ?? []
  const states = stepStates(draft, history.data, { asked: consulted.length > 0, open: consulted.some((one) => one.open) })
  const asked = params.get('step')
  // Chosen once: a page never turns to another step by itself.
  const [opened] = useState(() => firstStep(draft, states, mayReview))
  const step = isStep(asked) ? asked : opened
  const go = (next: Step) => setParams({ step: next }, { replace: true })
  const props: StepProps = {
    draft,
    policy: draft.document as unknown as Policy,
    before: base.data?.document as unknown as Policy | undefined,
    plan,
    setPlan: (change) => keep({ ...plan, ...change }),
    forgetPlan,
    mayEdit,
    mayReview,
    go,
  }
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('policy:title'), to: '/policy' }, { name: t('crumb') }]}
        title={t(draft.status === 'published' ? 'titleDone' : 'title', { version: draft.nextVersion })}
        status={<DraftTag draft={draft} />}
        actions={
          <>
            <Link to={`/policy/drafts/${draft.id}`}>
              <Button>{t(mayEdit && draft.status !== 'submitted' ? 'edit' : 'policy:review.whole')}</Button>
            </Link>
            {!IN_PRACTICE && mayTry(draft) && (
              <Button loading={practice.busy} onClick={() => void practice.enter({ draft: draft.id })}>
                {t('practice:tryDraft')}
              </Button>
            )}
            <Link to={`/policy/drafts/${draft.id}/print`}>
              <Button>{t('files.print')}</Button>
            </Link>
            {draft.status === 'submitted' && isOwn && <WithdrawButton draft={draft} />}
          </>
        }
      />
      <nav aria-label={t('steps')} className={css.steps} data-tour="steps">
        <Steps
          size="small"
          orientation={phone ? 'vertical' : 'horizontal'}
          current={STEPS.indexOf(step)}
          onChange={(index) => go(STEPS[index] ?? 'changes')}
          items={STEPS.map((one) => ({
            title: t(`step.${one}`),
            status: one === step && states[one] !== 'error' ? 'process' : states[one],
            content: t(`state.${states[one]}`),
          }))}
        />
      </nav>
      <div className={css.desk}>
        <Card size="small" title={t(`step.${step}`)} className={css.step}>
          {base.isLoading ? <PageLoading rows={4} /> : <StepBody step={step} props={props} />}
        </Card>
        <Impact draft={draft} />
      </div>
    </>
  )
}

/** A draft with errors cannot be in force, not even in practice. */
function mayTry({ status, findings }: PolicyDraftDocument): boolean {
  return status !== 'withdrawn' && !findings.some((finding) => finding.severity === 'red')
}

function StepBody({ step, props }: { step: Step; props: StepProps }) {
  switch (step) {
    case 'changes':
      return <ChangesStep {...props} />
    case 'check':
      return <CheckStep {...props} />
    case 'trial':
      return <TrialStep {...props} />
    case 'consult':
      return <ConsultStep {...props} />
    case 'review':
      return <ReviewStep {...props} />
    case 'in-force':
      return <InForceStep {...props} />
  }
}
