import type { Transition } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { DatePicker, Form, Radio } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { civilToInstant, instantToCivil } from '../platform/form/civil-time.ts'
import { serverNow } from '../platform/now.ts'
import { useTransitionPreview } from './queries.ts'
import type { StepProps } from './PublishPage.tsx'
import css from './publish.module.css'

const WAYS: readonly Transition[] = ['new', 'unsigned', 'open']

/** When a version comes into force, and which running cases follow it then, with how many that are. */
export function WhenAndHow({ draft, policy, plan, setPlan }: Pick<StepProps, 'draft' | 'policy' | 'plan' | 'setPlan'>) {
  const { t } = useTranslation('publish')
  const preview = useTransitionPreview(draft).data
  const offset = offsetOf(policy)
  return (
    <>
      <Form.Item label={t('when.label')}>
        <Radio.Group
          aria-label={t('when.label')}
          value={plan.effectiveAt === null ? 'now' : 'later'}
          onChange={({ target }) => setPlan({ effectiveAt: target.value === 'now' ? null : tomorrow(offset) })}
          options={[
            { value: 'now', label: t('when.now') },
            { value: 'later', label: t('when.later') },
          ]}
        />
        {plan.effectiveAt !== null && (
          <DatePicker
            id="effective-at"
            aria-label={t('when.moment')}
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            value={dayjs(instantToCivil(plan.effectiveAt, offset))}
            onChange={(next) => next && setPlan({ effectiveAt: civilToInstant(next.format('YYYY-MM-DDTHH:mm'), offset) })}
          />
        )}
      </Form.Item>
      <Form.Item label={t('how.label')} help={preview && preview.read < preview.open ? t('how.part', { count: preview.read }) : undefined}>
        <Radio.Group
          aria-label={t('how.label')}
          className={css.ways}
          value={plan.transition}
          onChange={({ target }) => setPlan({ transition: target.value as Transition })}
          options={WAYS.map((way) => {
            const counts = preview?.choices.find((one) => one.transition === way)
            const parts = [t(`how.meaning.${way}`, { count: counts?.follow ?? 0 })]
            if (counts && counts.moved > 0) parts.push(t('how.moved', { count: counts.moved }))
            if (counts && counts.stay > 0) parts.push(t('how.stay', { count: counts.stay }))
            return {
              value: way,
              label: (
                <span className={css.way}>
                  <strong>{t(`how.${way}`)}</strong>
                  <small>{parts.join(' ')}</small>
                  {counts && counts.overdue > 0 && <small className={css.warn}>{t('how.overdue', { count: counts.overdue })}</small>}
                </span>
              ),
            }
          })}
        />
      </Form.Item>
    </>
  )
}

function offsetOf(policy: Policy): number {
  return policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
}

/** The beginning of the next day, where the county is. */
function tomorrow(offset: number): number {
  const day = dayjs(instantToCivil(serverNow(), offset)).add(1, 'day').startOf('day')
  return civilToInstant(day.format('YYYY-MM-DDTHH:mm'), offset)
}
