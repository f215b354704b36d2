import type { DraftEdit, PastDocument, PolicyDraftDocument } from '@shaotai/api'
import { describeChange, type Change, type Policy, type PolicyKind } from '@shaotai/core'
import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { request, toRequestFailed } from '../platform/http.ts'
import type { Language } from '../platform/i18n.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { useDraftEdits } from './queries.ts'
import { useRefusalText } from './refusal-text.ts'
import css from './policy.module.css'

/** Changes told of one line before the rest is only counted. */
const TOLD = 3

type Props = {
  draft: PolicyDraftDocument
  kind: PolicyKind
  onClose: () => void
  /** Puts an earlier document in place of this one, as an edit one can undo; absent when this page may not edit. */
  onRestore?: ((value: unknown) => void) | undefined
}

/** Who changed what in the draft and when, the newest first; a line of this part can be gone back to. */
export function EditHistory({ draft, kind, onClose, onRestore }: Props) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const edits = useDraftEdits(draft.id)
  const [busy, setBusy] = useState<number>()
  const restore = async (id: number) => {
    setBusy(id)
    try {
      const { value } = await request<PastDocument>('GET', `/policy-drafts/${encodeURIComponent(draft.id)}/edits/${id}`)
      onRestore?.(value)
      say(t('edits.restored'))
      onClose()
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <Drawer open onClose={onClose} size={640} title={t('edits.title')}>
      {edits.error ? (
        <ErrorState error={edits.error} onRetry={() => void edits.refetch()} />
      ) : !edits.data ? (
        <PageLoading rows={6} />
      ) : (
        <EditLines
          edits={edits.data}
          policy={draft.document as unknown as Policy}
          act={(edit) =>
            onRestore &&
            edit.kind === kind &&
            edit.restorable && (
              <Button size="small" loading={busy === edit.id} onClick={() => void restore(edit.id)}>
                {t('edits.restore')}
              </Button>
            )
          }
        />
      )}
    </Drawer>
  )
}

type Lines = { edits: readonly DraftEdit[]; policy: Policy; act?: (edit: DraftEdit) => ReactNode }

/** Lines of who changed what and when, in words. */
export function EditLines({ edits, policy, act }: Lines) {
  const { t, i18n } = useTranslation('policy')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  if (edits.length === 0) return <Empty text={t('edits.none')} />
  return (
    <ol className={css.edits}>
      {edits.map((edit) => (
        <li key={edit.id}>
          <div>
            <strong>{edit.author}</strong>
            <span>{t(`kind.${edit.kind}`)}</span>
            <time>{formatMoment(edit.at, { now: serverNow() })}</time>
            {act?.(edit)}
          </div>
          <ul>
            {edit.changes.slice(0, TOLD).map((change) => (
              <li key={`${change.kind}${change.at}${change.field ?? ''}`}>{describeChange(change as Change, language, policy)}</li>
            ))}
            {edit.count > Math.min(TOLD, edit.changes.length) && <li>{t('edits.more', { count: edit.count })}</li>}
          </ul>
        </li>
      ))}
    </ol>
  )
}
