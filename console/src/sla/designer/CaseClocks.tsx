import type { ChangedClock, Clock } from '@shaotai/core'
import { ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { Drawer, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { countyOffset } from '../../platform/format/county-time.ts'
import { formatDuration, formatMoment } from '../../platform/format/format.ts'
import { AddExample } from '../../policy/AddExample.tsx'
import { ClockRuler } from '../ClockRuler.tsx'
import type { BothClocks } from './desk-messages.ts'
import { simulation, type Answer } from './simulation.ts'
import css from './designer.module.css'

type Props = { of: ChangedClock | undefined; answer: Answer; unitName: (id: string) => string; onClose: () => void }

/** One clock under both versions: two rulers, when it was really done, and by how much it was in time or over. */
export function CaseClocks({ of, answer, unitName, onClose }: Props) {
  const { t } = useTranslation('sla')
  const { id: draft } = useParams()
  const [both, setBoth] = useState<BothClocks & { of: ChangedClock }>()
  useEffect(() => {
    if (!of) return undefined
    let wanted = true
    void simulation
      .clocks(of, { source: answer.question.source, draft: answer.draft, base: answer.base })
      .then((found) => wanted && setBoth({ ...found, of }))
    return () => {
      wanted = false
    }
  }, [of, answer])
  const shown = both?.of === of ? both : undefined
  const clock = shown?.after ?? shown?.before
  return (
    <Drawer
      open={of !== undefined}
      onClose={onClose}
      size={680}
      title={of && t('sim.caseTitle', { number: of.number, unit: of.unit === undefined ? t('sim.platform') : unitName(of.unit) })}
      destroyOnHidden
      extra={of && draft !== undefined && answer.question.source === 'year' && <AddExample id={of.case} draft={draft} />}
    >
      {!shown && <Skeleton active />}
      {shown && clock && (
        <>
          <p className={css.done}>
            {clock.stoppedAt === undefined
              ? t('sim.stillRunning')
              : t('sim.doneAt', { name: clock.name, time: formatMoment(clock.stoppedAt) })}
          </p>
          <Version title={t('sim.inForce')} clock={shown.before} />
          <Version title={t('sim.draft')} clock={shown.after} />
        </>
      )}
    </Drawer>
  )
}

function Version({ title, clock }: { title: string; clock: Clock | undefined }) {
  const { t } = useTranslation('sla')
  return (
    <section className={css.version} aria-label={title}>
      <h3>
        {title}
        {clock && (
          <span className={clock.breached ? css.worse : css.better}>
            {clock.breached ? <CloseCircleOutlined aria-hidden="true" /> : <ClockCircleOutlined aria-hidden="true" />} {verdict(t, clock)}
          </span>
        )}
      </h3>
      {clock ? (
        <ClockRuler
          clock={clock}
          now={clock.stoppedAt ?? clock.dueAt ?? clock.startedAt}
          mark={clock.stoppedAt === undefined ? undefined : t('ruler.done')}
          offset={countyOffset()}
        />
      ) : (
        <p className={css.quiet}>{t('sim.noClock')}</p>
      )}
    </section>
  )
}

function verdict(t: TFunction<'sla'>, { breached, stoppedAt, dueAt }: Clock): string {
  if (stoppedAt === undefined || dueAt === null) return breached ? t('sim.over') : t('sim.inTime')
  const length = formatDuration(Math.abs(stoppedAt - dueAt))
  return breached ? t('sim.overBy', { length }) : t('sim.inTimeBy', { length })
}
