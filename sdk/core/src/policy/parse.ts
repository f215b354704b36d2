import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { findBoundsProblem, type DocumentLimits } from './parse-bounds.ts'
import { findProblems, type Problem } from './parse-problems.ts'
import { POLICY_KINDS, policySchema, type Policy, type PolicyKind } from './schema.ts'
import { upgradePolicy } from './upgrade.ts'

/** Why a document was refused: the first problem in the refusal itself, up to 50 of them in `problems`. */
export type ParseRefusal = Refusal & { problems: Problem[] }

/** A policy reports at most this many problems; the count is then `more` than shown. */
export const MAX_PROBLEMS = 50

/**
 * Reads a policy from any value. Never throws. Unknown keys, wrong types, keys of the prototype, text a database cannot hold,
 * too deep and too big documents are refused with their places. Refusals: `policy.invalid`, and those of `upgradePolicy`.
 */
export function parsePolicy(raw: unknown): Result<Policy, ParseRefusal> {
  const bounds = findBoundsProblem(raw)
  if (bounds) return fail(invalid([bounds]))
  const upgraded = upgradePolicy(raw)
  if (!upgraded.ok) {
    const { code, params, at = '' } = upgraded.error
    return fail({ ...upgraded.error, problems: [{ code, at, params }] })
  }
  return parseValue(policySchema, upgraded.value) as Result<Policy, ParseRefusal>
}

/** Reads one document of a policy, e.g. `sla`. The same refusals. */
export function parseKind<K extends PolicyKind>(kind: K, raw: unknown): Result<NonNullable<Policy[K]>, ParseRefusal> {
  if (!POLICY_KINDS.includes(kind)) return fail({ ...refuse('policy.kind.unknown', { kind }), problems: [] })
  return parseValue(policySchema.properties[kind], raw) as Result<NonNullable<Policy[K]>, ParseRefusal>
}

/** Reads any value by a schema of the core, with the same care and the same problems; `limits` for documents bigger than a policy. */
export function parseValue<S extends TSchema>(schema: S, raw: unknown, limits?: DocumentLimits): Result<Static<S>, ParseRefusal> {
  const bounds = findBoundsProblem(raw, limits)
  if (bounds) return fail(invalid([bounds]))
  const problems = findProblems(schema, raw, MAX_PROBLEMS + 1)
  if (problems.length > 0) return fail(invalid(problems))
  // The walk above is for people; TypeBox has the last word on what is valid.
  return Value.Check(schema, raw) ? ok(raw as Static<S>) : fail(invalid([{ code: 'schema.invalid', at: '', params: {} }]))
}

function invalid(problems: Problem[]): ParseRefusal {
  const shown = problems.slice(0, MAX_PROBLEMS)
  const params = { count: shown.length, more: problems.length > MAX_PROBLEMS }
  return { ...refuse('policy.invalid', params, { at: shown[0]?.at, why: shown }), problems: shown }
}
