import { canonicalJson, type Example, type Policy } from '@shaotai/core'

export type ChangedExample = {
  title: string
  kind: 'added' | 'removed' | 'changed'
  /** Due times that are expected anew; other changes of a story have no line. */
  lines: { step: number; what: string; before: string; after: string }[]
}

/** Which examples differ between two versions, and for those that only expect other due times, which. */
export function changedExamples(before: Policy, after: Policy): ChangedExample[] {
  const names = new Map(after.sla.clocks.map((clock) => [clock.id, clock.name]))
  const old = new Map(before.examples.map((example) => [example.id, example]))
  const fresh = new Set(after.examples.map((example) => example.id))
  const kept = after.examples.flatMap((example): ChangedExample[] => {
    const known = old.get(example.id)
    if (!known) return [{ title: example.title, kind: 'added', lines: [] }]
    if (canonicalJson(known) === canonicalJson(example)) return []
    return [{ title: example.title, kind: 'changed', lines: dueLines(known, example, names) }]
  })
  const gone = before.examples.filter((example) => !fresh.has(example.id))
  return [...kept, ...gone.map((example): ChangedExample => ({ title: example.title, kind: 'removed', lines: [] }))]
}

function dueLines(before: Example, after: Example, names: ReadonlyMap<string, string>): ChangedExample['lines'] {
  return after.steps.flatMap((step, index) => {
    const was = before.steps[index]?.expect?.due ?? {}
    return Object.entries(step.expect?.due ?? {}).flatMap(([key, due]) => {
      const old = was[key]
      if (old === undefined || old === due) return []
      return [{ step: index, what: names.get(key.split('@')[0] ?? '') ?? key, before: old.replace('T', ' '), after: due.replace('T', ' ') }]
    })
  })
}
