import { ClockCircleOutlined, LockOutlined } from '@ant-design/icons'
import type { ScoreBoard } from '@shaotai/api'
import { Alert, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { useNow } from '../platform/now.ts'
import css from './scoring.module.css'

type Lock = ScoreBoard['lock']

/** Whether a period is on trial or locked, beside the title. */
export function LockTag({ lock }: { lock: Lock }) {
  const { t } = useTranslation('scoring')
  return lock.status === 'locked' ? (
    <Tag icon={<LockOutlined />} color="success">
      {t('lock.locked')}
    </Tag>
  ) : (
    <Tag icon={<ClockCircleOutlined />} color="warning">
      {t('lock.trial')}
    </Tag>
  )
}

/** When a period locks or did, why it was published anew, and what back to back leaves out. */
export function LockNotes({ board: { lock, afterLock, visibility } }: { board: Pick<ScoreBoard, 'lock' | 'afterLock' | 'visibility'> }) {
  const { t } = useTranslation('scoring')
  const now = useNow()
  return (
    <div className={css.notes}>
      <p className={css.quiet}>{lockSentence(lock, { afterLock, now, t })}</p>
      {lock.reason !== null && (
        <Alert
          type="info"
          showIcon
          title={t('lock.again', { revision: lock.revision })}
          description={t('lock.reason', { reason: lock.reason, by: lock.lockedBy ?? '' })}
        />
      )}
      {visibility.mode === 'back-to-back' && (
        <p className={css.quiet}>{t(visibility.whole ? 'closed.whole' : 'closed.sums', { count: visibility.minRaters })}</p>
      )}
    </div>
  )
}

type Saying = { afterLock: ScoreBoard['afterLock']; now: number; t: ReturnType<typeof useTranslation>['t'] }

function lockSentence({ status, lockedAt, locksAt }: Lock, { afterLock, now, t }: Saying): string {
  if (status === 'locked') return t(`scoring:lock.lockedAt.${afterLock}`, { at: lockedAt === null ? '' : formatMoment(lockedAt, { now }) })
  return locksAt === null ? t('scoring:lock.soon') : t('scoring:lock.locksAt', { at: formatMoment(locksAt, { now }) })
}
