import { checkPolicy, type CheckContext } from './check.ts'
import { runExample } from './example.ts'
import { canonicalJson } from './hash.ts'
import { POLICY_KINDS, type Policy, type PolicyKind } from './schema.ts'
import { describeFinding } from './sentence.ts'

/** A part of the changes of a draft that holds by itself: what was chosen, and what had to come along, with the reason. */
export type SplitChanges = {
  readonly policy: Policy
  readonly kinds: PolicyKind[]
  readonly added: { kind: PolicyKind; because: string }[]
}

/**
 * Takes only some kinds of documents of a draft (只发布一部分). A kind that the chosen ones do not stand without comes along: one whose absence makes a red
 * finding, or an example fail, that the whole draft does not have. `undefined` when nothing, or everything, would be taken.
 */
export function splitChanges(
  base: Policy,
  whole: Policy,
  chosen: readonly PolicyKind[],
  options: CheckContext = {},
): SplitChanges | undefined {
  const changed = POLICY_KINDS.filter((kind) => canonicalJson(base[kind] ?? null) !== canonicalJson(whole[kind] ?? null))
  const kinds = changed.filter((kind) => chosen.includes(kind))
  if (kinds.length === 0 || kinds.length === changed.length) return undefined
  const known = new Set(problemsOf(whole, options))
  const open = (taken: readonly PolicyKind[]) => problemsOf(take(base, whole, taken), options).filter((problem) => !known.has(problem))
  const added: SplitChanges['added'] = []
  let problems = open(kinds)
  while (problems.length > 0) {
    const tried = changed.filter((kind) => !kinds.includes(kind)).map((kind) => ({ kind, left: open([...kinds, kind]) }))
    const [best] = tried.toSorted((a, b) => a.left.length - b.left.length)
    if (!best) break
    added.push({ kind: best.kind, because: problems.find((problem) => !best.left.includes(problem)) ?? problems[0] ?? '' })
    kinds.push(best.kind)
    problems = best.left
  }
  return kinds.length === changed.length && added.length === 0 ? undefined : { policy: take(base, whole, kinds), kinds, added }
}

function take(base: Policy, whole: Policy, kinds: readonly PolicyKind[]): Policy {
  const parts: Record<string, unknown> = { ...base }
  for (const kind of POLICY_KINDS) parts[kind] = (kinds.includes(kind) ? whole : base)[kind]
  const present = Object.entries(parts).filter(([, value]) => value !== undefined)
  // Every kind comes from one policy or the other, so the shape is that of a policy.
  return Object.fromEntries(present) as unknown as Policy
}

function problemsOf(policy: Policy, options: CheckContext): string[] {
  const red = checkPolicy(policy, options).filter((finding) => finding.severity === 'red')
  const failing = policy.examples.filter((example) => runExample(policy, example).length > 0)
  return [...red.map((finding) => describeFinding(finding, policy)), ...failing.map((example) => `范例「${example.title}」不符合`)]
}
