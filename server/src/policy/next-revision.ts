import type { PolicyKind } from '@shaotai/core'
import type { Selectable } from 'kysely'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { PolicyDraftTable } from '../platform/db/database.ts'

/** How often a draft, and each of its documents, was saved. */
export type Revisions = Pick<Selectable<PolicyDraftTable>, 'revision' | 'revisions'>

/** The revisions of a draft after one of its documents changed: the document's own, and the draft's. */
export function nextRevision({ revision, revisions }: Revisions, kind: PolicyKind): Revisions {
  const known = decodeJson(revisions)
  return { revision: revision + 1, revisions: encodeJson({ ...known, [kind]: (known[kind] ?? 0) + 1 }) }
}
