import { diffPolicy, type Change } from './diff.ts'
import { applyAnswers, type FirstAnswers } from './first-run.ts'
import { mapUnits, type UnitMapping } from './map-units.ts'
import { mergePolicies, type MergeChoice, type MergeConflict } from './merge.ts'
import { POLICY_KINDS, type Policy } from './schema.ts'
import { objectName } from './sentence-object.ts'
import { mixedKinds } from './take-kinds.ts'

type Ours = { units: UnitMapping; known: ReadonlySet<string>; answers?: FirstAnswers | undefined; own?: Policy | undefined }

/** A policy from elsewhere as it would be ours: our units, our answers to the first questions, our name, basis and numbering. */
export function asOurs(theirs: Policy, { units, known, answers, own }: Ours): Policy {
  const mapped = mapUnits(theirs, units, known)
  const answered = answers ? applyAnswers(mapped, answers) : mapped
  return own ? withOwnNames(answered, own) : answered
}

/** One thing both changed, and how each did. `at` is its place in ours, by which a choice is made. */
export type EditionConflict = { readonly at: string; readonly object: string; readonly mine: Change[]; readonly theirs: Change[] }
export type EditionMerge = {
  /** Not parsed: what comes together of two policies need not be one. */
  readonly value: Record<string, unknown>
  /** What we changed since the edition both come from, and what they did. */
  readonly mine: Change[]
  readonly theirs: Change[]
  readonly conflicts: EditionConflict[]
}
type Editions = { base: Policy; mine: Policy; theirs: Policy; kinds: readonly string[] }

/**
 * A newer edition of a policy we took over once, brought together with ours (三方合并): what only they changed is taken, what only we changed
 * stays, and what both changed is decided by `choices`. Kinds of documents we did not take then stay as they are. `base` and `theirs` are
 * given as `asOurs` makes them.
 */
export function mergeEdition({ base, mine, theirs, kinds }: Editions, choices: Readonly<Record<string, MergeChoice>> = {}): EditionMerge {
  const taken = POLICY_KINDS.filter((kind) => kinds.includes(kind))
  const [from, to] = [mixedKinds(mine, base, taken), mixedKinds(mine, theirs, taken)]
  const { value, conflicts } = mergePolicies(from, mine, to, choices)
  const changes = { mine: diffPolicy(from, mine), theirs: diffPolicy(from, to) }
  return { value, ...changes, conflicts: conflicts.map((one) => describeConflict(one, { mine, theirs: to, changes })) }
}

type Sides = { mine: Policy; theirs: Policy; changes: { mine: readonly Change[]; theirs: readonly Change[] } }

/** A conflict in the words of both sides. */
export function describeConflict(conflict: MergeConflict, { mine, theirs, changes }: Sides): EditionConflict {
  const below = (list: readonly Change[], at: string) => list.filter((change) => change.at === at || change.at.startsWith(`${at}/`))
  return {
    at: conflict.mine,
    object: objectName(mine, conflict.mine) || objectName(theirs, conflict.theirs),
    mine: below(changes.mine, conflict.mine),
    theirs: below(changes.theirs, conflict.theirs),
  }
}

/** A county keeps its name, the paper it stands on and its numbering. */
function withOwnNames(policy: Policy, { profile }: Policy): Policy {
  const { basis: _, ...theirs } = policy.profile
  const own = { title: profile.title, caseNumber: profile.caseNumber, ...(profile.basis !== undefined && { basis: profile.basis }) }
  return { ...policy, profile: { ...theirs, ...own } }
}
