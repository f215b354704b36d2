import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { clockRuleSchema, type ClockRule, type Goal, type Policy, type Sla } from '@shaotai/core'
import { App, Button, Drawer, InputNumber, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../policy/editing.ts'
import { freshId } from '../../policy/fresh-id.ts'
import { partsOf, type Schema } from '../../policy/kinds.ts'
import { ObjectForm } from '../../policy/ObjectForm.tsx'
import css from '../../policy/policy.module.css'
import own from './designer.module.css'
import { focusLimit, useFocusedLimit } from './focused-limit.ts'
import { LimitSlider } from './LimitSlider.tsx'
import { RuleDetail } from './RuleDetail.tsx'

const UNITS = ['minute', 'hour', 'day'] as const
const BASES = ['natural', 'working-minutes', 'working-days', 'calendar-days'] as const

/** The time limits as a table of stages; the rest of each clock opens in a drawer. */
export function SlaForm({ document: sla, focus, base }: { document: Sla; focus: string | undefined; base: Policy | undefined }) {
  const { t } = useTranslation('policy')
  const { modal } = App.useApp()
  const editing = useEditing()
  const { readOnly, set, say, units, openCode } = editing
  const wanted = /^\/clocks\/(\d+)(\/.*)?$/.exec(focus ?? '')
  const [open, setOpen] = useState<number | undefined>(wanted ? Number(wanted[1]) : undefined)
  const [asked, setAsked] = useState(focus)
  if (asked !== focus) {
    setAsked(focus)
    if (wanted) setOpen(Number(wanted[1]))
  }
  const focused = useFocusedLimit(sla)
  const shown = sla.clocks.findIndex((one) => one.id === focused?.clock)
  const rule = sla.clocks[shown]
  const goal = focused && rule?.goals[focused.goal]
  const clock = open === undefined ? undefined : sla.clocks[open]
  const { rest } = partsOf('sla')
  const add = () => {
    set('/clocks', [...sla.clocks, freshClock(freshId('sla', sla.clocks), t('sla.newClock'))])
    setOpen(sla.clocks.length)
  }
  const remove = (index: number) =>
    void modal.confirm({
      title: t('list.removeAsk', { name: sla.clocks[index]?.name ?? '' }),
      content: t('list.removeNote'),
      okText: t('list.remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => {
        setOpen(undefined)
        set(
          '/clocks',
          sla.clocks.filter((_clock, at) => at !== index),
        )
      },
    })
  return (
    <div>
      {rule && goal && focused && (
        <LimitSlider
          goal={goal}
          inForce={base?.sla.clocks.find((one) => one.id === rule.id)?.goals[focused.goal]}
          name={rule.name}
          readOnly={readOnly}
          onChange={(amount) => set(`/clocks/${shown}/goals/${focused.goal}/amount`, amount)}
        />
      )}
      <div className={css.scroll}>
        <table className={css.stages}>
          <caption className="visually-hidden">{t('kind.sla')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sla.stage')}</th>
              <th scope="col">{t('sla.from')}</th>
              <th scope="col">{t('sla.until')}</th>
              <th scope="col">{t('sla.limit')}</th>
              <th scope="col">{t('sla.basis')}</th>
              <th scope="col">{t('sla:limit.remind')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('sla.details')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sla.clocks.map((one, index) =>
              one.goals.map((goal, at) => (
                <tr
                  key={`${one.id}/${at}`}
                  className={`${at > 0 ? (css.further ?? '') : ''} ${one.id === focused?.clock && at === 0 ? (own.focusedRow ?? '') : ''}`}
                  onFocus={() => focusLimit({ clock: one.id, goal: at })}
                >
                  {at === 0 && (
                    <>
                      <th scope="row" rowSpan={one.goals.length}>
                        {one.name || t('list.unnamed')}
                      </th>
                      <td rowSpan={one.goals.length}>
                        <EventNames events={one.start} />
                      </td>
                      <td rowSpan={one.goals.length}>
                        <EventNames events={one.stop} />
                      </td>
                    </>
                  )}
                  <td>
                    {goal.when && <div className={css.when}>{say(goal.when)}</div>}
                    <GoalInput goal={goal} at={`/clocks/${index}/goals/${at}`} name={one.name} />
                  </td>
                  <td className={goal.when ? css.low : undefined}>
                    <BasisInput goal={goal} at={`/clocks/${index}/goals/${at}`} name={one.name} />
                  </td>
                  {at === 0 && (
                    <td rowSpan={one.goals.length} className={own.remind}>
                      {one.warnAt.map((point) => percentOf(point)).join('·')}
                    </td>
                  )}
                  {at === 0 && (
                    <td rowSpan={one.goals.length} className={css.tools}>
                      <Button
                        type="text"
                        icon={<EditOutlined />}
                        aria-label={t('sla.open', { name: one.name })}
                        title={t('sla.details')}
                        onClick={() => setOpen(index)}
                      />
                    </td>
                  )}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {!readOnly && (
        <Button type="dashed" icon={<PlusOutlined />} className={css.addStage} onClick={add}>
          {t('sla.add')}
        </Button>
      )}
      {rule && focused && <RuleDetail rule={rule} index={shown} goal={focused.goal} onOpen={() => setOpen(shown)} />}
      {rest && (
        <div className={css.slaRest}>
          <ObjectForm
            schema={rest}
            value={{ calendar: sla.calendar, onCalendarEdit: sla.onCalendarEdit }}
            readOnly={readOnly}
            units={units}
            sentence={say}
            onOpenCode={openCode}
            focus={wanted ? undefined : focus}
            onChange={(next) => set('', { ...next, clocks: sla.clocks })}
          />
        </div>
      )}
      <Drawer
        open={clock !== undefined}
        onClose={() => setOpen(undefined)}
        size={720}
        title={
          <Space>
            {clock?.name}
            {clock && <Tag>{t('sla.details')}</Tag>}
          </Space>
        }
        extra={
          !readOnly &&
          open !== undefined && (
            <Button danger type="text" icon={<DeleteOutlined />} onClick={() => remove(open)}>
              {t('list.remove')}
            </Button>
          )
        }
        destroyOnHidden
      >
        {clock && open !== undefined && (
          <ObjectForm
            key={open}
            schema={clockRuleSchema as unknown as Schema}
            value={clock as unknown as Record<string, unknown>}
            readOnly={readOnly}
            units={units}
            sentence={say}
            onOpenCode={(at) => {
              setOpen(undefined)
              openCode(`/clocks/${open}${at}`)
            }}
            focus={wanted && Number(wanted[1]) === open ? wanted[2] : undefined}
            onChange={(next) => set(`/clocks/${open}`, next)}
          />
        )}
      </Drawer>
    </div>
  )
}

function GoalInput({ goal, at, name }: { goal: Goal; at: string; name: string }) {
  const { t } = useTranslation('policy')
  const { readOnly, set } = useEditing()
  if (readOnly) return <span className="tabular">{t(`goal.${goal.unit}`, { count: goal.amount })}</span>
  return (
    <Space.Compact>
      <InputNumber
        className={css.amount}
        min={1}
        max={100_000}
        precision={0}
        value={goal.amount}
        aria-label={t('sla.amountOf', { name })}
        onChange={(amount) => typeof amount === 'number' && set(`${at}/amount`, amount)}
      />
      <Select
        className={css.unit}
        value={goal.unit}
        aria-label={t('sla.unitOf', { name })}
        options={UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        onChange={(unit) => set(at, withUnit(goal, unit))}
      />
    </Space.Compact>
  )
}

function BasisInput({ goal, at, name }: { goal: Goal; at: string; name: string }) {
  const { t } = useTranslation('policy')
  const { readOnly, set } = useEditing()
  if (readOnly) return <span>{t(`sla:basis.${goal.basis}`)}</span>
  return (
    <Select
      className={css.basis}
      variant="borderless"
      value={goal.basis}
      aria-label={t('sla.basisOf', { name })}
      options={BASES.map((basis) => ({ value: basis, label: t(`sla:basis.${basis}`) }))}
      onChange={(basis) => set(`${at}/basis`, basis)}
    />
  )
}

function EventNames({ events }: { events: readonly string[] }) {
  const { t } = useTranslation('policy')
  return <>{events.map((event) => t(`case:event.${event}`)).join(t('or'))}</>
}

/** `4/5` as `80%`. */
function percentOf(fraction: string): string {
  const [part = '0', whole = '1'] = fraction.split('/')
  return `${Math.round((Number(part) / Number(whole)) * 100)}%`
}

/** Hours and minutes are not counted in working days; days of natural time have no rule for days. */
function withUnit(goal: Goal, unit: Goal['unit']): Goal {
  if (unit === 'day' || !goal.basis.endsWith('days')) return { ...goal, unit }
  const { countRule: _none, ...others } = goal
  return { ...others, unit, basis: goal.basis === 'working-days' ? 'working-minutes' : 'natural' }
}

function freshClock(id: string, name: string): ClockRule {
  return {
    id,
    name,
    per: 'assignment',
    owner: 'assignee',
    start: ['assignment.created'],
    stop: ['assignment.done'],
    goals: [{ amount: 1, unit: 'day', basis: 'working-days' }],
    onReentry: 'restart',
    warnAt: ['4/5'],
  }
}
