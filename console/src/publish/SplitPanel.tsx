import type { PolicyDraft, Split } from '@shaotai/api'
import { POLICY_KINDS } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request, toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { kindAt } from '../policy/kinds.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import css from './publish.module.css'

/** Which parts of the draft go into this publication; what they depend on comes along, the rest goes on in a new draft. */
export function SplitPanel({ draft }: { draft: PolicyDraft }) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const lost = useSessionLost()
  const changed = POLICY_KINDS.filter((kind) => draft.changes.some((change) => kindAt(change.at) === kind))
  const [left, setLeft] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [plan, setPlan] = useState<Split>()
  const kinds = changed.filter((kind) => !left.includes(kind))
  if (changed.length < 2) return null
  const ask = async (dry: boolean) => {
    setBusy(true)
    try {
      const done = await request<Split>('POST', `/policy-drafts/${draft.id}/split`, { revision: draft.revision, kinds, dry })
      if (dry) {
        setPlan(done)
        return
      }
      setPlan(undefined)
      setLeft([])
      say(t('split.done'))
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      if (!lost(error)) sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  const name = (kind: string) => t(`policy:kind.${kind}`)
  const rest = changed.filter((kind) => !plan?.kinds.includes(kind))
  return (
    <fieldset className={css.split}>
      <legend>{t('split.title')}</legend>
      {changed.map((kind) => (
        <Checkbox
          key={kind}
          checked={!left.includes(kind)}
          onChange={({ target }) => setLeft(target.checked ? left.filter((one) => one !== kind) : [...left, kind])}
        >
          {name(kind)}
        </Checkbox>
      ))}
      {left.length > 0 && kinds.length > 0 && (
        <Button size="small" loading={busy} onClick={() => void ask(true)}>
          {t('split.act')}
        </Button>
      )}
      {plan && (
        <Modal
          open
          title={t('split.confirm')}
          okText={t('split.ok')}
          cancelText={t('policy:cancel')}
          okButtonProps={{ loading: busy, disabled: rest.length === 0 }}
          onOk={() => void ask(false)}
          onCancel={() => setPlan(undefined)}
        >
          <p>{t('split.now', { kinds: plan.kinds.map(name).join('、') })}</p>
          {plan.added.map((one) => (
            <p key={one.kind} className={css.comment}>
              {t('split.added', { kind: name(one.kind), because: one.because })}
            </p>
          ))}
          <p>{rest.length === 0 ? t('split.nothingLeft') : t('split.rest', { kinds: rest.map(name).join('、') })}</p>
        </Modal>
      )}
    </fieldset>
  )
}
