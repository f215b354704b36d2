import { mergePolicies, type Policy, type PolicyKind } from '@shaotai/core'
import { placesOf } from './faces.ts'
import type { KeptEdit } from './kept-edits.ts'

/** What going on with kept edits would mean: the value then, how many places they are, and how many of them others changed since. */
export type Resumption = { readonly value: unknown; readonly count: number; readonly behind: boolean; readonly conflicts: number }

/**
 * Brings kept edits onto the part as it is stored now; undefined when they change nothing any more. What others saved meanwhile stays, except
 * where both changed the same place: there the kept edit holds, and says so.
 */
export function resumeEdit(
  kept: Pick<KeptEdit, 'base' | 'value' | 'revision'>,
  stored: unknown,
  known: { kind: PolicyKind; revision: number },
): Resumption | undefined {
  const behind = kept.revision !== known.revision
  const { value, conflicts } = behind ? merged(kept, stored, known.kind) : { value: kept.value, conflicts: 0 }
  const count = placesOf(stored, value).length
  return count === 0 ? undefined : { value, count, behind, conflicts }
}

function merged({ base, value }: Pick<KeptEdit, 'base' | 'value'>, stored: unknown, kind: PolicyKind) {
  const policyOf = (document: unknown) => ({ [kind]: document }) as unknown as Policy
  const both = mergePolicies(policyOf(base), policyOf(value), policyOf(stored))
  return { value: both.value[kind], conflicts: both.conflicts.length }
}
