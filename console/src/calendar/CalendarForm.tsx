import { ImportOutlined } from '@ant-design/icons'
import { civilParts, dayAt, parseCivilDate, type Calendar, type CivilDate } from '@shaotai/core'
import { Button, Collapse, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import type { DesignerProps } from '../policy/designers.tsx'
import { useEditing } from '../policy/editing.ts'
import { partsOf, type Schema } from '../policy/kinds.ts'
import { ObjectForm } from '../policy/ObjectForm.tsx'
import { changeDays, yearOf } from './calendar-days.ts'
import { CalendarEffect, CoverageNote } from './CoverageNote.tsx'
import { DayPanel } from './DayPanel.tsx'
import { ExceptionList, exceptionsOf } from './ExceptionList.tsx'
import { HoursInput } from './HoursInput.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { SeasonForm } from './SeasonForm.tsx'
import { WeekForm } from './WeekForm.tsx'
import { YearView } from './YearView.tsx'
import css from './calendar.module.css'

const BASIS = ['name', 'utcOffsetMinutes', 'coverage', 'sources']

/** The working calendars: a year in sight, a day changed by itself, the year's notice imported, hours by week and season. */
export function CalendarForm({ document, focus, base }: DesignerProps) {
  const { t } = useTranslation('calendar')
  const { policy } = useEditing()
  const calendars = document as Calendar[]
  const asked = /^\/(\d+)/.exec(focus ?? '')?.[1]
  const used = calendars.findIndex((one) => one.id === policy.sla.calendar)
  const [index, setIndex] = useState(asked === undefined ? Math.max(used, 0) : Number(asked))
  const calendar = calendars[index]
  if (!calendar) return null
  const before = base?.calendars.find((one) => one.id === calendar.id)
  return (
    <div className={css.designer}>
      {calendars.length > 1 && (
        <label className={css.which}>
          <span>{t('which')}</span>
          <Select
            value={index}
            onChange={setIndex}
            options={calendars.map((one, at) => ({ value: at, label: at === used ? `${one.name}（${t('inUse')}）` : one.name }))}
          />
        </label>
      )}
      <OneCalendar
        key={`${index}/${focus ?? ''}`}
        calendar={calendar}
        at={`/${index}`}
        focus={focus?.startsWith(`/${index}`) ? focus.slice(`/${index}`.length) : undefined}
        inUse={index === used}
        changed={JSON.stringify(before) !== JSON.stringify(calendar)}
      />
    </div>
  )
}

type OneCalendarProps = { calendar: Calendar; at: string; focus: string | undefined; inUse: boolean; changed: boolean }

function OneCalendar({ calendar, at, focus, inUse, changed }: OneCalendarProps) {
  const { t } = useTranslation('calendar')
  const { readOnly, set, units, say: sentence, openCode } = useEditing()
  const [chosen, setChosen] = useState<CivilDate>(() => dateAt(calendar, focus) ?? dayAt(calendar, serverNow()).date)
  const [until, setUntil] = useState(chosen)
  const [year, setYear] = useState(civilParts(parseCivilDate(chosen) ?? 0).year)
  const [importing, setImporting] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const months = useMemo(() => yearOf(calendar, year), [calendar, year])
  const day = useMemo(
    () =>
      yearOf(calendar, Number(chosen.slice(0, 4)))
        .flat()
        .find(({ date }) => date === chosen),
    [calendar, chosen],
  )
  const choose = (date: CivilDate) => {
    setChosen(date)
    setUntil(date)
  }
  const show = (date: CivilDate) => {
    choose(date)
    setYear(Number(date.slice(0, 4)))
    panel.current?.focus()
  }
  const { seasons = [] } = calendar
  return (
    <>
      <div className={css.top}>
        <div>
          <CoverageNote calendar={calendar} />
          {inUse && <CalendarEffect changed={changed} />}
        </div>
        {!readOnly && (
          <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
            {t('import')}
          </Button>
        )}
      </div>
      <div className={css.yearAndDay}>
        <YearView
          year={year}
          months={months}
          chosen={chosen}
          until={until}
          onYear={setYear}
          onChoose={choose}
          onExtend={(date) => setUntil(date < chosen ? chosen : date)}
          onEdit={() => panel.current?.focus()}
        />
        {day && (
          <DayPanel
            key={`${chosen}/${day.mark}/${day.name ?? ''}`}
            calendar={calendar}
            day={day}
            until={until}
            readOnly={readOnly}
            onUntil={setUntil}
            onChange={(days, change) => set(`${at}/exceptions`, changeDays(calendar.exceptions, days, change), { apart: true })}
            first={panel}
          />
        )}
      </div>
      <Collapse
        defaultActiveKey={sectionOf(focus)}
        items={[
          {
            key: 'week',
            label: t('part.week'),
            children: (
              <>
                <WeekForm week={calendar.week} readOnly={readOnly} onChange={(week) => set(`${at}/week`, week)} />
                <div className={css.makeup}>
                  <span>{t('hours.makeup')}</span>
                  <HoursInput
                    label={t('hours.makeup')}
                    value={calendar.makeupHours ?? []}
                    readOnly={readOnly}
                    onChange={(hours) => set(`${at}/makeupHours`, hours.length > 0 ? hours : undefined)}
                  />
                </div>
              </>
            ),
          },
          {
            key: 'seasons',
            label: t('part.seasons', { count: seasons.length }),
            children: (
              <SeasonForm
                calendar={calendar}
                readOnly={readOnly}
                onChange={(next) => set(`${at}/seasons`, next.length > 0 ? next : undefined)}
              />
            ),
          },
          {
            key: 'exceptions',
            label: t('part.exceptions', { year, count: exceptionsOf(calendar, year).length }),
            children: (
              <ExceptionList
                calendar={calendar}
                year={year}
                readOnly={readOnly}
                onShow={show}
                onChange={(exceptions) => set(`${at}/exceptions`, exceptions, { apart: true })}
              />
            ),
          },
          {
            key: 'basis',
            label: t('part.basis'),
            children: (
              <ObjectForm
                schema={basisSchema()}
                value={Object.fromEntries(Object.entries(calendar).filter(([key]) => BASIS.includes(key)))}
                readOnly={readOnly}
                units={units}
                sentence={sentence}
                onOpenCode={(place) => openCode(`${at}${place}`)}
                onChange={(next) => set(at, { ...calendar, ...next })}
              />
            ),
          },
        ]}
      />
      {importing && (
        <ImportDialog
          calendar={calendar}
          onClose={() => setImporting(false)}
          onApply={(next, count) => {
            set(at, next, { apart: true })
            setImporting(false)
            setYear(civilParts(parseCivilDate(next.coverage.to) ?? 0).year)
            say(t('import.done', { count }))
          }}
        />
      )}
    </>
  )
}

function basisSchema(): Schema {
  const item = partsOf('calendars').item ?? {}
  const properties = item['properties'] as Record<string, Schema>
  return {
    ...item,
    properties: Object.fromEntries(BASIS.map((key) => [key, properties[key]])),
    required: (item['required'] as string[]).filter((key) => BASIS.includes(key)),
  }
}

/** The day somebody asked to see (去改). */
function dateAt(calendar: Calendar, focus: string | undefined): CivilDate | undefined {
  const index = /^\/exceptions\/(\d+)/.exec(focus ?? '')?.[1]
  const exception = index === undefined ? undefined : calendar.exceptions[Number(index)]
  return exception && parseCivilDate(exception.from) !== undefined ? exception.from : undefined
}

function sectionOf(focus: string | undefined): string[] {
  const [, key = ''] = focus?.split('/') ?? []
  if (key === 'week' || key === 'makeupHours') return ['week']
  return key === 'seasons' || key === 'exceptions' ? [key] : BASIS.includes(key) ? ['basis'] : []
}
