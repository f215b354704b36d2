/** The one table from refusal code to HTTP status: the longest matching prefix decides. */
const STATUS: readonly (readonly [prefix: string, status: number])[] = [
  ['access.not-signed-in', 401],
  ['access.', 403],
  ['session.bad-credentials', 401],
  ['session.locked', 429],
  ['session.busy', 503],
  ['session.', 422],
  ['http.not-found', 404],
  ['http.method-not-allowed', 405],
  ['http.cross-site', 403],
  ['http.too-large', 413],
  ['http.unsupported-media', 415],
  ['http.too-many-requests', 429],
  ['http.internal', 500],
  ['http.', 400],
  ['list.', 400],
  ['list.change.', 422],
  ['attachment.', 415],
  ['attachment.unknown', 422],
  ['idempotency.key-reused', 409],
  ['idempotency.', 400],
  ['storage.full', 507],
  ['storage.conflict', 409],
  ['storage.', 503],
  ['outbox.', 409],
  // A decision of the rules: the request was understood, the state or the policy says no.
  ['case.not-found', 404],
  ['case.version.stale', 409],
  ['case.command.wrong-phase', 409],
  ['case.command.not-your-role', 403],
  ['case.command.not-your-unit', 403],
  ['ledger.not-found', 404],
  ['ledger.version.stale', 409],
  ['ledger.step.wrong-state', 409],
  ['ledger.step.not-your-', 403],
  ['ledger.open.not-your-role', 403],
  ['ledger.consultation.not-your-role', 403],
  ['task.not-found', 404],
  ['task.not-your-role', 403],
  ['task.acknowledged', 409],
  ['policy.not-found', 404],
  ['policy.draft.stale', 409],
  ['policy.draft.same-person', 403],
  ['policy.draft.outrun', 409],
  ['policy.version.in-force', 409],
  ['score.period.locked', 409],
  ['score.entry.not-your-role', 403],
  ['score.entry.not-yours-to-judge', 403],
  ['score.recompute.not-your-role', 403],
  ['', 422],
]

const LONGEST_FIRST = STATUS.toSorted(([a], [b]) => b.length - a.length)

/** HTTP status of a refusal. Decisions of the rules are 422 unless the table says otherwise. */
export function statusOf(code: string): number {
  return LONGEST_FIRST.find(([prefix]) => code.startsWith(prefix))![1]
}
