import { PageLoading } from '../platform/feedback/Loading.tsx'

export function AuditPage() {
  return <PageLoading />
}
