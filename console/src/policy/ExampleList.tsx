import { CheckCircleOutlined, CloseCircleFilled } from '@ant-design/icons'
import type { PolicyDraft } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import css from './policy.module.css'

/** The examples of a policy and whether they come out as they say. All must, before it may be published. */
export function ExampleList({ failing, policy }: { failing: PolicyDraft['examples']; policy: Policy }) {
  const { t } = useTranslation('policy')
  if (policy.examples.length === 0) return <p className={css.nothing}>{t('example.none')}</p>
  if (failing.length === 0) {
    return (
      <p className={css.fine}>
        <CheckCircleOutlined aria-hidden="true" /> {t('example.allHold', { count: policy.examples.length })}
      </p>
    )
  }
  return (
    <div className={css.findings}>
      <section className={css.red}>
        <h3>
          <CloseCircleFilled aria-hidden="true" />
          {t('example.failing', { count: failing.length, total: policy.examples.length })}
        </h3>
        <ul>
          {failing.map((example) => (
            <li key={example.id}>
              <span>
                {example.title}
                {example.problems.slice(0, 5).map((problem) => (
                  <small key={`${problem.step}${problem.what}`}>
                    {t('example.problem', {
                      step: problem.step + 1,
                      what: whatOf(problem.what, policy, t),
                      expected: show(problem.expected, t),
                      actual: show(problem.actual, t),
                    })}
                  </small>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

type Translate = TFunction<'policy'>

function whatOf(what: string, policy: Policy, t: Translate): string {
  const [word = '', target = ''] = what.split(' ')
  const [clockId = '', unit] = target.split('@')
  const clock = policy.sla.clocks.find((one) => one.id === clockId)?.name ?? clockId
  return t(`example.what.${word}`, { clock: unit ? `${clock}（${unit}）` : clock, defaultValue: what })
}

function show(value: unknown, t: Translate): string {
  if (value === undefined || value === null) return t('view.none')
  if (typeof value === 'boolean') return t(value ? 'view.yes' : 'view.no')
  if (typeof value === 'string') return value.replace('T', ' ')
  return JSON.stringify(value)
}
