import { PrinterOutlined } from '@ant-design/icons'
import type { ScoreBoard } from '@shaotai/api'
import { periodName } from '@shaotai/core'
import { Button, Card, Select, Table, Tag } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import type { Language } from '../platform/i18n.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnitName } from '../policy/queries.ts'
import { groupSheets, partsOf, readFigure, readShare, toNumber, type Sheet } from './figures.ts'
import { useScores } from './queries.ts'
import { ScoreDrawer } from './ScoreDrawer.tsx'
import css from './scoring.module.css'

const ScoreChart = lazy(() => import('./ScoreChart.tsx').then((module) => ({ default: module.ScoreChart })))

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
  const { model, models, period, periods, name, policyVersion } = board.data
  const offered = periods.includes(period) ? periods : [period, ...periods]
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note', { name, period: periodName(period, language), version: policyVersion })}
        actions={
          <span className={css.choosers}>
            <Select
              aria-label={t('model')}
              value={model}
              className={css.model}
              options={models.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(id) => choose({ model: id, period: undefined, unit: undefined })}
            />
            <Select
              aria-label={t('period')}
              value={period}
              className={css.period}
              options={offered.map((key) => ({ value: key, label: periodName(key, language) }))}
              onChange={(key) => choose({ period: key })}
            />
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              {t('print')}
            </Button>
          </span>
        }
      />
      <Board
        board={board.data}
        own={session?.unit.id}
        mayOpenAll={!hasAnyRole(session, ['dept-clerk', 'dept-leader', 'responder'])}
        opened={params.get('unit') ?? undefined}
        onOpen={(unit) => choose({ unit })}
      />
    </>
  )
}

type BoardProps = {
  board: ScoreBoard
  own: string | undefined
  mayOpenAll: boolean
  opened: string | undefined
  onOpen: (unit: string | undefined) => void
}

function Board({ board, own, mayOpenAll, opened, onOpen }: BoardProps) {
  const { t } = useTranslation('scoring')
  const phone = usePhone()
  const unitName = useUnitName({ pending: '…' })
  const { ranked, unranked, empty } = useMemo(() => groupSheets(board.sheets), [board.sheets])
  const parts = useMemo(() => partsOf(board.sheets), [board.sheets])
  const mine = board.sheets.find((sheet) => sheet.subject === own)
  const [closedOwn, setClosedOwn] = useState(false)
  const bars = useMemo(
    () =>
      ranked.map((sheet) => ({
        id: sheet.subject,
        name: unitName(sheet.subject),
        value: toNumber(sheet.score),
        text: sheet.score ?? '',
      })),
    [ranked, unitName],
  )
  const mayOpen = (subject: string) => mayOpenAll || subject === own
  // A department comes for its own score: that one is open when the page opens.
  const shown = opened ?? (!mayOpenAll && mine && !closedOwn && !phone ? mine.subject : undefined)
  if (ranked.length === 0 && unranked.length === 0) return <Empty text={t('empty')} />
  const columns = (withRank: boolean) => [
    ...(withRank
      ? [
          {
            title: t('rank'),
            width: 64,
            align: 'right' as const,
            render: (_v: unknown, row: Sheet) => <b className="tabular">{row.rank}</b>,
          },
        ]
      : []),
    {
      title: t('unit'),
      render: (_v: unknown, row: Sheet) => (
        <span className={css.unitCell}>
          {mayOpen(row.subject) ? (
            <button type="button" className={css.link} onClick={() => onOpen(row.subject)}>
              {unitName(row.subject)}
            </button>
          ) : (
            unitName(row.subject)
          )}
          {row.subject === own && <Tag color="processing">{t('own')}</Tag>}
          {row.veto.length > 0 && <Tag color="error">{t('veto')}</Tag>}
          {row.outcomes.map((outcome) => (
            <Tag key={outcome}>{outcome}</Tag>
          ))}
        </span>
      ),
    },
    {
      title: t('score'),
      width: 84,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => <b className={`tabular ${css.score}`}>{row.score ?? t('sealed')}</b>,
    },
    ...parts.map(({ part, name, weight }) => ({
      title: t('part', { name, weight: readShare(weight) }),
      width: 112,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => (
        <span className="tabular">{readFigure(row.terms.find((term) => term.part === part)?.points ?? null)}</span>
      ),
    })),
    {
      title: t('adjustment'),
      width: 84,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => (
        <span className={`tabular ${toNumber(row.adjustment) < 0 ? css.minus : ''}`}>{signed(row.adjustment)}</span>
      ),
    },
    {
      title: t('facts'),
      width: 72,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => <span className="tabular">{row.facts}</span>,
    },
  ]
  return (
    <div className={css.board}>
      <Card size="small" title={t('ranking', { count: ranked.length })} className={css.ranking}>
        <Table<Sheet>
          rowKey="subject"
          size="small"
          pagination={false}
          dataSource={ranked}
          scroll={{ x: 560 }}
          rowClassName={(row) => (row.subject === own ? (css.ownRow ?? '') : '')}
          columns={columns(true)}
        />
        {unranked.length > 0 && (
          <>
            <h3 className={css.apart}>{t('unranked')}</h3>
            <Table<Sheet>
              rowKey="subject"
              size="small"
              pagination={false}
              dataSource={unranked}
              scroll={{ x: 560 }}
              columns={columns(false)}
            />
          </>
        )}
        {empty.length > 0 && (
          <p className={css.noSample}>
            {t('noSample', {
              count: empty.length,
              names: empty.map((sheet) => unitName(sheet.subject)).join(t('platform:list.separator')),
            })}
          </p>
        )}
      </Card>
      {!phone && bars.length > 0 && (
        <Card size="small" title={t('chart')} className={css.chart}>
          <Suspense fallback={<PageLoading rows={8} />}>
            <ScoreChart rows={bars} own={own} label={t('chartLabel')} onOpen={(id) => mayOpen(id) && onOpen(id)} />
          </Suspense>
        </Card>
      )}
      <ScoreDrawer
        subject={shown}
        query={{ model: board.model, period: board.period }}
        onClose={() => {
          setClosedOwn(true)
          onOpen(undefined)
        }}
      />
    </div>
  )
}

function signed(exact: string): string {
  const value = toNumber(exact)
  return value === 0 ? '0' : value > 0 ? `+${readFigure(exact)}` : `−${readFigure(exact.replace('-', ''))}`
}
