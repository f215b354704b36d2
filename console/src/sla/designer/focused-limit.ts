import type { Sla } from '@shaotai/core'
import { useSyncExternalStore } from 'react'

/** One goal of one rule: what the slider moves, the line shows, and the figures show before anything changed. */
export type FocusedLimit = { readonly clock: string; readonly goal: number }

let focused: FocusedLimit | undefined
const listeners = new Set<() => void>()

export function focusLimit(next: FocusedLimit): void {
  if (focused?.clock === next.clock && focused.goal === next.goal) return
  focused = next
  for (const listener of listeners) listener()
}

/** The limit somebody touched last; at first the ordinary limit of the rule that asks somebody to come, or of the first rule. */
export function useFocusedLimit(sla: Sla): FocusedLimit | undefined {
  const chosen = useSyncExternalStore(subscribe, () => focused)
  const known = sla.clocks.find((one) => one.id === chosen?.clock)
  if (chosen && known?.goals[chosen.goal]) return chosen
  const first = sla.clocks.find((one) => one.stop.includes('assignment.arrived')) ?? sla.clocks[0]
  return first && { clock: first.id, goal: ordinaryGoal(first.goals) }
}

/** The goal without a condition is the ordinary one. */
function ordinaryGoal(goals: readonly { when?: unknown }[]): number {
  return Math.max(
    0,
    goals.findIndex((goal) => goal.when === undefined),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
