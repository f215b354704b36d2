import type { CaseView, SubmitCase } from '@shaotai/api'
import { countyDay, itemInForce, type FormError, type Policy } from '@shaotai/core'
import { App } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { failureText, refusalSentence } from '../../platform/feedback/failure-text.ts'
import { serverNow } from '../../platform/now.ts'
import { newIdempotencyKey, request, RequestFailed } from '../../platform/http.ts'
import { useSessionLost } from '../../platform/use-session-lost.ts'
import { useOwnForm } from '../../form/use-own-form.ts'
import { formOf } from '../../policy-data/names.ts'
import { formProblems } from '../refusal.ts'
import { clearDraft, isStarted, loadDraft, saveDraft, type Draft } from './draft.ts'
import type { Matter } from './MatterFields.tsx'
import { usePreview } from './use-preview.ts'

const SAVE_AFTER = 300

/** A whistle being written: its draft, kept in this browser; what it would lead to; and blowing it, once. */
export function useWhistle(policy: Policy, account: string) {
  const { t } = useTranslation('case')
  const { t: platform } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const lost = useSessionLost()
  const restored = useMemo(() => restore(policy, loadDraft(account)), [policy, account])
  const [search] = useSearchParams()
  const [draft, setDraft] = useState<Draft>(() =>
    withSource(policy, withItem(policy, restored ?? fresh(policy), search.get('item')), search.get('source')),
  )
  /** Data the form begins with; it keeps its own afterwards. Replaced when the draft is thrown away. */
  const [start, setStart] = useState(draft.form)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const blown = useRef(false)
  const latest = useRef(draft)
  latest.current = draft

  useEffect(() => {
    const keep = () => {
      if (!blown.current && isStarted(latest.current)) saveDraft(account, latest.current)
    }
    const timer = setTimeout(keep, SAVE_AFTER)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [draft, account])

  const category = policy.categories.find((one) => one.id === draft.category)
  const form = useOwnForm(formOf(policy, category?.form), 'submit')
  const body = bodyOf(draft)
  const needsItem = policy.responsibilities.offList === 'refuse'
  const seen = usePreview(body && isStarted(draft) && (draft.item !== undefined || !needsItem) ? body : undefined)
  const problems = useMemo((): FormError[] => formProblems(error), [error])

  const submit = async (data: Record<string, unknown>) => {
    const whole = bodyOf({ ...latest.current, form: data })
    if (!whole || busy) return
    if (needsItem && whole.item === undefined) {
      setError(new RequestFailed(422, { code: 'case.item.off-list', params: {}, at: '/item', message: [t('new.itemMissing')] }))
      return
    }
    const text = JSON.stringify(whole)
    const known = latest.current.sent
    const sent = known?.body === text ? known : { body: text, key: newIdempotencyKey() }
    const kept = { ...latest.current, form: data, sent, savedAt: Date.now() }
    setDraft(kept)
    saveDraft(account, kept)
    setBusy(true)
    setError(undefined)
    try {
      const answer = await request<CaseView & { id: string; number: string }>('POST', '/cases', whole, { idempotencyKey: sent.key })
      blown.current = true
      clearDraft(account)
      void message.success(t('new.done', { number: answer.number }), 8)
      void navigate(`/cases/${answer.id}`)
    } catch (failed) {
      if (!lost(failed)) setError(failed)
    } finally {
      setBusy(false)
    }
  }
  const discard = () => {
    clearDraft(account)
    const empty = fresh(policy)
    setDraft(empty)
    setStart(empty.form)
    setError(undefined)
  }
  const at = error instanceof RequestFailed ? (error.at ?? '') : ''
  return {
    draft,
    start,
    restored: restored !== undefined && restored.savedAt === draft.savedAt,
    category,
    form,
    preview: seen,
    busy,
    problems,
    /** A refusal about a choice above the form, at its place. */
    choiceProblem:
      error instanceof RequestFailed && at && !at.startsWith('/form') ? { at, text: refusalSentence(error, platform) } : undefined,
    failure: error === undefined || problems.length > 0 ? undefined : failureText(error, platform),
    setMatter: (matter: Matter) => setDraft((before) => ({ ...before, ...matter, savedAt: Date.now() })),
    setForm: (data: Record<string, unknown>) => setDraft((before) => ({ ...before, form: data, savedAt: Date.now() })),
    submit,
    discard,
  }
}

/** A draft whose choices the policy still has. */
function restore(policy: Policy, draft: Draft | undefined): Draft | undefined {
  if (!draft || !isStarted(draft)) return undefined
  const item = itemInForce(policy, draft.item, countyDay(policy, serverNow()))
  const category = policy.categories.find((one) => one.id === draft.category && !one.retired)
  return {
    ...draft,
    item: item?.id,
    category: category?.id ?? fresh(policy).category,
    situation: item?.situations.some((one) => one.id === draft.situation) ? draft.situation : undefined,
    source: policy.sources.some((one) => one.id === draft.source) ? draft.source : undefined,
  }
}

/** The item a link asks for, for example from the responsibility list. */
function withItem(policy: Policy, draft: Draft, id: string | null): Draft {
  const item = itemInForce(policy, id ?? undefined, countyDay(policy, serverNow()))
  return item && item.id !== draft.item ? { ...draft, item: item.id, category: item.category, situation: undefined } : draft
}

/** The source a link speaks of, for example the code on a poster; one the policy does not have is no source. */
function withSource(policy: Policy, draft: Draft, id: string | null): Draft {
  return policy.sources.some((one) => one.id === id) && id !== null ? { ...draft, source: id } : draft
}

function fresh(policy: Policy): Draft {
  const [first, ...others] = policy.categories.filter((one) => !one.retired)
  // With several kinds the item decides which one it is.
  const plain = others.length === 0 ? first : policy.categories.find((one) => !one.retired && !one.emergency)
  return { category: plain?.id, form: {}, savedAt: 0 }
}

function bodyOf({ category, level, item, situation, source, form }: Draft): SubmitCase | undefined {
  if (!category) return undefined
  return { category, ...(level && { level }), ...(item && { item }), ...(situation && { situation }), ...(source && { source }), form }
}
