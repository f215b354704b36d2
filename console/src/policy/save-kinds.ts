import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import type { Policy, PolicyKind } from '@shaotai/core'
import type { QueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { draftKey } from './queries.ts'
import { TAB } from './tab-name.ts'
import { storeSaved } from './use-draft-document.ts'

/** Stores documents of other kinds in the draft of this page, one after the other; what one refuses, later ones are not asked. */
export async function saveKinds(client: QueryClient, id: string, { policy, kinds }: { policy: Policy; kinds: readonly PolicyKind[] }) {
  for (const kind of kinds) {
    const revision = client.getQueryData<PolicyDraftDocument>(draftKey(id))?.revisions[kind] ?? 0
    const value = policy[kind]
    const path = `/policy-drafts/${encodeURIComponent(id)}/documents/${kind}`
    storeSaved(client, await request<PolicyDraft>('PUT', path, { revision, value, tab: TAB }), { kind, value })
  }
}
