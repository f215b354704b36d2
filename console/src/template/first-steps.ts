import type { PolicyDraft } from '@shaotai/api'

/** The way to the first version of a county: what is done, and what is next. */
export type FirstStep = {
  readonly key: 'begin' | 'fill' | 'examples' | 'submit' | 'publish'
  readonly done: boolean
  readonly left: number
}

/** The steps until a county's first version is in force, from its newest draft that was not given up. */
export function firstSteps(drafts: readonly Pick<PolicyDraft, 'status' | 'findings' | 'examples'>[]): FirstStep[] {
  const draft = drafts.find((one) => one.status !== 'withdrawn')
  const red = draft?.findings.filter((finding) => finding.severity === 'red').length ?? 0
  const failing = draft?.examples.length ?? 0
  const begun = draft !== undefined
  const submitted = draft?.status === 'submitted' || draft?.status === 'published'
  return [
    { key: 'begin', done: begun, left: begun ? 0 : 1 },
    { key: 'fill', done: begun && red === 0, left: red },
    { key: 'examples', done: begun && failing === 0, left: failing },
    { key: 'submit', done: submitted, left: submitted ? 0 : 1 },
    { key: 'publish', done: draft?.status === 'published', left: draft?.status === 'published' ? 0 : 1 },
  ]
}
