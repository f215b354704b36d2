import type { PolicyDraft, PolicyDraftDocument } from '@shaotai/api'
import type { PolicyKind } from '@shaotai/core'

/**
 * The draft this page knows after one of its documents was saved. Others may have saved other documents meanwhile: the answer counts them
 * but does not carry them, so their revisions and the draft's stay as known here, and `behind` says that they are to be read again.
 */
export function mergeSaved(
  known: PolicyDraftDocument,
  saved: PolicyDraft,
  { kind, value }: { kind: PolicyKind; value: unknown },
): { draft: PolicyDraftDocument; behind: boolean } {
  const revisions = { ...known.revisions, [kind]: saved.revisions[kind] ?? 0 }
  const behind = Object.entries(saved.revisions).some(([one, revision]) => (revisions[one] ?? 0) < revision)
  return {
    draft: {
      ...known,
      ...saved,
      revisions,
      revision: behind ? known.revision : saved.revision,
      document: { ...known.document, [kind]: value },
    },
    behind,
  }
}
