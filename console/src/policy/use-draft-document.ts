import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { parseKind, type PolicyKind } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { editFaces, facesOf, type FaceEdit, type Faces } from './faces.ts'
import { draftKey } from './queries.ts'

const PAUSE = 700

export type SaveState =
  | { state: 'idle' }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'saved'; at: number }
  /** The document does not fit its schema yet, so it stays in this page. */
  | { state: 'unfit'; at: string; count: number }
  | { state: 'failed'; error: RequestFailed }
  /** Somebody else saved the draft meanwhile; nothing of this page is lost. */
  | { state: 'stale' }

export type DraftDocument = {
  faces: Faces
  edit: (edit: FaceEdit) => void
  saving: SaveState
  /** Waits until what is on the page is stored; false when it could not be. */
  flush: () => Promise<boolean>
  /** Takes what the other person saved. */
  reload: () => Promise<void>
  /** Saves this page over what the other person saved. */
  overwrite: () => Promise<void>
}

/** One document of a draft under edit: its faces, and saving them by itself a moment after the last key, one save at a time. */
export function useDraftDocument(draft: PolicyDraftDocument, kind: PolicyKind): DraftDocument {
  const client = useQueryClient()
  const [faces, edit] = useReducer(editFaces, draft.document[kind], facesOf)
  const [saving, setSaving] = useState<SaveState>({ state: 'idle' })
  const revision = useRef(draft.revision)
  const stored = useRef<unknown>(draft.document[kind])
  const newest = useRef(faces)
  const conflict = useRef(false)
  const running = useRef<Promise<boolean>>(undefined)
  useEffect(() => {
    newest.current = faces
    // Another document of the same draft was saved from this page.
    revision.current = Math.max(revision.current, draft.revision)
  })

  const keep = useCallback(
    (saved: PolicyDraft, value: unknown) => {
      revision.current = saved.revision
      stored.current = value
      client.setQueryData<PolicyDraftDocument>(draftKey(draft.id), (known) => {
        return known && { ...known, ...saved, document: { ...known.document, [kind]: value } }
      })
      void client.invalidateQueries({ queryKey: ['policy', 'drafts'] })
    },
    [client, draft.id, kind],
  )

  const save = useCallback(async (): Promise<boolean> => {
    await running.current
    const { value } = newest.current
    if (value === stored.current) return true
    const parsed = parseKind(kind, value)
    if (!parsed.ok) {
      setSaving({ state: 'unfit', at: parsed.error.at ?? '', count: parsed.error.problems.length })
      return false
    }
    setSaving({ state: 'saving' })
    const attempt = request<PolicyDraft>('PUT', `/policy-drafts/${draft.id}/documents/${kind}`, { revision: revision.current, value }).then(
      (saved) => {
        keep(saved, value)
        setSaving({ state: 'saved', at: serverNow() })
        return true
      },
      (thrown: unknown) => {
        const error = toRequestFailed(thrown)
        conflict.current = error.code === 'policy.draft.stale'
        setSaving(conflict.current ? { state: 'stale' } : { state: 'failed', error })
        return false
      },
    )
    running.current = attempt
    const done = await attempt
    running.current = undefined
    return done
  }, [draft.id, kind, keep])

  useEffect(() => {
    if (faces.value === stored.current) return undefined
    // A conflict waits for the person's decision; saving again by itself could only fail again.
    if (conflict.current) return undefined
    setSaving({ state: 'waiting' })
    const timer = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(timer)
  }, [faces.value, save])

  const fetchAgain = useCallback(() => request<PolicyDraftDocument>('GET', `/policy-drafts/${encodeURIComponent(draft.id)}`), [draft.id])
  const reload = useCallback(async () => {
    const fresh = await fetchAgain()
    client.setQueryData(draftKey(draft.id), fresh)
    revision.current = fresh.revision
    conflict.current = false
    stored.current = fresh.document[kind]
    edit({ type: 'load', value: fresh.document[kind] })
    setSaving({ state: 'idle' })
  }, [client, draft.id, fetchAgain, kind])
  const overwrite = useCallback(async () => {
    const fresh = await fetchAgain()
    revision.current = fresh.revision
    conflict.current = false
    await save()
  }, [fetchAgain, save])

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (newest.current.value !== stored.current) event.preventDefault()
    }
    addEventListener('beforeunload', guard)
    return () => {
      removeEventListener('beforeunload', guard)
      // Another page of the console was opened: what was just typed is stored first.
      if (newest.current.value !== stored.current) void save()
    }
  }, [save])

  return { faces, edit, saving, flush: save, reload, overwrite }
}
