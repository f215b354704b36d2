import type { PastDocument, PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import { parseKind, type PolicyKind } from '@shaotai/core'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { newIdempotencyKey, request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { editFaces, facesOf, placesOf, type FaceEdit, type Faces } from './faces.ts'
import { mergeSaved } from './merge-saved.ts'
import { draftKey } from './queries.ts'
import { TAB } from './tab-name.ts'
import { useKeptEdit, type KeptOffer } from './use-kept-edit.ts'

const PAUSE = 700
/** Between two attempts while the server cannot be reached: twice as long each time. */
const [FIRST_WAIT, LONGEST_WAIT] = [2_000, 30_000]

export type SaveState =
  | { state: 'idle' }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'saved'; at: number }
  /** The document does not fit its schema yet, so it stays in this page. */
  | { state: 'unfit'; at: string; count: number }
  | { state: 'failed'; error: RequestFailed }
  /** The server cannot be reached: so many places wait on this page and are saved by themselves once it can. */
  | { state: 'unsynced'; count: number }
  /** Somebody else saved this document meanwhile; nothing of this page is lost. */
  | { state: 'stale' }
  /** Somebody else is editing this document; nothing of this page is lost. */
  | { state: 'claimed'; name: string }

export type DraftDocument = {
  faces: Faces
  edit: (edit: FaceEdit) => void
  saving: SaveState
  /** What was typed before the page was opened again and never stored: to go on with or to give up before anything else. */
  offer: KeptOffer | undefined
  /** Waits until what is on the page is stored; false when it could not be. */
  flush: () => Promise<boolean>
  /** Takes what the other person saved. */
  reload: () => Promise<void>
  /** Saves this page over what the other person saved. */
  overwrite: () => Promise<void>
  /** After others may have edited: takes what they left, or stores what was typed here before. */
  catchUp: () => Promise<void>
}

/** Puts a saved document into the draft this page knows; reads the draft again if others saved other documents meanwhile. */
export function storeSaved(client: QueryClient, saved: PolicyDraft, change: { kind: PolicyKind; value: unknown }): void {
  const known = client.getQueryData<PolicyDraftDocument>(draftKey(saved.id))
  if (!known) return
  // An answer that is under way was written before this one.
  void client.cancelQueries({ queryKey: draftKey(saved.id) })
  const { draft, behind } = mergeSaved(known, saved, change)
  client.setQueryData(draftKey(saved.id), draft)
  if (behind) void client.invalidateQueries({ queryKey: draftKey(saved.id) })
}

/** One document of a draft under edit: its faces, and saving them by itself a moment after the last key, one save at a time. */
export function useDraftDocument(draft: PolicyDraftDocument, kind: PolicyKind): DraftDocument {
  const client = useQueryClient()
  const [faces, edit] = useReducer(editFaces, draft.document[kind], facesOf)
  const [saving, setSaving] = useState<SaveState>({ state: 'idle' })
  const known = draft.revisions[kind] ?? 0
  const revision = useRef(known)
  const stored = useRef<unknown>(draft.document[kind])
  const newest = useRef(faces)
  const conflict = useRef(false)
  const running = useRef<Promise<boolean>>(undefined)
  const wait = useRef(FIRST_WAIT)
  // An attempt whose answer was lost may have been applied: the same save carries the same key.
  const attempted = useRef<{ value: unknown; revision: number; key: string }>(undefined)
  useEffect(() => {
    newest.current = faces
  })
  const onServer = useCallback(() => ({ value: stored.current, revision: revision.current }), [])
  const put = useCallback((value: unknown) => edit({ type: 'form', value, at: serverNow(), place: 'kept', apart: true }), [])
  const { offer } = useKeptEdit({ draft, kind, value: faces.value, saving, stored: onServer, put })

  // Steps of before the page was opened can be undone too. Without them the page works as well.
  useEffect(() => {
    const abort = new AbortController()
    void request<PastDocument[]>('GET', `/policy-drafts/${encodeURIComponent(draft.id)}/documents/${kind}/past`, undefined, {
      signal: abort.signal,
    }).then(
      (past) => past.length > 0 && edit({ type: 'remember', values: past.map(({ value }) => value) }),
      () => undefined,
    )
    return () => abort.abort()
  }, [draft.id, kind])

  const keep = useCallback(
    (saved: PolicyDraft, value: unknown) => {
      revision.current = saved.revisions[kind] ?? 0
      stored.current = value
      wait.current = FIRST_WAIT
      storeSaved(client, saved, { kind, value })
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
    const last = attempted.current
    const isSame = last?.value === value && last?.revision === revision.current
    const idempotencyKey = last && isSame ? last.key : newIdempotencyKey()
    attempted.current = { value, revision: revision.current, key: idempotencyKey }
    const path = `/policy-drafts/${draft.id}/documents/${kind}`
    const attempt = request<PolicyDraft>('PUT', path, { revision: revision.current, value, tab: TAB }, { idempotencyKey }).then(
      (saved) => {
        keep(saved, value)
        setSaving({ state: 'saved', at: serverNow() })
        return true
      },
      (thrown: unknown) => {
        const error = toRequestFailed(thrown)
        conflict.current = error.code === 'policy.draft.stale' || error.code === 'policy.draft.claimed'
        if (error.code === 'policy.draft.stale') setSaving({ state: 'stale' })
        else if (error.code === 'policy.draft.claimed') setSaving({ state: 'claimed', name: nameIn(error) })
        else if (error.offline) setSaving({ state: 'unsynced', count: placesOf(stored.current, value).length })
        else setSaving({ state: 'failed', error })
        // What was refused is not asked for under the same key again.
        if (!error.offline) attempted.current = undefined
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

  useEffect(() => {
    if (saving.state !== 'unsynced') return undefined
    const again = () => void save()
    const timer = setTimeout(again, wait.current)
    wait.current = Math.min(wait.current * 2, LONGEST_WAIT)
    addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  }, [saving, save])

  // Somebody else saved this document: shown at once unless something typed here would be lost by it.
  useEffect(() => {
    if (running.current || known <= revision.current) return
    if (newest.current.value === stored.current) {
      revision.current = known
      stored.current = draft.document[kind]
      edit({ type: 'load', value: draft.document[kind] })
    } else {
      conflict.current = true
      setSaving({ state: 'stale' })
    }
  }, [known, draft.document, kind])

  const fetchAgain = useCallback(() => request<PolicyDraftDocument>('GET', `/policy-drafts/${encodeURIComponent(draft.id)}`), [draft.id])
  const reload = useCallback(async () => {
    const fresh = await fetchAgain()
    client.setQueryData(draftKey(draft.id), fresh)
    revision.current = fresh.revisions[kind] ?? 0
    conflict.current = false
    stored.current = fresh.document[kind]
    edit({ type: 'load', value: fresh.document[kind] })
    setSaving({ state: 'idle' })
  }, [client, draft.id, fetchAgain, kind])
  const overwrite = useCallback(async () => {
    const fresh = await fetchAgain()
    revision.current = fresh.revisions[kind] ?? 0
    conflict.current = false
    await save()
  }, [fetchAgain, kind, save])
  const catchUp = useCallback(async () => {
    conflict.current = false
    // What was typed before somebody took over is still here: it goes on if they changed nothing.
    if (newest.current.value !== stored.current) return void (await save())
    const fresh = await fetchAgain()
    const revisionNow = fresh.revisions[kind] ?? 0
    // Typed, or stored, while the answer was under way: never loaded over.
    if (newest.current.value !== stored.current || revisionNow <= revision.current) return
    client.setQueryData(draftKey(draft.id), fresh)
    revision.current = revisionNow
    stored.current = fresh.document[kind]
    edit({ type: 'load', value: fresh.document[kind] })
  }, [client, draft.id, fetchAgain, kind, save])

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (newest.current.value !== stored.current || newest.current.trouble) event.preventDefault()
    }
    addEventListener('beforeunload', guard)
    return () => {
      removeEventListener('beforeunload', guard)
      // Another page of the console was opened: what was just typed is stored first.
      if (newest.current.value !== stored.current) void save()
    }
  }, [save])

  return { faces, edit, saving, offer, flush: save, reload, overwrite, catchUp }
}

function nameIn({ params: { name } }: RequestFailed): string {
  return typeof name === 'string' ? name : ''
}
