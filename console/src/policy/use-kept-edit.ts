import type { PolicyDraftDocument } from '@shaotai/api'
import type { PolicyKind } from '@shaotai/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { serverNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { dropEdit, keepEdit, keptEdit, type KeptEdit } from './kept-edits.ts'
import { resumeEdit, type Resumption } from './resume-edit.ts'

const PAUSE = 200

/** Edits of before the page was opened again, to go on with or to give up. */
export type KeptOffer = Resumption & { readonly at: number; readonly take: () => void; readonly drop: () => void }

type Page = {
  draft: PolicyDraftDocument
  kind: PolicyKind
  /** What is on the page, whether it is saved, what the server has of it, and at which revision. */
  value: unknown
  saving: unknown
  stored: () => { value: unknown; revision: number }
  /** Puts a value on the page as an edit of its own. */
  put: (value: unknown) => void
}

/** Keeps what is typed in this browser until the server has it, and offers what was left of an earlier page. `settled`: nothing is to be decided. */
export function useKeptEdit({ draft, kind, value, saving, stored, put }: Page): { offer: KeptOffer | undefined; settled: boolean } {
  const person = useSession()?.person
  const [found, setFound] = useState<KeptEdit | null>()
  const base = useRef<{ value: unknown; revision: number }>(undefined)
  const opened = useRef(draft)
  const of = person === undefined ? undefined : { person, draft: draft.id, kind }

  useEffect(() => {
    let left = false
    if (person === undefined) return undefined
    const look = async () => {
      const kept = await keptEdit({ person, draft: draft.id, kind })
      // Decided once: what the server has by then is never offered later, whatever is typed meanwhile.
      if (!left) setFound(kept && resumptionOf(kept, opened.current, kind) ? kept : null)
    }
    void look()
    return () => {
      left = true
    }
  }, [person, draft.id, kind])

  const settled = found === null
  const pending = useRef<() => void>(undefined)
  const newest = useRef(value)
  newest.current = value
  const keep = useCallback(() => {
    pending.current = undefined
    if (person === undefined) return
    const place = { person, draft: draft.id, kind }
    const [now, typed] = [stored(), newest.current]
    // What was typed is brought onto what others save by what it began on; what was saved since is begun on anew.
    const isStored = typed === now.value
    if (isStored || base.current?.revision !== now.revision) base.current = isStored ? undefined : now
    const began = base.current
    void (began ? keepEdit({ ...place, revision: began.revision, base: began.value, value: typed, at: serverNow() }) : dropEdit(place))
  }, [person, draft.id, kind, stored])
  useEffect(() => {
    if (!settled) return undefined
    pending.current = keep
    const timer = setTimeout(keep, PAUSE)
    return () => clearTimeout(timer)
  }, [settled, value, keep])
  // A save ended: what is stored needs no keeping.
  useEffect(() => {
    if (settled && (base.current || newest.current !== stored().value)) keep()
  }, [settled, saving, stored, keep])

  // A page that goes now still keeps it.
  useEffect(() => {
    const leave = () => pending.current?.()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  const done = useCallback(() => setFound(null), [])
  const resumption = found ? resumptionOf(found, draft, kind) : undefined
  const offer = found &&
    resumption && {
      ...resumption,
      at: found.at,
      take: () => {
        put(resumption.value)
        done()
      },
      drop: () => {
        if (of) void dropEdit(of)
        done()
      },
    }
  return { offer: offer || undefined, settled }
}

function resumptionOf(kept: KeptEdit, draft: PolicyDraftDocument, kind: PolicyKind): Resumption | undefined {
  return resumeEdit(kept, draft.document[kind], { kind, revision: draft.revisions[kind] ?? 0 })
}
