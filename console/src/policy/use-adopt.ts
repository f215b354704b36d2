import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { adoptOutcomes, type Example } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request, toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from './refusal-text.ts'
import { TAB } from './tab-name.ts'
import { storeSaved } from './use-draft-document.ts'

/** Stores examples that expect what the draft gives. */
export function useAdopt(draft: PolicyDraftDocument): { adopt: (ids: string[]) => Promise<Example[] | undefined>; busy: boolean } {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const adopt = async (ids: string[]) => {
    setBusy(true)
    try {
      const value = adoptOutcomes(draft.document['examples'] as Example[], draft.examples, ids)
      const saved = await request<PolicyDraft>('PUT', `/policy-drafts/${draft.id}/documents/examples`, {
        revision: draft.revisions['examples'] ?? 0,
        value,
        tab: TAB,
      })
      storeSaved(client, saved, { kind: 'examples', value })
      say(t('example.adopted', { count: ids.length }))
      return value
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { adopt, busy }
}
