import type { Policy } from '@shaotai/core'
import { SimulationPanel } from './SimulationPanel.tsx'
import { useFocusedLimit } from './focused-limit.ts'

/**
 * 试算结果 for pages outside the designer, such as publishing: the whole panel of figures, tables, cases and the Word report. Import it
 * lazily: `lazy(async () => ({ default: (await import('../sla/designer/SimulationSummary.tsx')).SimulationSummary }))`.
 *
 * - `draft`: the policy to be published, whole, as it is stored (keep the same object between renders: a new one is replayed anew).
 * - `base`: the policy it is compared with, normally the version in force; undefined while it is loading, and before a first version.
 *
 * - `onShown`: called when the result for this very draft is on screen.
 *
 * Reads the county's year by itself, once for the session, and shows nothing to people who are neither `policy-admin` nor `policy-reviewer`.
 */
export function SimulationSummary({ draft, base, onShown }: { draft: Policy; base: Policy | undefined; onShown?: () => void }) {
  const focused = useFocusedLimit(draft.sla)
  return <SimulationPanel draft={draft} base={base} focus={focused?.clock} {...(onShown && { onShown })} />
}
