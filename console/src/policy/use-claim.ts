import type { ClaimAct, ClaimAnswer, DraftClaim } from '@shaotai/api'
import type { PolicyKind } from '@shaotai/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { API, newIdempotencyKey, request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'
import { serverNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { claimView, type ClaimView } from './claim-state.ts'
import { TAB } from './tab-name.ts'

/** Well below what the server waits before it gives the claim away. */
const BEAT = 30_000

export type ClaimDesk = {
  view: ClaimView
  /** The holder wants to go on. */
  kept: boolean
  /** It was this tab's until somebody took it over. */
  lost: boolean
  error: RequestFailed | undefined
  act: (act: ClaimAct) => Promise<void>
}

type Options = {
  id: string
  kind: PolicyKind
  /** Whether this page may edit at all. */
  enabled: boolean
  /** Stores what was typed: before the document is handed over or left. */
  flush: () => Promise<boolean>
  /** Reads what the other person left, before this tab begins. */
  catchUp: () => Promise<void>
}

/** Claims a document of a draft while its page is open, and hears who else wants it. Nothing is polled: the stream says when to look. */
export function useClaim({ id, kind, enabled, flush, catchUp }: Options): ClaimDesk {
  const person = useSession()?.person
  const [claim, setClaim] = useState<DraftClaim | null>()
  const [past, setPast] = useState({ kept: false, lost: false })
  const [error, setError] = useState<RequestFailed>()
  const me = useMemo(() => ({ person: person ?? '', tab: TAB }), [person])
  const view = useMemo(() => claimView(claim, me), [claim, me])
  // As of the last answer, which the page may not have drawn yet.
  const shown = useRef<ClaimView>({ state: 'free' })
  const latest = useRef({ view, flush, catchUp })
  latest.current = { view, flush, catchUp }
  const line = useRef(Promise.resolve())
  const path = `/policy-drafts/${encodeURIComponent(id)}/claims/${kind}`

  const actNow = useCallback(
    async (what: ClaimAct): Promise<void> => {
      if (what === 'handOver') await latest.current.flush()
      try {
        const answer = (await request<ClaimAnswer>('POST', path, { act: what, tab: TAB })).claim
        const before = shown.current
        const after = claimView(answer, me)
        if (before.state === 'other' && after.state === 'mine') await latest.current.catchUp()
        setPast((known) => ({
          kept:
            after.state === 'other' &&
            after.asked === undefined &&
            (known.kept || (before.state === 'other' && before.asked !== undefined)),
          lost: after.state === 'other' && (known.lost || before.state === 'mine') && what !== 'handOver',
        }))
        setError(undefined)
        shown.current = after
        setClaim(answer)
      } catch (thrown) {
        // Without the server the page stays as it is: what is typed is kept, and the next save says more.
        const failed = toRequestFailed(thrown)
        if (failed.statusCode === 409) setError(failed)
      }
    },
    [path, me],
  )
  // One after the other: what an act makes of the claim depends on what the one before made of it.
  const act = useCallback(
    (what: ClaimAct): Promise<void> => {
      // It never rejects: what fails is shown.
      line.current = line.current.then(() => actNow(what))
      return line.current
    },
    [actNow],
  )

  useEffect(() => {
    if (!enabled || person === undefined) return undefined
    void act('hold')
    const beat = setInterval(() => {
      if (latest.current.view.state !== 'other') void act('hold')
    }, BEAT)
    const leave = () => {
      void fetch(`${API}${path}`, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json', 'x-requested-with': 'shaotai', 'idempotency-key': newIdempotencyKey() },
        body: JSON.stringify({ act: 'release', tab: TAB }),
      }).catch(() => undefined)
    }
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(beat)
      removeEventListener('pagehide', leave)
      void latest.current.flush().finally(leave)
    }
  }, [act, enabled, path, person])

  useLive(
    ['policy-claim'],
    (change) => {
      if (change === undefined || (change.id === id && change.hint?.['kind'] === kind)) void act('hold')
    },
    enabled,
  )

  // Two moments nobody announces: the holder is gone, and the minute to answer is over.
  const next = view.state === 'other' ? (view.asked ? Math.min(view.asked.mayTakeAt, view.until) : view.until) : undefined
  const asked = view.state === 'other' && view.asked !== undefined
  useEffect(() => {
    if (next === undefined || !enabled) return undefined
    const timer = setTimeout(() => void act(asked ? 'request' : 'hold'), Math.max(0, next - serverNow()) + 500)
    return () => clearTimeout(timer)
  }, [act, asked, enabled, next, claim])

  return { view, ...past, error, act }
}
