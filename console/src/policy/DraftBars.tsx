import type { PolicyDraftDocument } from '@shaotai/api'
import { Alert, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import type { DraftDocument } from './use-draft-document.ts'
import { useRefusalText } from './refusal-text.ts'
import css from './policy.module.css'

type Props = { draft: PolicyDraftDocument; editor: DraftDocument; phone: boolean; /** Nobody else is editing. */ mine: boolean }

/** What the person should know before going on: a conflict, a failed save, a rejection, another version in force, a phone. */
export function DraftBars({ draft, editor, phone, mine }: Props) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const { saving } = editor
  return (
    <>
      {editor.offer && (
        <Alert
          className={css.bar}
          type="warning"
          showIcon
          title={t('kept.title', { count: editor.offer.count, moment: formatMoment(editor.offer.at, { now: serverNow() }) })}
          description={
            editor.offer.conflicts > 0
              ? t('kept.conflict', { count: editor.offer.conflicts })
              : editor.offer.behind
                ? t('kept.behind')
                : t('kept.note')
          }
          action={
            <span className={css.barButtons}>
              <Button type="primary" disabled={!mine || phone} onClick={editor.offer.take}>
                {t('kept.take')}
              </Button>
              <Popconfirm title={t('kept.dropAsk')} okText={t('kept.drop')} cancelText={t('cancel')} onConfirm={editor.offer.drop}>
                <Button>{t('kept.drop')}</Button>
              </Popconfirm>
            </span>
          }
        />
      )}
      {phone && <Alert className={css.bar} type="info" showIcon title={t('phone')} />}
      {saving.state === 'stale' && (
        <Alert
          className={css.bar}
          type="warning"
          showIcon
          title={t('stale.title')}
          description={t('stale.note')}
          action={
            <span className={css.barButtons}>
              <Button onClick={() => void editor.reload()}>{t('stale.reload')}</Button>
              <Button disabled={!mine} onClick={() => void editor.overwrite()}>
                {t('stale.overwrite')}
              </Button>
            </span>
          }
        />
      )}
      {saving.state === 'claimed' && (
        <Alert
          className={css.bar}
          type="warning"
          showIcon
          title={t('claimed.title', { name: saving.name })}
          description={t('claimed.note')}
          action={<Button onClick={() => void editor.reload()}>{t('stale.reload')}</Button>}
        />
      )}
      {saving.state === 'failed' && (
        <Alert
          className={css.bar}
          type="error"
          showIcon
          title={refusalText(saving.error)}
          description={t('saving.failedNote', { code: saving.error.code })}
          action={<Button onClick={() => void editor.flush()}>{t('saving.again')}</Button>}
        />
      )}
      {draft.status === 'rejected' && draft.comment && (
        <Alert
          className={css.bar}
          type="error"
          showIcon
          title={t('rejected.title', { name: draft.reviewer ?? '' })}
          description={draft.comment}
        />
      )}
      {draft.status === 'submitted' && <Alert className={css.bar} type="info" showIcon title={t('submitted.title')} />}
      {draft.stale && (draft.status === 'draft' || draft.status === 'rejected' || draft.status === 'submitted') && (
        <Alert className={css.bar} type="warning" showIcon title={t('outrun.title', { version: draft.baseVersion })} />
      )}
    </>
  )
}
