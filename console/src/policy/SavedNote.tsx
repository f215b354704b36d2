import { CheckCircleOutlined, CloudSyncOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../platform/format/format.ts'
import type { Faces } from './faces.ts'
import type { SaveState } from './use-draft-document.ts'
import css from './policy.module.css'

/** Whether what is on the page is stored. */
export function SavedNote({ saving, faces }: { saving: SaveState; faces: Faces }) {
  const { t } = useTranslation('policy')
  if (saving.state === 'idle' && !faces.trouble) return null
  const isKept = saving.state === 'failed' || saving.state === 'stale' || saving.state === 'claimed'
  const isWrong = faces.trouble || saving.state === 'unfit' || saving.state === 'unsynced' || isKept
  const text = faces.trouble
    ? t('saving.trouble')
    : saving.state === 'saved'
      ? t('saving.saved', { time: formatTime(saving.at) })
      : saving.state === 'unfit'
        ? t('saving.unfit', { count: saving.count })
        : saving.state === 'unsynced'
          ? t('saving.unsynced', { count: saving.count })
          : isKept
            ? t('saving.failed')
            : t('saving.running')
  const Icon = isWrong ? ExclamationCircleOutlined : saving.state === 'saved' ? CheckCircleOutlined : CloudSyncOutlined
  return (
    <span className={`${css.saved} ${isWrong ? css.savedWrong : ''}`} role="status">
      <Icon aria-hidden="true" /> {text}
    </span>
  )
}
