import { CheckCircleOutlined, CloseCircleFilled } from '@ant-design/icons'
import type { PolicyDraft } from '@shaotai/api'
import { isAdoptable, type Policy } from '@shaotai/core'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../policy-data/use-units.ts'
import css from './policy.module.css'

type Props = {
  failing: PolicyDraft['examples']
  policy: Policy
  /** Makes the examples of these ids expect what the draft gives. */
  onAdopt?: (ids: string[]) => void
  busy?: boolean
}

/** The examples of a policy and whether they come out as they say. All must, before it may be published. */
export function ExampleList({ failing, policy, onAdopt, busy = false }: Props) {
  const { t } = useTranslation('policy')
  const { name: unitName } = useUnits()
  if (policy.examples.length === 0) return <p className={css.nothing}>{t('example.none')}</p>
  if (failing.length === 0) {
    return (
      <p className={css.fine}>
        <CheckCircleOutlined aria-hidden="true" /> {t('example.allHold', { count: policy.examples.length })}
      </p>
    )
  }
  const adoptable = failing.filter((example) => example.problems.some(isAdoptable))
  return (
    <div className={css.findings}>
      <section className={css.red}>
        <h3>
          <CloseCircleFilled aria-hidden="true" />
          {t('example.failing', { count: failing.length, total: policy.examples.length })}
        </h3>
        {onAdopt && (
          <div className={css.adopt}>
            <p>{t('example.advice')}</p>
            <Button loading={busy} disabled={adoptable.length === 0} onClick={() => onAdopt(adoptable.map((example) => example.id))}>
              {t('example.adoptAll', { count: adoptable.length })}
            </Button>
          </div>
        )}
        <ul>
          {failing.map((example) => (
            <li key={example.id}>
              <span>
                {example.title}
                {example.problems.slice(0, 5).map((problem) => (
                  <small key={`${problem.step}${problem.what}`}>
                    {t('example.problem', {
                      step: problem.step + 1,
                      what: whatOf(problem.what, policy, t, unitName),
                      expected: show(problem.expected, t),
                      actual: show(problem.actual, t),
                    })}
                  </small>
                ))}
              </span>
              {onAdopt && example.problems.some(isAdoptable) && (
                <Button type="link" size="small" disabled={busy} onClick={() => onAdopt([example.id])}>
                  {t('example.adopt')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function whatOf(what: string, policy: Policy, t: TFunction<'policy'>, unitName: (id: string) => string): string {
  const [word = '', target = ''] = what.split(' ')
  const [clockId = '', unit] = target.split('@')
  const clock = policy.sla.clocks.find((one) => one.id === clockId)?.name ?? clockId
  return t(`example.what.${word}`, { clock: unit ? `${unitName(unit)}${clock}` : clock, defaultValue: what })
}

function show(value: unknown, t: TFunction<'policy'>): string {
  if (value === undefined || value === null) return t('view.none')
  if (typeof value === 'boolean') return t(value ? 'view.yes' : 'view.no')
  if (typeof value === 'string') return value.replace('T', ' ')
  return JSON.stringify(value)
}
