import type { ScoreBoard } from '@shaotai/api'
import { Card, Table, Tag } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../platform/feedback/Empty.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { usePhone } from '../platform/responsive.ts'
import { groupSheets, partsOf, readFigure, readShare, toNumber, type Sheet } from './figures.ts'
import { ScoreDrawer } from './ScoreDrawer.tsx'
import css from './scoring.module.css'

const ScoreChart = lazy(() => import('./ScoreChart.tsx').then((module) => ({ default: module.ScoreChart })))

type Props = {
  board: ScoreBoard
  /** The unit and the person who look: their own lines stand out. */
  own: readonly string[]
  /** Whether the own score is open when the page opens, as for a department. */
  opensOwn: boolean
  opened: string | undefined
  onOpen: (subject: string | undefined) => void
}

/** The table of a period, with a chart, and the drawer that opens a score. */
export function Board({ board, own, opensOwn, opened, onOpen }: Props) {
  const { t } = useTranslation('scoring')
  const phone = usePhone()
  const subjects = useMemo(() => new Map(board.subjects.map((one) => [one.id, one])), [board.subjects])
  const nameOf = useCallback((id: string) => subjects.get(id)?.name ?? id, [subjects])
  const { ranked, unranked, empty } = useMemo(() => groupSheets(board.sheets), [board.sheets])
  const parts = useMemo(() => partsOf(board.sheets), [board.sheets])
  const mine = board.sheets.find((sheet) => own.includes(sheet.subject))
  const [closedOwn, setClosedOwn] = useState(false)
  const bars = useMemo(
    () =>
      ranked.map((sheet) => ({
        id: sheet.subject,
        name: nameOf(sheet.subject),
        value: toNumber(sheet.score),
        text: sheet.score ?? '',
      })),
    [ranked, nameOf],
  )
  const sealed = board.visibility.mode === 'back-to-back' && !board.visibility.whole
  const mayOpen = (sheet: Sheet | undefined) =>
    sheet !== undefined && subjects.get(sheet.subject)?.opens === true && !(sealed && sheet.terms.length === 0)
  // A department comes for its own score: that one is open when the page opens.
  const shown = opened ?? (opensOwn && mine && mayOpen(mine) && !closedOwn && !phone ? mine.subject : undefined)
  if (ranked.length === 0 && unranked.length === 0) return <Empty text={t(sealed ? 'sealedEmpty' : 'empty')} />
  const corrected = board.sheets.some((sheet) => sheet.corrections.length > 0)
  const columns = (withRank: boolean) => [
    ...(withRank
      ? [
          {
            title: <span className={css.column}>{t('rank')}</span>,
            width: phone ? 52 : 64,
            align: 'right' as const,
            render: (_v: unknown, row: Sheet) => <b className="tabular">{row.rank}</b>,
          },
        ]
      : []),
    {
      title: t('unit'),
      render: (_v: unknown, row: Sheet) => (
        <span className={css.unitCell}>
          {mayOpen(row) ? (
            <button type="button" className={css.link} onClick={() => onOpen(row.subject)}>
              {nameOf(row.subject)}
            </button>
          ) : (
            nameOf(row.subject)
          )}
          {own.includes(row.subject) && <Tag color="processing">{t('own')}</Tag>}
          {row.veto.length > 0 && <Tag color="error">{t('veto')}</Tag>}
          {row.outcomes.map((outcome) => (
            <Tag key={outcome}>{outcome}</Tag>
          ))}
          {row.corrections.length > 0 && <Tag color="gold">{t('corrected')}</Tag>}
        </span>
      ),
    },
    {
      title: <span className={css.column}>{t('score')}</span>,
      width: 84,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => <b className={`tabular ${css.score}`}>{row.score ?? t('sealed')}</b>,
    },
    ...parts.map(({ part, name, weight }) => ({
      title: t('part', { name, weight: readShare(weight) }),
      width: 96,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => (
        <span className="tabular">{readFigure(row.terms.find((term) => term.part === part)?.points ?? null)}</span>
      ),
    })),
    {
      title: <span className={css.column}>{t('adjustment')}</span>,
      width: 84,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => (
        <span className={`tabular ${toNumber(row.adjustment) < 0 ? css.minus : ''}`}>{signed(row.adjustment)}</span>
      ),
    },
    ...(corrected
      ? [
          {
            title: <span className={css.column}>{t('correction')}</span>,
            width: 92,
            align: 'right' as const,
            render: (_v: unknown, row: Sheet) => <Corrections sheet={row} />,
          },
        ]
      : []),
    {
      title: <span className={css.column}>{t('facts')}</span>,
      width: 72,
      align: 'right' as const,
      render: (_v: unknown, row: Sheet) => <span className="tabular">{row.facts}</span>,
    },
  ]
  return (
    <div className={`${css.board} ${parts.length > 3 ? css.boardWide : ''}`}>
      <Card size="small" title={t('ranking', { count: ranked.length })} className={css.ranking}>
        <Table<Sheet>
          rowKey="subject"
          size="small"
          pagination={false}
          dataSource={ranked}
          scroll={{ x: 'max-content' }}
          rowClassName={(row) => (own.includes(row.subject) ? (css.ownRow ?? '') : '')}
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
              scroll={{ x: 'max-content' }}
              columns={columns(false)}
            />
          </>
        )}
        {empty.length > 0 && (
          <p className={css.noSample}>
            {t(sealed ? 'notShown' : 'noSample', {
              count: empty.length,
              names: empty.map((sheet) => nameOf(sheet.subject)).join(t('platform:list.separator')),
            })}
          </p>
        )}
      </Card>
      {!phone && bars.length > 0 && (
        <Card size="small" title={t('chart')} className={css.chart}>
          <Suspense fallback={<PageLoading rows={8} />}>
            <ScoreChart
              rows={bars}
              own={mine?.subject}
              label={t('chartLabel')}
              onOpen={(id) => mayOpen(ranked.find((sheet) => sheet.subject === id)) && onOpen(id)}
            />
          </Suspense>
        </Card>
      )}
      <ScoreDrawer
        subject={shown}
        name={shown === undefined ? '' : nameOf(shown)}
        models={board.models}
        query={{ model: board.model, period: board.period }}
        onClose={() => {
          setClosedOwn(true)
          onOpen(undefined)
        }}
      />
    </div>
  )
}

function Corrections({ sheet }: { sheet: Sheet }) {
  return sheet.corrections.map(({ period, difference }) => (
    <div key={period} className={`tabular ${toNumber(difference) < 0 ? css.minus : ''}`}>
      {signed(difference)}
    </div>
  ))
}

function signed(exact: string): string {
  const value = toNumber(exact)
  return value > 0 ? `+${readFigure(exact)}` : readFigure(exact)
}
