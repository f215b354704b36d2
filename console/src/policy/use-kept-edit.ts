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
  const of = person === undefined ? undefined : { person, draft: draft.id, kind }

  useEffect(() => {
    let left = false
    if (person === undefined) return undefined
    void keptEdit({ person, draft: draft.id, kind }).then((kept) => !left && setFound(kept ?? null))
    return () => {
      left = true
    }
  }, [person, draft.id, kind])

  const settled = found !== undefined && (found === null || !resumptionOf(found, draft, kind))
  const pending = useRef<() => void>(undefined)
  useEffect(() => {
    if (!settled || person === undefined) return undefined
    const now = stored()
    // What they began on: kept with the edit, so that it can be brought onto what others save.
    base.current = value === now.value ? undefined : (base.current ?? now)
    const began = base.current
    const keep = () => {
      pending.current = undefined
      void (began
        ? keepEdit({ person, draft: draft.id, kind, revision: began.revision, base: began.value, value, at: serverNow() })
        : dropEdit({ person, draft: draft.id, kind }))
    }
    pending.current = keep
    const timer = setTimeout(keep, PAUSE)
    return () => clearTimeout(timer)
  }, [settled, person, draft.id, kind, value, stored, saving])

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
