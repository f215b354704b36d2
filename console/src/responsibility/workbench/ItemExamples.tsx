import type { ListItem, Policy } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import css from '../responsibility.module.css'

/** The county's examples (范例) that are whistled under an item. */
export function ItemExamples({ policy, item }: { policy: Policy; item: ListItem }) {
  const { t } = useTranslation('responsibility')
  const { id } = useParams()
  const found = policy.examples.filter((example) =>
    example.steps.some((step) => (step.data as { item?: unknown } | undefined)?.item === item.id),
  )
  if (found.length === 0) return null
  return (
    <section className={css.guide}>
      <h3>{t('wb.examples')}</h3>
      <ul>
        {found.map((example) => (
          <li key={example.id}>
            {id === undefined ? (
              example.title
            ) : (
              <Link to={`/policy/drafts/${id}/examples?at=${encodeURIComponent(`/${policy.examples.indexOf(example)}`)}`}>
                {example.title}
              </Link>
            )}
            {example.note && <p>{example.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
