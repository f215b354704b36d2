import { Image } from 'antd'
import type { Attachment } from '@shaotai/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { API } from '../platform/http.ts'
import css from './case.module.css'
import type { Tone } from './tone.ts'

/** One thing that happened, ready to be read: the page has put the event into words. */
export type TimelineEntry = {
  key: string | number
  at: number
  /** What happened, in the county's words. */
  name: string
  tone?: Tone
  icon?: ReactNode
  /** Who; absent for the system itself. */
  who?: { name: string; unit?: string; role?: string }
  reason?: string
  text?: ReactNode
  photos?: readonly Pick<Attachment, 'id' | 'name'>[]
}

/** What happened to a case: when, what, who, why, with photos. */
export function Timeline({ entries, offset, now }: { entries: readonly TimelineEntry[]; offset: number; now?: number }) {
  const { t } = useTranslation('case')
  return (
    <ol className={css.timeline} aria-label={t('timeline.label')}>
      {entries.map((entry) => (
        <li key={entry.key} className={css.event}>
          <span className={`${css.dot} ${css[entry.tone ?? 'blue']}`} aria-hidden="true">
            {entry.icon ?? '●'}
          </span>
          <div className={css.eventHead}>
            <span className={css.eventName}>{entry.name}</span>
            <time className={`tabular ${css.eventTime}`} dateTime={new Date(entry.at).toISOString()}>
              {formatMoment(entry.at, { offset, now })}
            </time>
          </div>
          <div className={css.eventWho}>
            {entry.who ? [entry.who.unit, entry.who.role, entry.who.name].filter(Boolean).join(' · ') : t('timeline.system')}
          </div>
          {entry.reason && <div className={css.eventText}>{t('timeline.reason', { text: entry.reason })}</div>}
          {entry.text && <div className={css.eventText}>{entry.text}</div>}
          {entry.photos && entry.photos.length > 0 && (
            <Image.PreviewGroup>
              <div className={css.eventPhotos}>
                {entry.photos.map((photo, index) => (
                  <Image
                    key={photo.id}
                    src={`${API}/attachments/${photo.id}`}
                    alt={photo.name || t('timeline.photo', { index: index + 1 })}
                    width={88}
                    height={88}
                  />
                ))}
              </div>
            </Image.PreviewGroup>
          )}
        </li>
      ))}
    </ol>
  )
}
