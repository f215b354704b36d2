import { LockOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { MINUTE } from '@shaotai/core'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../platform/format/format.ts'
import { useNow } from '../platform/now.ts'
import type { ClaimView } from './claim-state.ts'
import { useRefusalText } from './refusal-text.ts'
import type { ClaimDesk } from './use-claim.ts'
import css from './policy.module.css'

/** Who else is at this document: somebody who edits it, or somebody who would like to. */
export function ClaimBar({ desk }: { desk: ClaimDesk }) {
  const { view } = desk
  if (view.state === 'other') return <Held desk={desk} view={view} />
  if (view.state === 'mine' && view.wanted) return <Asked desk={desk} wanted={view.wanted} />
  return null
}

function Held({ desk, view }: { desk: ClaimDesk; view: Extract<ClaimView, { state: 'other' }> }) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const now = useNow()
  const { name, own, asked, wantedBy } = view
  const ago = now - view.activeAt
  const title = own
    ? t('claim.own')
    : t(desk.lost ? 'claim.lost' : 'claim.other', {
        name,
        ago: ago < MINUTE ? t('claim.now') : t('claim.ago', { length: formatDuration(ago) }),
      })
  const note = asked
    ? t('claim.waiting', { name, seconds: secondsUntil(asked.mayTakeAt, now) })
    : desk.error
      ? refusalText(desk.error)
      : wantedBy !== undefined
        ? t('claim.wantedBy', { name: wantedBy })
        : t(desk.kept ? 'claim.kept' : own ? 'claim.ownNote' : 'claim.readOnly', { name })
  return (
    <Alert
      className={css.bar}
      type="warning"
      icon={<LockOutlined />}
      showIcon
      title={title}
      description={<span role="status">{note}</span>}
      action={
        asked ? (
          <Button onClick={() => void desk.act('release')}>{t('claim.cancel')}</Button>
        ) : (
          <Button disabled={wantedBy !== undefined} onClick={() => void desk.act('request')}>
            {t(own ? 'claim.here' : 'claim.request')}
          </Button>
        )
      }
    />
  )
}

function Asked({ desk, wanted }: { desk: ClaimDesk; wanted: { name: string; mayTakeAt: number } }) {
  const { t } = useTranslation('policy')
  const now = useNow()
  const seconds = secondsUntil(wanted.mayTakeAt, now)
  return (
    <Alert
      className={css.bar}
      type="info"
      icon={<UserSwitchOutlined />}
      showIcon
      role="alert"
      title={t('claim.asked', { name: wanted.name })}
      description={<span aria-hidden="true">{t('claim.askedNote', { seconds })}</span>}
      action={
        <span className={css.barButtons}>
          <Button type="primary" onClick={() => void desk.act('handOver')}>
            {t('claim.handOver')}
          </Button>
          <Button onClick={() => void desk.act('keep')}>{t('claim.keep')}</Button>
        </span>
      }
    />
  )
}

function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000))
}
