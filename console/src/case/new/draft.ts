import { BASE } from '../../platform/base.ts'

/** A whistle not yet blown, kept in this browser until it is: a reload or a lost session loses nothing. */
export type Draft = {
  category?: string
  level?: string
  item?: string
  situation?: string
  source?: string
  form: Record<string, unknown>
  /** The last attempt, so that sending the same again is the same act. */
  sent?: { body: string; key: string }
  savedAt: number
}

const keyOf = (account: string) => `shaotai${BASE}.draft.case.${account}`

/** The draft of this person in this browser; nothing when there is none or storage is closed. */
export function loadDraft(account: string): Draft | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? 'null')
    return isDraft(stored) ? stored : undefined
  } catch {
    return undefined
  }
}

export function saveDraft(account: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(draft))
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}

export function clearDraft(account: string): void {
  try {
    localStorage.removeItem(keyOf(account))
  } catch {
    // Nothing was stored either.
  }
}

/** Whether anything worth keeping has been entered. */
export function isStarted(draft: Draft): boolean {
  return draft.item !== undefined || Object.keys(draft.form).length > 0
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'form' in value && typeof value.form === 'object' && value.form !== null
}
