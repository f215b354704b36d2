import type { FileRef, InstantText, Place } from './view.ts'

/** A matter somebody brings in. The host finds the category, town and list item by the county's rules where they are not given. */
export type CaseDraft = {
  readonly kind?: 'case'
  /** Its number at the source: the same number never makes a second case. */
  readonly externalId: string
  readonly title: string
  readonly text?: string
  readonly category?: string
  readonly item?: string
  readonly level?: string
  /** Id of the town, or the code of the administrative division it lies in. */
  readonly town?: string
  readonly areaCode?: string
  readonly place?: Place
  readonly reporter?: { readonly name?: string; readonly phone?: string }
  readonly at?: InstantText
  readonly emergency?: boolean
  /** Answers to the county's form, by field id. */
  readonly form?: Readonly<Record<string, unknown>>
  readonly attachments?: readonly FileRef[]
}

/** Something that happened at the source after the first delivery. `id` makes repeats harmless; `sequence` orders what arrives out of order. */
type Later<K extends string> = {
  readonly kind: K
  readonly externalId: string
  readonly id: string
  readonly sequence?: number
  readonly at?: InstantText
}

export type Supplement = Later<'supplement'> & { readonly text: string; readonly attachments?: readonly FileRef[] }
export type Urge = Later<'urge'> & { readonly text: string }
export type Withdrawal = Later<'withdraw'> & { readonly reason: string }
export type SourceFeedback = Later<'feedback'> & { readonly satisfied: boolean; readonly text?: string }
/** The source says where its matter stands: the answer to an extension we asked for, a task done, a reassignment. */
export type SourceProgress = Later<'progress'> & {
  readonly text: string
  readonly done?: boolean
  readonly attachments?: readonly FileRef[]
}

/** Everything an intake may bring. */
export type IntakeItem = CaseDraft | Supplement | Urge | Withdrawal | SourceFeedback | SourceProgress
