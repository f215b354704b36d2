import type { TFunction } from 'i18next'
import type { Policy, RankedOverdue } from '@shaotai/core'
import { Alert, Button, Card, Select, Tabs, Tag } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../platform/format/format.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { ChangedCases, type Only } from './ChangedCases.tsx'
import type { Question } from './desk-messages.ts'
import { Headline } from './Headline.tsx'
import { OverdueTable } from './OverdueTable.tsx'
import { Reading } from './Reading.tsx'
import { Reservations } from './Reservations.tsx'
import { ReportButton } from './ReportButton.tsx'
import { useSimulation } from './use-simulation.ts'
import css from './designer.module.css'

const TimeLeftChart = lazy(async () => ({ default: (await import('./TimeLeftChart.tsx')).TimeLeftChart }))

type Dataset = 'year' | 'quarter' | 'town' | 'examples'
type Props = {
  draft: Policy
  base: Policy | undefined
  /** The rule whose figures stand there before anything changed. */
  focus: string | undefined
  /** The result for this very draft is on screen. */
  onShown?: () => void
}

/** 试算: what a draft would have done to the county's cases, following each change of it. Nothing is shown to people who may not see ranks. */
export function SimulationPanel({ draft, base, focus, onShown }: Props) {
  const { t } = useTranslation('sla')
  const { name: unitName } = useUnits()
  const [dataset, setDataset] = useState<Dataset>('year')
  const [town, setTown] = useState<string>()
  const [only, setOnly] = useState<Only>()
  const question: Question = {
    source: dataset === 'examples' ? 'examples' : 'year',
    ...(dataset === 'quarter' && { days: 90 }),
    ...(dataset === 'town' && town !== undefined && { town }),
    ...(focus !== undefined && { also: [focus] }),
  }
  const { reading, answer: latest, allowed, read, cancel } = useSimulation(draft, base, question)
  const answer = latest?.base === base ? latest : undefined
  const isShown = allowed && reading.phase === 'ready' && answer?.draft === draft
  useEffect(() => {
    if (isShown) onShown?.()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once for each result, not for each way of telling it
  }, [isShown, draft])
  if (!allowed) return null
  const towns = reading.phase === 'ready' ? reading.towns : []
  const itemName = (id: string) => draft.responsibilities.items.find((item) => item.id === id)?.name ?? id
  const replay = answer?.replay
  const invented = reading.phase === 'ready' && reading.invented && dataset !== 'examples'
  const datasetText = dataset === 'town' && town !== undefined ? unitName(town) : t(`sim.dataset.${dataset}`)
  return (
    <Card
      size="small"
      className={css.panel}
      data-tour="trial"
      title={<h2 className={css.panelTitle}>{titleOf(t, answer?.replay.cases, dataset)}</h2>}
      extra={<Tag color="processing">{t('sim.only')}</Tag>}
    >
      <div className={css.datasets}>
        <Select
          aria-label={t('sim.dataset')}
          value={dataset}
          onChange={(next) => {
            setDataset(next)
            if (next === 'town') setTown((known) => known ?? towns[0])
          }}
          options={(['year', 'quarter', 'town', 'examples'] as const).map((one) => ({ value: one, label: t(`sim.dataset.${one}`) }))}
        />
        {dataset === 'town' && (
          <Select
            aria-label={t('sim.town')}
            showSearch={{ optionFilterProp: 'label' }}
            value={town}
            onChange={setTown}
            options={towns.map((id) => ({ value: id, label: unitName(id) }))}
          />
        )}
        {base && replay && answer && <ReportButton answer={answer} dataset={datasetText} invented={invented} unitName={unitName} />}
      </div>
      <Reading reading={reading} onRead={read} onCancel={cancel} />
      {reading.phase === 'ready' && replay && answer && (
        <>
          {invented && <Alert type="warning" showIcon className={css.note} title={t('sim.invented')} />}
          <Headline replay={replay} draft={draft} base={answer.base} />
          <Reservations replay={replay} policy={draft} from={reading.until - 365 * 86_400_000} until={reading.until} />
          <Tabs
            size="small"
            items={[
              ...(['unit', 'town', 'item'] as const).map((by) => ({
                key: by,
                label: t(`sim.by.${by}`),
                children: (
                  <OverdueTable
                    rows={rowsOf(replay, by)}
                    nameOf={by === 'item' ? itemName : unitName}
                    what={t(`sim.by.${by}`)}
                    chosen={only?.by === by ? only.id : undefined}
                    onChoose={(id) => setOnly(id === undefined ? undefined : { by, id })}
                  />
                ),
              })),
              {
                key: 'left',
                label: t('sim.left'),
                children: (
                  <Suspense fallback={null}>
                    <TimeLeftChart remaining={replay.remaining} />
                  </Suspense>
                ),
              },
            ]}
          />
          <ChangedCases answer={answer} unitName={unitName} itemName={itemName} only={only} onAll={() => setOnly(undefined)} />
        </>
      )}
      {reading.phase === 'ready' && !replay && <p className={css.quiet}>{t('sim.working')}</p>}
      {reading.phase === 'idle' && (
        <Button onClick={read} type="primary">
          {t('sim.read')}
        </Button>
      )}
    </Card>
  )
}

type T = TFunction<'sla'>

function titleOf(t: T, cases: number | undefined, dataset: Dataset): string {
  return cases === undefined ? t('sim.title') : t(`sim.title.${dataset}`, { count: formatNumber(cases) })
}

function rowsOf(
  replay: { byUnit: readonly RankedOverdue[]; byTown: readonly RankedOverdue[]; byItem: readonly RankedOverdue[] },
  by: 'unit' | 'town' | 'item',
) {
  return { unit: replay.byUnit, town: replay.byTown, item: replay.byItem }[by]
}
