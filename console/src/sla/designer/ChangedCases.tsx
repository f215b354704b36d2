import type { ChangedClock } from '@shaotai/core'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment, formatNumber } from '../../platform/format/format.ts'
import { CaseClocks } from './CaseClocks.tsx'
import type { Answer } from './simulation.ts'
import css from './designer.module.css'

const PAGE = 8

/** The unit, town or item whose cases are wanted. */
export type Only = { readonly by: 'unit' | 'town' | 'item'; readonly id: string }

type Props = {
  answer: Answer
  unitName: (id: string) => string
  itemName: (id: string) => string
  only: Only | undefined
  onAll: () => void
}

/** The clocks that change sides, case by case; each opens both of its rulers. */
export function ChangedCases({ answer, unitName, itemName, only, onAll }: Props) {
  const { t } = useTranslation('sla')
  const [open, setOpen] = useState<ChangedClock>()
  const { newlyLate, noLongerLate, total } = answer.replay
  const list = (clocks: readonly ChangedClock[], count: number) => {
    const own = only ? clocks.filter((one) => one[only.by] === only.id) : clocks
    return (
      <CaseList
        key={only ? `${only.by} ${only.id}` : ''}
        clocks={own}
        count={only ? own.length : count}
        unitName={unitName}
        itemName={itemName}
        onOpen={setOpen}
      />
    )
  }
  return (
    <section className={css.changed} aria-label={t('sim.changed')}>
      {only && (
        <p role="status" className={css.only}>
          {t('sim.onlyOf', { name: only.by === 'item' ? itemName(only.id) : unitName(only.id) })}
          <Button type="link" size="small" onClick={onAll}>
            {t('sim.allCases')}
          </Button>
        </p>
      )}
      <Tabs
        size="small"
        items={[
          {
            key: 'newly',
            label: t('sim.newlyLateCount', { count: formatNumber(total.newlyLate) }),
            children: list(newlyLate, total.newlyLate),
          },
          {
            key: 'longer',
            label: t('sim.noLongerLateCount', { count: formatNumber(total.noLongerLate) }),
            children: list(noLongerLate, total.noLongerLate),
          },
        ]}
      />
      <CaseClocks of={open} answer={answer} unitName={unitName} onClose={() => setOpen(undefined)} />
    </section>
  )
}

type ListProps = {
  clocks: readonly ChangedClock[]
  count: number
  unitName: (id: string) => string
  itemName: (id: string) => string
  onOpen: (of: ChangedClock) => void
}

function CaseList({ clocks, count, unitName, itemName, onOpen }: ListProps) {
  const { t } = useTranslation('sla')
  const [shown, setShown] = useState(PAGE)
  if (count === 0) return <p className={css.quiet}>{t('sim.noneChanged')}</p>
  const due = (at: number | null) => (at === null ? t('sim.noDue') : formatMoment(at))
  return (
    <>
      <ul className={css.cases}>
        {clocks.slice(0, shown).map((one) => (
          <li key={`${one.case}/${one.clock}/${one.unit ?? ''}/${one.dueBefore}/${one.dueAfter}`}>
            <button type="button" onClick={() => onOpen(one)}>
              <span className={css.caseHead}>
                <strong className="tabular">{one.number}</strong>
                <span>{one.unit === undefined ? t('sim.platform') : unitName(one.unit)}</span>
              </span>
              <span className={css.caseMore}>
                {one.item !== undefined && <span>{itemName(one.item)}</span>}
                <span className="tabular">{t('sim.dues', { before: due(one.dueBefore), after: due(one.dueAfter) })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown < clocks.length && (
        <Button type="link" className={css.more} onClick={() => setShown(shown + 40)}>
          {t('sim.moreCases', { count: formatNumber(clocks.length - shown) })}
        </Button>
      )}
      {shown >= clocks.length && clocks.length < count && (
        <p className={css.quiet}>{t('sim.onlyFirst', { listed: formatNumber(clocks.length), count: formatNumber(count) })}</p>
      )}
    </>
  )
}
