import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { POLICY_FORMAT } from './schema.ts'

/** Lifts a raw policy one format up. Each step is written once, when the format changes, and never edited after. */
type Step = (raw: Readonly<Record<string, unknown>>) => Record<string, unknown>
const STEPS: Readonly<Record<number, Step>> = {}

/**
 * Lifts a raw policy of an older format to the current one; it is not parsed yet.
 * Refusals: `policy.not-an-object`, `policy.format.unknown` for a missing, newer or never known format.
 */
export function upgradePolicy(raw: unknown): Result<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fail(refuse('policy.not-an-object', {}))
  let policy = raw as Record<string, unknown>
  for (;;) {
    const format = Object.hasOwn(policy, 'format') ? policy.format : undefined
    if (format === POLICY_FORMAT) return ok(policy)
    const step = typeof format === 'number' && Object.hasOwn(STEPS, format) ? STEPS[format] : undefined
    if (!step) return fail(refuse('policy.format.unknown', { format: format ?? null, supported: POLICY_FORMAT }, { at: '/format' }))
    policy = { ...step(policy), format: (format as number) + 1 }
  }
}
