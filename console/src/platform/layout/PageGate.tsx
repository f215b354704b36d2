import { useDocumentTitle } from '@refinedev/react-router'
import { useTranslation } from 'react-i18next'
import { Forbidden } from '../feedback/Forbidden.tsx'
import { PageLoading } from '../feedback/Loading.tsx'
import type { Page } from '../page.ts'
import { hasAnyRole, useSession } from '../session.ts'

/** Opens a page for those who may; others are told who can. */
export function PageGate({ page }: { page: Page }) {
  const { t } = useTranslation()
  const session = useSession()
  useDocumentTitle(`${t(page.name)} · ${session?.county.name ?? t('shell.short')}`)
  if (!session) return <PageLoading />
  if (!hasAnyRole(session, page.roles)) return <Forbidden roles={page.roles ?? []} />
  const Content = page.component
  return <Content />
}
