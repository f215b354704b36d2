import type { Policy, PolicyKind } from '@shaotai/core'
import { createContext, use } from 'react'
import type { Choice } from '../platform/form/context.ts'
import type { FindingRow } from './FindingList.tsx'
import type { SayCondition } from './sentences.ts'

/** What every face of a document needs to know about the policy it belongs to. */
export type Editing = {
  kind: PolicyKind
  /** The policy as it stands, with the document under edit in it. */
  policy: Policy
  readOnly: boolean
  say: SayCondition
  unitName: (id: string) => string
  units: readonly Choice[]
  /**
   * Replaces the place at a pointer into the document. Edits of one `place` (without it, of one pointer) made in one go are one step to
   * undo; `apart` is a step of its own, however soon after the last.
   */
  set: (at: string, value: unknown, options?: { apart?: boolean; place?: string }) => void
  /** What the check found in the document as it was last saved; places are pointers into the policy. */
  findings: readonly FindingRow[]
  /** The number of the version the draft started from. */
  baseVersion: number
  openCode: (at: string) => void
  /** Waits until what is on the page is stored, for going on to another document that must see it; false when it could not be. */
  flush: () => Promise<boolean>
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (!editing) throw new Error('A face of a document was drawn outside its page')
  return editing
}
