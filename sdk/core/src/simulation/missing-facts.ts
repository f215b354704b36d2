import { readPaths } from '../condition/read-paths.ts'
import { conditionVocabulary } from '../condition/vocabulary.ts'
import type { Policy } from '../policy/schema.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import type { Clock } from '../sla/clock.ts'

/** A fact a draft reads that was never collected for some cases: by which rule, and how many clocks or score facts are without it. */
export type MissingFact = { readonly by: 'clock' | 'model'; readonly rule: string; readonly path: string; count: number }

/** Finds what a draft reads and a case cannot have, because the policy it was handled under did not collect it. */
export function missingInputs(draft: Policy) {
  const found = new Map<string, MissingFact>()
  const reads = draft.sla.clocks.map((rule) => ({ rule: rule.id, paths: readPaths([rule.when, rule.goals.map((goal) => goal.when)]) }))
  const scored = draft.scoring.models.map((model) => ({
    rule: model.id,
    // Everything else a score reads follows from events and the draft's own clocks; only ratings had to be collected at the time.
    paths: readPaths([model.population, model.indicators, model.adjustments, model.veto]).filter((path) => path.startsWith('eval.')),
  }))
  const lacking = new Map<Policy, { clocks: ReadonlyMap<string, string[]>; models: ReadonlyMap<string, string[]> }>()
  const lackingOf = (pinned: Policy) => {
    let known = lacking.get(pinned)
    if (!known) {
      const conditions = new Set(conditionVocabulary(pinned, 'assignment').map((term) => term.path))
      const facts = new Set(FACT_VOCABULARY(pinned).map((term) => term.path))
      known = { clocks: without(reads, conditions), models: without(scored, facts) }
      lacking.set(pinned, known)
    }
    return known
  }
  const note = (by: MissingFact['by'], rule: string, path: string, count: number) => {
    const key = `${by} ${rule} ${path}`
    const known = found.get(key)
    if (known) known.count += count
    else if (count > 0) found.set(key, { by, rule, path, count })
  }
  return {
    /** What each clock rule of the draft reads and cases of a policy cannot have. */
    lackingOf: (pinned: Policy): ReadonlyMap<string, readonly string[]> => lackingOf(pinned).clocks,
    /** The clock rules that are left out for a case, its clocks counted. */
    clocksLeftOut(pinned: Policy, clocks: readonly Clock[]): ReadonlySet<string> {
      const left = lackingOf(pinned).clocks
      // A condition on a fact nobody collected is unknown, so the rule may have made no clock at all: the case still counts once.
      for (const [rule, paths] of left)
        for (const path of paths) note('clock', rule, path, Math.max(1, clocks.filter((clock) => clock.clock === rule).length))
      return new Set(left.keys())
    },
    /** Notes the score facts that a model of the draft cannot read whole. */
    noteFacts(pinned: Policy, facts: number): void {
      for (const [rule, paths] of lackingOf(pinned).models) for (const path of paths) note('model', rule, path, facts)
    },
    found: (): MissingFact[] => [...found.values()],
  }
}

function without(rules: readonly { rule: string; paths: readonly string[] }[], known: ReadonlySet<string>): Map<string, string[]> {
  return new Map(
    rules.map(({ rule, paths }) => [rule, paths.filter((path) => !known.has(path))] as const).filter(([, paths]) => paths.length > 0),
  )
}
