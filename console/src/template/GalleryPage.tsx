import type { PolicyTemplate } from '@shaotai/api'
import { ImportOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useTemplates } from './queries.ts'
import css from './template.module.css'

const FIGURES = ['items', 'clocks', 'ratings', 'scores', 'ledgers', 'examples'] as const

/** The policies that come with the product: read as a regulation, compared in figures, begun from. */
export function GalleryPage() {
  const { t } = useTranslation('template')
  const templates = useTemplates()
  const phone = usePhone()
  const mayEdit = hasAnyRole(useSession(), ['policy-admin'])
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (templates.error) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
  if (!templates.data) return <PageLoading rows={10} />
  const compared = templates.data.filter((one) => chosen.includes(one.id))
  // A third choice takes the place of the first.
  const toggle = (id: string, on: boolean) => setChosen((before) => (on ? [...before, id].slice(-2) : before.filter((one) => one !== id)))
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('policy:title'), to: '/policy' }, { name: t('gallery.title') }]}
        title={t('gallery.title')}
        note={phone && mayEdit ? t('policy:phone') : t('gallery.note')}
        actions={
          mayEdit &&
          !phone && (
            <Link to="/policy/import">
              <Button icon={<ImportOutlined aria-hidden="true" />}>{t('gallery.import')}</Button>
            </Link>
          )
        }
      />
      <p role="status" className={css.hint}>
        {compared.length === 2 ? t('gallery.compared') : t('gallery.choose')}
      </p>
      {compared.length === 2 && <Comparison templates={compared} />}
      <ul className={css.cards}>
        {templates.data.map((one) => (
          <li key={one.id} className={css.card}>
            <h2>
              <Link to={`/policy/templates/${one.id}`}>{one.title}</Link>
            </h2>
            <p className={css.categories}>{one.categories.join(' · ')}</p>
            <p>{one.summary}</p>
            <dl className={css.figures}>
              {FIGURES.map((figure) => (
                <div key={figure}>
                  <dt>{t(`figure.${figure}`)}</dt>
                  <dd className="tabular">{one.counts[figure]}</dd>
                </div>
              ))}
            </dl>
            <div className={css.acts}>
              <Checkbox checked={chosen.includes(one.id)} onChange={(event) => toggle(one.id, event.target.checked)}>
                <span aria-hidden="true">{t('gallery.compare')}</span>
                <span className="visually-hidden">{t('gallery.compareOne', { title: one.title })}</span>
              </Checkbox>
              <Link to={`/policy/templates/${one.id}`}>
                <Button aria-label={t('gallery.readOne', { title: one.title })}>{t('gallery.read')}</Button>
              </Link>
              {mayEdit && !phone && (
                <Link to={`/policy/templates/${one.id}/adopt`}>
                  <Button type="primary" aria-label={t('gallery.beginOne', { title: one.title })}>
                    {t('gallery.begin')}
                  </Button>
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function Comparison({ templates }: { templates: readonly PolicyTemplate[] }) {
  const { t } = useTranslation('template')
  const rows = [
    { name: t('figure.categories'), cells: templates.map((one) => one.categories.join('、')) },
    ...FIGURES.map((figure) => ({ name: t(`figure.${figure}`), cells: templates.map((one) => String(one.counts[figure])) })),
  ]
  return (
    <table className={css.compare}>
      <caption className="visually-hidden">{t('gallery.compared')}</caption>
      <thead>
        <tr>
          <td />
          {templates.map((one) => (
            <th key={one.id} scope="col">
              {one.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, index) => (
              <td key={templates[index]?.id} className="tabular">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
