import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ExampleList } from '../policy/ExampleList.tsx'
import { FindingList } from '../policy/FindingList.tsx'
import { kindAt } from '../policy/kinds.ts'
import { useAdopt } from '../policy/use-adopt.ts'
import { useIgnoring } from '../policy/use-ignoring.ts'
import { Next } from './Next.tsx'
import type { StepProps } from './PublishPage.tsx'
import css from './publish.module.css'

/** Step 2: what the check finds and which examples do not hold; neither can be published past. */
export function CheckStep({ draft, policy, mayEdit, go }: StepProps) {
  const { t } = useTranslation('publish')
  const navigate = useNavigate()
  const { adopt, busy } = useAdopt(draft)
  const ignoring = useIgnoring(draft.id)
  const open = mayEdit && (draft.status === 'draft' || draft.status === 'rejected')
  const goTo = (at: string) => {
    const kind = kindAt(at)
    if (kind) void navigate(`/policy/drafts/${draft.id}/${kind}?at=${encodeURIComponent(at.slice(kind.length + 1))}`)
  }
  return (
    <>
      <h3 className={css.head}>{t('check.findings')}</h3>
      <FindingList
        findings={draft.findings}
        policy={policy}
        ignoring={open ? ignoring : { ...ignoring, may: false }}
        {...(open && { onGo: goTo })}
      />
      <h3 className={css.head}>{t('check.examples')}</h3>
      <ExampleList failing={draft.examples} policy={policy} busy={busy} {...(open && { onAdopt: (ids) => void adopt(ids) })} />
      <Next go={go} to="trial" />
    </>
  )
}
