import type { PolicyUsage } from '@shaotai/api'
import { USAGE_KINDS, usableOf, type Policy, type UsageKind } from '@shaotai/core'

/** A thing of the policy and how many of last year's cases used it. */
export type UsedThing = { readonly at: string; readonly cases: number }

/** What of one kind nobody used, and what was used least, the least first. */
export type KindUsage = {
  readonly kind: UsageKind
  readonly of: number
  readonly never: readonly UsedThing[]
  readonly least: readonly UsedThing[]
}

/** How many of the least used are named. */
const LEAST = 3

/** Every kind of thing of a policy with what was never used last year and what was used least (用得最少、没人命中); kinds it has none of are left out. */
export function rankUsage(policy: Policy, { uses }: Pick<PolicyUsage, 'uses'>): KindUsage[] {
  const counts = new Map(uses.map(({ kind, key, cases }) => [`${kind} ${key}`, cases]))
  const things = usableOf(policy).map(({ kind, key, at }) => ({ kind, at, cases: counts.get(`${kind} ${key}`) ?? 0 }))
  return USAGE_KINDS.flatMap((kind) => {
    const mine = things.filter((one) => one.kind === kind)
    if (mine.length === 0) return []
    const used = mine.filter(({ cases }) => cases > 0).toSorted((a, b) => a.cases - b.cases)
    return [{ kind, of: mine.length, never: mine.filter(({ cases }) => cases === 0), least: used.slice(0, LEAST) }]
  })
}
