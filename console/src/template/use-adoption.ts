import type { AdoptedPolicy } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'

/** Where a policy comes from, as the server asks for it. */
export type From = { template: string } | { bundle: string; key?: string; confirm?: string }
export type Wanted = {
  from: From
  units: Record<string, string | null>
  kinds?: string[]
  answers?: unknown
  merge?: unknown
  note?: string
}

/** Says what a draft from elsewhere would take, and begins it. */
export function useAdoption(): {
  ask: (wanted: Wanted) => Promise<AdoptedPolicy | undefined>
  begin: (wanted: Wanted) => Promise<void>
  busy: boolean
  failed: RequestFailed | undefined
} {
  const client = useQueryClient()
  const navigate = useNavigate()
  const lost = useSessionLost()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const send = async (wanted: Wanted & { dry?: boolean }) => {
    setBusy(true)
    setFailed(undefined)
    try {
      return await request<AdoptedPolicy>('POST', '/policy-drafts/adopt', wanted)
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    failed,
    ask: (wanted) => send({ ...wanted, dry: true }),
    begin: async (wanted) => {
      const made = await send(wanted)
      if (!made?.draft) return
      await client.invalidateQueries({ queryKey: ['policy', 'drafts'] })
      // The overview says what is left to fill in, part by part.
      void navigate('/policy')
    },
  }
}
