import type { PolicyDraftDocument } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { request, toRequestFailed } from '../platform/http.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { draftKey } from './queries.ts'
import { useRefusalText } from './refusal-text.ts'

type Begin = {
  /** Hash of an older version to go back to; otherwise the one in force. */
  from?: string
  note?: string
  /** Where in the draft to go: a kind, perhaps with a place. */
  then?: string
}

/** Begins a draft and opens it. */
export function useStartDraft(): { begin: (options: Begin) => Promise<void>; busy: boolean } {
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const begin = async ({ from, note, then }: Begin) => {
    setBusy(true)
    try {
      const draft = await request<PolicyDraftDocument>('POST', '/policy-drafts', { ...(from && { from }), ...(note && { note }) })
      client.setQueryData(draftKey(draft.id), draft)
      await client.invalidateQueries({ queryKey: ['policy', 'drafts'] })
      void navigate(`/policy/drafts/${draft.id}${then ? `/${then}` : ''}`)
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  return { begin, busy }
}
