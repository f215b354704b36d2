import { FileWordOutlined, ReloadOutlined } from '@ant-design/icons'
import { periodName, type Policy, type ScoringModel } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { Alert, Button, Card, Progress, Select, Tag } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignerProps } from '../../policy/designers.tsx'
import { useEditing } from '../../policy/editing.ts'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import type { Language } from '../../platform/i18n.ts'
import { say } from '../../platform/notification-provider.tsx'
import { hasAnyRole, useSession } from '../../platform/session.ts'
import { useChosenModel } from './chosen-model.ts'
import { byNewRank, countMoved, placesWon, topMovers, type ComparedSubject } from './movement.ts'
import { TrialSheet } from './TrialSheet.tsx'
import type { TrialResult } from './trial-message.ts'
import { trialNotes } from './trial-notes.ts'
import { useTrial, type TrialState } from './use-trial.ts'
import css from './designer.module.css'

const SlopeChart = lazy(async () => ({ default: (await import('./SlopeChart.tsx')).SlopeChart }))

/** 试算排名: the draft of a model beside the one in force, on a period of the last twelve months. */
export function TrialPanel({ document, focus, base }: DesignerProps) {
  const { t } = useTranslation('scoring')
  const session = useSession()
  const { model } = useChosenModel(document, focus)
  if (!model) return null
  if (!hasAnyRole(session, ['policy-admin', 'policy-reviewer'])) {
    return (
      <Card size="small" title={t('trial.title')}>
        <p className={css.note}>{t('trial.notYours')}</p>
      </Card>
    )
  }
  return <ModelTrial key={model.id} model={model} base={base} />
}

/** One model tried; `onShown`: its result is on screen. */
export function ModelTrial({ model, base, onShown }: { model: ScoringModel; base: Policy | undefined; onShown?: () => void }) {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const trial = useTrial(model, base)
  const [opened, setOpened] = useState<string>()
  const { facts, periods, period, result } = trial
  const isShown = result !== undefined && !trial.broken
  useEffect(() => {
    if (isShown) onShown?.()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once for each model, not for each way of telling it
  }, [isShown, model])
  const name = (id: string) => trial.inputs?.subjects.find((one) => one.id === id)?.name ?? id
  return (
    <Card size="small" className={css.trial} title={t('trial.title')} extra={<Tag color="processing">{t('policy:try.only')}</Tag>}>
      {facts.state === 'loading' && (
        <div role="status">
          <p className={css.note}>{t('trial.loading', { pages: facts.progress.pages })}</p>
          <Progress percent={Math.round(facts.progress.share * 100)} size="small" aria-label={t('trial.loadingLabel')} />
        </div>
      )}
      {(facts.state === 'failed' || trial.inputsFailed) && (
        <Alert
          type="warning"
          showIcon
          title={t('trial.failed')}
          description={trial.inputsFailed?.message}
          action={
            <Button size="small" icon={<ReloadOutlined />} onClick={trial.reload}>
              {t('trial.again')}
            </Button>
          }
        />
      )}
      {period !== undefined && (
        <div className={css.trialHead}>
          <Select
            size="small"
            value={period}
            aria-label={t('period')}
            options={periods.map((one) => ({
              value: one.key,
              label: `${periodName(one.key, language)}${one.ended ? '' : t('trial.running')}${one.whole ? '' : t('trial.cut')}`,
            }))}
            onChange={trial.choosePeriod}
          />
          <ReportButton model={model} trial={trial} name={name} language={language} />
        </div>
      )}
      {trial.broken && <Alert type="warning" showIcon title={t('trial.broken')} />}
      {result && !trial.broken && <Outcome model={model} trial={trial} result={result} name={name} onOpen={setOpened} />}
      {opened !== undefined && period !== undefined && (
        <TrialSheet subject={opened} name={name(opened)} model={model} period={period} trial={trial} onClose={() => setOpened(undefined)} />
      )}
    </Card>
  )
}

type OutcomeProps = {
  model: ScoringModel
  trial: TrialState
  result: TrialResult
  name: (id: string) => string
  onOpen: (subject: string) => void
}

function Outcome({ model, trial, result, name, onOpen }: OutcomeProps) {
  const { t } = useTranslation('scoring')
  const { policy } = useEditing()
  const { subjects, sensitivity } = result.comparison
  const ranked = subjects.filter((one) => one.rankBefore !== null || one.rankAfter !== null)
  const moved = countMoved(ranked)
  const movers = topMovers(ranked)
  if (ranked.length === 0) return <p className={css.note}>{t('trial.nothing')}</p>
  return (
    <>
      <p className={css.headline} role="status">
        {trial.isNew
          ? t('trial.new', { count: ranked.length })
          : t('trial.moved', { ranks: moved.ranks, scores: moved.scores, count: ranked.length })}
      </p>
      {movers.length > 0 && (
        <Suspense fallback={<PageLoading rows={3} />}>
          <SlopeChart subjects={ranked} name={name} label={t('trial.slope')} sides={[t('policy:try.before'), t('policy:try.after')]} />
        </Suspense>
      )}
      <RankTable subjects={byNewRank(ranked)} name={name} isNew={trial.isNew} onOpen={onOpen} />
      {movers.length > 0 && (
        <>
          <h3>{t('trial.movers')}</h3>
          <ul className={css.plain}>
            {movers.map((one) => (
              <li key={one.subject}>
                {t('trial.mover', { name: name(one.subject), before: one.rankBefore, after: one.rankAfter, way: wayOf(one, t) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('trial.sensitivity')}</h3>
      <ul className={css.plain}>
        {sensitivity.map((one) => (
          <li key={one.part}>
            {one.places === 0
              ? t('trial.steady', { part: one.name })
              : t('trial.shaky', {
                  part: one.name,
                  places: one.places,
                  names: one.most.map((each) => name(each.subject)).join(t('trial.comma')),
                })}
          </li>
        ))}
      </ul>
      <Notes notes={trialNotes(result, { model, policy, name, t })} />
    </>
  )
}

type TableProps = { subjects: readonly ComparedSubject[]; name: (id: string) => string; isNew: boolean; onOpen: (subject: string) => void }

/** The picture's twin in words and figures; each name opens its sheet. */
function RankTable({ subjects, name, isNew, onOpen }: TableProps) {
  const { t } = useTranslation('scoring')
  return (
    <div className={css.tableHost} tabIndex={0} role="region" aria-label={t('trial.table')}>
      <table className={css.ranks}>
        <caption className="visually-hidden">{t('trial.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('unit')}</th>
            {!isNew && <th scope="col">{t('trial.rankBefore')}</th>}
            <th scope="col">{t('trial.rankAfter')}</th>
            {!isNew && <th scope="col">{t('trial.change')}</th>}
            <th scope="col">{t('score')}</th>
          </tr>
        </thead>
        <tbody>
          {subjects.map((one) => (
            <tr key={one.subject} className={one.rankBefore === one.rankAfter ? undefined : css.movedRow}>
              <th scope="row">
                <button
                  type="button"
                  className={css.open}
                  onClick={() => onOpen(one.subject)}
                  title={t('trial.why', { name: name(one.subject) })}
                >
                  {name(one.subject)}
                </button>
              </th>
              {!isNew && <td className="tabular">{one.rankBefore ?? '–'}</td>}
              <td className="tabular">{one.rankAfter ?? '–'}</td>
              {!isNew && <td>{wayOf(one, t)}</td>}
              <td className="tabular">
                {!isNew && one.scoreBefore !== one.scoreAfter && <del>{one.scoreBefore ?? '–'}</del>} {one.scoreAfter ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Notes({ notes }: { notes: readonly string[] }) {
  const { t } = useTranslation('scoring')
  if (notes.length === 0) return null
  return (
    <div className={css.notes}>
      <h3>{t('trial.notes')}</h3>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}

function ReportButton({
  model,
  trial,
  name,
  language,
}: {
  model: ScoringModel
  trial: TrialState
  name: (id: string) => string
  language: Language
}) {
  const { t } = useTranslation('scoring')
  const [busy, setBusy] = useState(false)
  const { policy } = useEditing()
  const { result, period } = trial
  const write = async () => {
    if (!result || period === undefined) return
    setBusy(true)
    try {
      const [{ writeWord }, { printTrial }, { saveFile, WORD }] = await Promise.all([
        import('@shaotai/office/word'),
        import('./print-trial.ts'),
        import('../../platform/save-file.ts'),
      ])
      const paper = printTrial({
        model,
        period: periodName(period, language),
        result,
        name,
        isNew: trial.isNew,
        notes: trialNotes(result, { model, policy, name, t }),
        t,
      })
      saveFile(`${paper.title}.docx`, new Uint8Array(await writeWord(paper)), WORD)
      say(t('trial.written'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" icon={<FileWordOutlined />} loading={busy} disabled={!result} onClick={() => void write()}>
      {t('trial.report')}
    </Button>
  )
}

function wayOf(one: ComparedSubject, t: TFunction<'scoring'>): string {
  const won = placesWon(one)
  if (won === null) return '–'
  return won === 0 ? t('trial.same') : t(won > 0 ? 'trial.up' : 'trial.down', { count: Math.abs(won) })
}
