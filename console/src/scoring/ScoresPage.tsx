import { EditOutlined, FileTextOutlined, PrinterOutlined, RedoOutlined } from '@ant-design/icons'
import type { ScoreBoard } from '@shaotai/api'
import { periodName } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { ReasonDialog } from '../platform/feedback/ReasonDialog.tsx'
import { request } from '../platform/http.ts'
import type { Language } from '../platform/i18n.ts'
import { say } from '../platform/notification-provider.tsx'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { Board } from './Board.tsx'
import { EntryDrawer } from './EntryDrawer.tsx'
import { subjectsOf } from './figures.ts'
import { LockNotes, LockTag } from './LockState.tsx'
import { useScores } from './queries.ts'
import css from './scoring.module.css'

/** The appraisal: who ranks where in a period, and how each score came about. */
export function ScoresPage() {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const query = { model: params.get('model') ?? undefined, period: params.get('period') ?? undefined }
  const board = useScores(query)
  const choose = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(key)
      else next.set(key, value)
    }
    setParams(next, { replace: true })
  }
  if (board.error) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <PageLoading rows={10} />
  const { subject, models, period, name, policyVersion, lock } = board.data
  const own = session ? [session.unit.id, session.person] : []
  return (
    <>
      <PageHeader
        title={t('title')}
        status={<LockTag lock={lock} />}
        note={t('note', { name, period: periodName(period, language), version: policyVersion })}
        actions={<Choosers board={board.data} language={language} onChoose={choose} />}
      />
      {subjectsOf(models).length > 1 && (
        <Segmented
          className={css.subjects}
          value={subject}
          options={subjectsOf(models).map((one) => ({ value: one, label: t(`subject.${one}`) }))}
          onChange={(one) => choose({ model: models.find((each) => each.subject === one)?.id, period: undefined, unit: undefined })}
        />
      )}
      <LockNotes board={board.data} />
      <Board
        board={board.data}
        own={own}
        opensOwn={hasAnyRole(session, ['dept-clerk', 'dept-leader', 'responder'])}
        opened={params.get('unit') ?? undefined}
        onOpen={(unit) => choose({ unit })}
      />
    </>
  )
}

type ChoosersProps = { board: ScoreBoard; language: Language; onChoose: (changes: Record<string, string | undefined>) => void }

function Choosers({ board, language, onChoose }: ChoosersProps) {
  const { t } = useTranslation('scoring')
  const client = useQueryClient()
  const phone = usePhone()
  const [open, setOpen] = useState<'entries' | 'recompute'>()
  const { model, models, subject, period, periods, lock } = board
  const offered = periods.includes(period) ? periods : [period, ...periods]
  const recompute = async (reason: string) => {
    const { revision } = await request<{ revision: number }>('POST', '/score-recomputations', { model, period, reason })
    await client.invalidateQueries({ queryKey: ['scores'] })
    say(t('recompute.done', { revision }))
  }
  return (
    <span className={css.choosers}>
      <Select
        aria-label={t('model')}
        value={model}
        className={css.model}
        options={models.filter((one) => one.subject === subject).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(id) => onChoose({ model: id, period: undefined, unit: undefined })}
      />
      <Select
        aria-label={t('period')}
        value={period}
        className={css.period}
        options={offered.map((key) => ({ value: key, label: periodName(key, language) }))}
        onChange={(key) => onChoose({ period: key })}
      />
      {board.hasInputs && (
        <Button icon={<EditOutlined />} onClick={() => setOpen('entries')}>
          {t('entry.open')}
        </Button>
      )}
      {board.mayRecompute && (
        <Button icon={<RedoOutlined />} onClick={() => setOpen('recompute')}>
          {t('recompute.open')}
        </Button>
      )}
      {lock.status === 'locked' && (
        <Link to={`/scores/bulletin?${new URLSearchParams({ model, period })}`}>
          <Button block icon={<FileTextOutlined />} tabIndex={-1}>
            {t('page.bulletin')}
          </Button>
        </Link>
      )}
      {!phone && (
        <Button icon={<PrinterOutlined />} onClick={() => print()}>
          {t('print')}
        </Button>
      )}
      {open === 'entries' && <EntryDrawer board={board} onClose={() => setOpen(undefined)} />}
      {open === 'recompute' && (
        <ReasonDialog
          title={t('recompute.title', { period: periodName(period, language) })}
          note={t('recompute.note')}
          ok={t('recompute.open')}
          onDone={recompute}
          onClose={() => setOpen(undefined)}
        />
      )}
    </span>
  )
}
