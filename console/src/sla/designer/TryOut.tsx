import type { Policy, Sla } from '@shaotai/core'
import { Alert, Card, DatePicker, Form, Select, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { civilToInstant, instantToCivil } from '../../platform/form/civil-time.ts'
import { formatDuration, formatMoment } from '../../platform/format/format.ts'
import { serverNow } from '../../platform/now.ts'
import { ClockRuler } from '../ClockRuler.tsx'
import { deadlineOfGoal } from './deadline-of-goal.ts'
import { fridayAfternoon } from './moment.ts'
import { useEditing } from '../../policy/editing.ts'
import css from '../../policy/policy.module.css'

/** A moment is chosen, and both the rule in force and the draft say when it would be due, and why. */
export function TryOut({ sla, base }: { sla: Sla; base: Policy | undefined }) {
  const { t } = useTranslation('policy')
  const { policy, say } = useEditing()
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 480
  const [clockId, setClockId] = useState<string | undefined>(() => (sla.clocks.find((one) => one.id === 'arrive') ?? sla.clocks[0])?.id)
  const [moment, setMoment] = useState(() => fridayAfternoon(serverNow(), offset))
  const [chosenGoal, setGoal] = useState<number>()
  const rule = sla.clocks.find((one) => one.id === clockId) ?? sla.clocks[0]
  const old = base?.sla.clocks.find((one) => one.id === rule?.id)
  // The case without a condition is the ordinary one.
  const ordinary = rule ? rule.goals.findIndex((goal) => goal.when === undefined) : -1
  const index = Math.min(chosenGoal ?? Math.max(0, ordinary), (rule?.goals.length ?? 1) - 1)
  const goal = rule?.goals[index]
  const oldGoal = old?.goals[Math.min(index, old.goals.length - 1)]
  const fresh = rule && goal && deadlineOfGoal(policy, rule, goal, moment)
  const before = base && old && oldGoal && deadlineOfGoal(base, old, oldGoal, moment)
  const difference = fresh?.dueAt != null && before?.dueAt != null ? fresh.dueAt - before.dueAt : undefined
  return (
    <Card size="small" title={t('try.title')} extra={<Tag color="processing">{t('try.only')}</Tag>}>
      <Form layout="vertical" component="div" className={css.tryFields}>
        <Form.Item label={t('sla.stage')} htmlFor="try-clock">
          <Select
            id="try-clock"
            value={rule?.id}
            options={sla.clocks.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id) => {
              setClockId(id)
              setGoal(undefined)
            }}
          />
        </Form.Item>
        <Form.Item label={t('try.moment')} htmlFor="try-moment">
          <DatePicker
            id="try-moment"
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            value={dayjs(instantToCivil(moment, offset))}
            onChange={(next) => next && setMoment(civilToInstant(next.format('YYYY-MM-DDTHH:mm'), offset))}
          />
        </Form.Item>
        {rule && rule.goals.length > 1 && (
          <Form.Item label={t('try.case')} htmlFor="try-goal" className={css.wide}>
            <Select
              id="try-goal"
              value={index}
              options={rule.goals.map((one, at) => ({ value: at, label: one.when ? say(one.when) : t('try.otherwise') }))}
              onChange={setGoal}
            />
          </Form.Item>
        )}
      </Form>
      <dl className={css.tryResult} aria-live="polite">
        <div>
          <dt>{t('try.before')}</dt>
          <dd>{before?.dueAt != null ? formatMoment(before.dueAt, { offset, now: moment }) : t('try.noDue')}</dd>
        </div>
        <div className={css.tryNew}>
          <dt>{t('try.after')}</dt>
          <dd>
            {fresh?.dueAt != null ? formatMoment(fresh.dueAt, { offset, now: moment }) : t('try.noDue')}
            {difference !== undefined && (
              <span className={css.tryMore}>
                {difference === 0
                  ? t('try.same')
                  : t(difference < 0 ? 'try.earlier' : 'try.later', { length: formatDuration(Math.abs(difference)) })}
              </span>
            )}
          </dd>
        </div>
      </dl>
      {fresh && fresh.segments.length > 0 && <ClockRuler clock={fresh} now={moment - 1} offset={offset} />}
      {fresh?.provisional && <Alert type="warning" showIcon title={t('try.provisional')} />}
    </Card>
  )
}
