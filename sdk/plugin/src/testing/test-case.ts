import type { CaseDraft, IntakeItem, SourceFeedback, SourceProgress, Supplement, Urge, Withdrawal } from '../case/draft.ts'
import type { CaseView } from '../case/view.ts'

/** A case of the fake host: what the plugin sees of it, and what became of it through the plugin. */
export type TestCase = {
  view: CaseView
  /** What it was made from, if the plugin brought it. */
  readonly draft?: CaseDraft
  readonly supplements: Supplement[]
  readonly urges: Urge[]
  readonly feedback: SourceFeedback[]
  /** What its source told about it. */
  readonly sourceProgress: SourceProgress[]
  withdrawn?: Withdrawal
  /** Notes and progress the plugin wrote. */
  readonly notes: string[]
  readonly progress: { readonly assignment?: string; readonly text: string }[]
}

export function testCase(view: CaseView, draft?: CaseDraft): TestCase {
  return { view, ...(draft && { draft }), supplements: [], urges: [], feedback: [], sourceProgress: [], notes: [], progress: [] }
}

type Later = Exclude<IntakeItem, CaseDraft>

/** Writes down what happened at the source; in the order of `sequence`, and once. */
export function addLater(to: TestCase, item: Later): void {
  if (item.kind === 'withdraw') {
    to.withdrawn ??= item
    return
  }
  const list = { supplement: to.supplements, urge: to.urges, feedback: to.feedback, progress: to.sourceProgress }[item.kind] as Later[]
  if (list.some(({ id }) => id === item.id)) return
  list.push(item)
  list.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
}
