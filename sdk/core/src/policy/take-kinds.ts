import { checkPolicy, type CheckContext } from './check.ts'
import type { ReferenceKind } from './check-reference.ts'
import type { Finding } from './finding-codes.ts'
import { canonicalJson } from './hash.ts'
import { POLICY_KINDS, type Policy, type PolicyKind } from './schema.ts'
import { describeFinding } from './sentence.ts'
import type { SplitChanges } from './split.ts'

/**
 * Takes some kinds of documents of a policy from elsewhere into ours, and those they do not stand without: where the mixture has a red
 * finding that their policy as a whole does not have. Examples are not played for it, because nearly all of two policies differs and it
 * would take minutes; one that does not hold any more is shown in the draft. `undefined`: nothing chosen differs from ours.
 */
export function takeKinds(
  ours: Policy,
  theirs: Policy,
  chosen: readonly PolicyKind[],
  context: CheckContext = {},
): SplitChanges | undefined {
  const changed = POLICY_KINDS.filter((kind) => canonicalJson(ours[kind] ?? null) !== canonicalJson(theirs[kind] ?? null))
  const kinds = changed.filter((kind) => chosen.includes(kind))
  if (kinds.length === 0) return undefined
  const known = new Set([...redFindings(theirs, context), ...redFindings(ours, context)].map(keyOf))
  const problems = () => redFindings(mixedKinds(ours, theirs, kinds), context).filter((finding) => !known.has(keyOf(finding)))
  const added: SplitChanges['added'] = []
  const add = (kind: PolicyKind, finding: Finding) => {
    kinds.push(kind)
    added.push({ kind, because: describeFinding(finding, mixedKinds(ours, theirs, kinds)) })
  }
  for (let open = problems(); open.length > 0; open = problems()) {
    const free = changed.filter((kind) => !kinds.includes(kind))
    if (free.length === 0) break
    const needed = free.flatMap((kind) => {
      const finding = open.find((one) => isAt(one, kind)) ?? open.find((one) => lies(one) === kind)
      return finding ? [{ kind, finding }] : []
    })
    // What is missing is said of a rule as a whole (a clock that nothing starts): then all that is left comes along.
    const all = open.slice(0, 1).flatMap((finding) => free.map((kind) => ({ kind, finding })))
    for (const { kind, finding } of needed.length > 0 ? needed : all) add(kind, finding)
  }
  return { policy: mixedKinds(ours, theirs, kinds), kinds: POLICY_KINDS.filter((kind) => kinds.includes(kind)), added }
}

/** Of ours, and referring to something that is gone. */
function isAt({ at }: Finding, kind: PolicyKind): boolean {
  return at.split('/')[1] === kind
}

/** Where the thing lies that a document of theirs refers to and ours lack. */
function lies({ code, params, at }: Finding): PolicyKind | undefined {
  if (code.startsWith('policy.clock.')) return at.startsWith('/sla') ? 'flows' : 'sla'
  const { kind } = params
  return typeof kind === 'string' && Object.hasOwn(HOMES, kind) ? HOMES[kind as ReferenceKind] : undefined
}

const HOMES: Record<ReferenceKind, PolicyKind> = {
  flow: 'flows',
  state: 'flows',
  approval: 'flows',
  form: 'forms',
  category: 'categories',
  level: 'categories',
  domain: 'responsibilities',
  item: 'responsibilities',
  guide: 'guides',
  node: 'guides',
  clock: 'sla',
  calendar: 'calendars',
  indicator: 'scoring',
  model: 'scoring',
  part: 'scoring',
  input: 'scoring',
  ledger: 'ledgers',
  dictionary: 'dictionaries',
}

function redFindings(policy: Policy, context: CheckContext): Finding[] {
  return checkPolicy(policy, context).filter((finding) => finding.severity === 'red')
}

/** One finding, wherever in its document it stands. */
function keyOf({ code, at, params }: Finding): string {
  return canonicalJson([code, at.split('/')[1], params])
}

/** Our policy with these kinds of documents of theirs. */
export function mixedKinds(ours: Policy, theirs: Policy, kinds: readonly PolicyKind[]): Policy {
  const parts = POLICY_KINDS.map((kind) => [kind, (kinds.includes(kind) ? theirs : ours)[kind]] as const)
  // Every kind comes from one policy or the other, so the shape is that of a policy.
  return { format: ours.format, ...Object.fromEntries(parts.filter(([, value]) => value !== undefined)) } as unknown as Policy
}
