import type { PolicyTemplateDocument } from '@shaotai/api'
import { printPolicy, type Policy } from '@shaotai/core'
import { Button } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { AdoptPanel } from './AdoptPanel.tsx'
import { PrintedRegulation } from './PrintedRegulation.tsx'
import { useTemplate } from './queries.ts'

/** One template as the printed 办法. */
export function TemplatePage() {
  return <WithTemplate>{(template) => <Regulation template={template} />}</WithTemplate>
}

/** A draft begun from a template: three questions, units, parts. */
export function AdoptTemplatePage() {
  const { t } = useTranslation('template')
  return (
    <WithTemplate>
      {(template) => (
        <>
          <PageHeader
            crumbs={[
              { name: t('policy:title'), to: '/policy' },
              { name: t('gallery.title'), to: '/policy/templates' },
              { name: template.title, to: `/policy/templates/${template.id}` },
              { name: t('gallery.begin') },
            ]}
            title={t('adopt.title', { title: template.title })}
          />
          <AdoptPanel
            theirs={template.document as unknown as Policy}
            units={template.units}
            earlier={template.earlier}
            from={{ template: template.id }}
            note={t('adopt.note', { title: template.title })}
            asks
          />
        </>
      )}
    </WithTemplate>
  )
}

function WithTemplate({ children }: { children: (template: PolicyTemplateDocument) => ReactNode }) {
  const { id = '' } = useParams()
  const found = useTemplate(id)
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  return found.data ? children(found.data) : <PageLoading rows={10} />
}

function Regulation({ template }: { template: PolicyTemplateDocument }) {
  const { t } = useTranslation('template')
  const phone = usePhone()
  const mayEdit = hasAnyRole(useSession(), ['policy-admin'])
  const printed = useMemo(() => {
    const names = new Map(template.units.map((unit) => [unit.id, unit.name]))
    return printPolicy(template.document as unknown as Policy, { unitName: (id) => names.get(id) ?? id })
  }, [template])
  return (
    <>
      <PageHeader
        crumbs={[
          { name: t('policy:title'), to: '/policy' },
          { name: t('gallery.title'), to: '/policy/templates' },
          { name: template.title },
        ]}
        title={template.title}
        note={template.summary}
        actions={
          mayEdit &&
          !phone && (
            <Link to={`/policy/templates/${template.id}/adopt`}>
              <Button type="primary">{t('gallery.begin')}</Button>
            </Link>
          )
        }
      />
      <PrintedRegulation printed={printed} />
    </>
  )
}
