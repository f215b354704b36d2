import type { ScoreBoard, ScoreEntryList } from '@shaotai/api'
import { periodName } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { ReasonDialog } from '../platform/feedback/ReasonDialog.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { API, request } from '../platform/http.ts'
import type { Language } from '../platform/i18n.ts'
import { usePhone } from '../platform/responsive.ts'
import { useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { EntryForm } from './EntryForm.tsx'
import { useEntries } from './queries.ts'
import css from './scoring.module.css'

type Entry = ScoreEntryList['entries'][number]
type Props = { board: ScoreBoard; onClose: () => void }

/** Figures people enter for a period: a form for what the signed-in person may enter, and what was entered so far. */
export function EntryDrawer({ board, onClose }: Props) {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const phone = usePhone()
  const entries = useEntries(board.model, board.period)
  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '88%' : 640}
      placement={phone ? 'bottom' : 'right'}
      title={t('entry.title', { period: periodName(board.period, language) })}
    >
      {entries.error ? (
        <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />
      ) : entries.data ? (
        <Entries list={entries.data} board={board} />
      ) : (
        <PageLoading rows={6} />
      )}
    </Drawer>
  )
}

/** The form, if there is something to enter, above the list. */
export function Entries({ list, board }: { list: ScoreEntryList; board: Pick<ScoreBoard, 'model' | 'period' | 'subjects'> }) {
  const { t } = useTranslation('scoring')
  return (
    <>
      {list.locked && <p className={css.quiet}>{t('entry.locked')}</p>}
      {!list.locked && list.mine.length === 0 && <p className={css.quiet}>{t('entry.notYours')}</p>}
      {list.mine.length > 0 && <EntryForm model={board.model} period={board.period} mine={list.mine} />}
      <h3>{t('entry.list')}</h3>
      {list.entries.length === 0 ? (
        <Empty text={t('entry.none')} />
      ) : (
        list.entries.toReversed().map((entry) => <EntryLine key={entry.id} entry={entry} list={list} board={board} />)
      )}
    </>
  )
}

type LineProps = { entry: Entry; list: ScoreEntryList; board: Pick<ScoreBoard, 'model' | 'period' | 'subjects'> }

function EntryLine({ entry, list, board }: LineProps) {
  const { t } = useTranslation('scoring')
  const session = useSession()
  const client = useQueryClient()
  const { name: unitName } = useUnits()
  const [asking, setAsking] = useState(false)
  const subject = board.subjects.find(({ id }) => id === entry.subject)?.name ?? unitName(entry.subject)
  const input = list.mine.find((one) => one.input.id === entry.input)?.input
  const mayWithdraw = entry.current && !list.locked && entry.unit === session?.unit.id && input !== undefined
  const withdraw = async (reason: string) => {
    const { model, period } = board
    await request('POST', '/score-entries', {
      model,
      period,
      input: entry.input,
      subject: entry.subject,
      value: null,
      reason,
      replaces: entry.id,
    })
    await client.invalidateQueries({ queryKey: ['scores'] })
  }
  return (
    <article className={css.entry}>
      <div className={css.adjustment}>
        <span className={entry.current ? undefined : css.gone}>
          {input?.name ?? entry.input} · {subject} · <b className="tabular">{entry.value ?? t('entry.withdrawn')}</b>
        </span>
        {!entry.current && <Tag>{t(entry.value === null ? 'entry.withdrawal' : 'entry.replaced')}</Tag>}
        {mayWithdraw && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('entry.withdraw')}
          </Button>
        )}
      </div>
      <small>{t('entry.by', { name: entry.name, unit: unitName(entry.unit), at: formatMoment(entry.at) })}</small>
      {entry.reason && <p>{entry.reason}</p>}
      {entry.attachments?.map((id, index) => (
        <a key={id} href={`${API}/score-entries/${entry.id}/attachments/${id}`} target="_blank" rel="noreferrer">
          {t('entry.file', { number: index + 1 })}
        </a>
      ))}
      {asking && (
        <ReasonDialog
          title={t('entry.withdrawTitle')}
          note={t('entry.withdrawNote')}
          ok={t('entry.withdraw')}
          onDone={withdraw}
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  )
}
