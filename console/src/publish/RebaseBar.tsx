import type { PolicyDraft, Rebased } from '@shaotai/api'
import { describeChange, type Change, type Policy } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request, toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import css from './publish.module.css'

type Choices = Record<string, 'mine' | 'theirs'>

/** Another version was published since: brings the draft onto it; where both changed the same thing the author chooses. */
export function RebaseBar({ draft, policy, mayEdit }: { draft: PolicyDraft; policy: Policy; mayEdit: boolean }) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const lost = useSessionLost()
  const [busy, setBusy] = useState(false)
  const [conflicts, setConflicts] = useState<Rebased['conflicts']>([])
  const [choices, setChoices] = useState<Choices>({})
  const open = draft.status === 'draft' || draft.status === 'rejected'
  const run = async (decided: Choices) => {
    setBusy(true)
    try {
      const body = { revision: draft.revision, choices: decided }
      const done = await request<Rebased>('POST', `/policy-drafts/${draft.id}/rebase`, body)
      setConflicts(done.conflicts)
      if (!done.draft) return
      setChoices({})
      say(t('rebase.done'))
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      if (!lost(error)) sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  const words = (changes: Rebased['conflicts'][number]['mine']) =>
    changes.map((one) => describeChange(one as Change, 'zh', policy)).join('；')
  return (
    <>
      <Alert
        className={css.bar}
        type="warning"
        showIcon
        title={t('changes.stale')}
        action={
          open &&
          mayEdit && (
            <Button size="small" loading={busy} onClick={() => void run({})}>
              {t('rebase.act')}
            </Button>
          )
        }
      />
      {conflicts.length > 0 && (
        <Modal
          open
          width={680}
          title={t('rebase.title', { count: conflicts.length })}
          okText={t('rebase.ok')}
          cancelText={t('policy:cancel')}
          okButtonProps={{ loading: busy, disabled: conflicts.some((one) => choices[one.at] === undefined) }}
          onOk={() => void run(choices)}
          onCancel={() => setConflicts([])}
        >
          <p>{t('rebase.note')}</p>
          {conflicts.map((one) => (
            <section key={one.at} className={css.conflict}>
              <h3>{one.object}</h3>
              <Radio.Group
                aria-label={one.object}
                className={css.ways}
                value={choices[one.at]}
                onChange={({ target }) => setChoices({ ...choices, [one.at]: target.value as 'mine' | 'theirs' })}
                options={(['mine', 'theirs'] as const).map((side) => ({
                  value: side,
                  label: (
                    <span className={css.way}>
                      <strong>{t(`rebase.${side}`)}</strong>
                      <small>{words(one[side]) || t('rebase.removed')}</small>
                    </span>
                  ),
                }))}
              />
            </section>
          ))}
        </Modal>
      )}
    </>
  )
}
