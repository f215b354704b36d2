import { PageLoading } from '../platform/feedback/Loading.tsx'

export function ScoresPage() {
  return <PageLoading />
}
