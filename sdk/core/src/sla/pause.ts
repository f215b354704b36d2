import type { Instant } from '../shared/instant.ts'

/** A stretch `[from, to)` in which a clock stands still (停表). `to` is null while nobody knows when it ends; `kind` and `name` say why; `planned` marks an end that is only planned. */
export type Pause = {
  readonly from: Instant
  readonly to: Instant | null
  readonly kind?: string
  readonly name?: string
  readonly planned?: boolean
}

/** Pauses in order and without overlap: where two overlap, the earlier one keeps its stretch. Empty ones are dropped. */
export function orderPauses(pauses: readonly Pause[]): Pause[] {
  if (pauses.length === 0) return []
  const ordered: Pause[] = []
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    const end = ordered.at(-1)?.to
    if (end === null) break
    const from = Math.max(pause.from, end ?? pause.from)
    if (pause.to === null || from < pause.to) ordered.push({ ...pause, from })
  }
  return ordered
}

/** Pauses as they were when a clock ended: later ones dropped, open ones cut off. */
export function cutPauses(pauses: readonly Pause[], end: Instant): Pause[] {
  return pauses.flatMap((pause) => (pause.from >= end ? [] : [{ ...pause, to: pause.to === null ? end : Math.min(pause.to, end) }]))
}

/** The pause in which a moment passes unnoticed. A moment at which a pause begins was reached before it. */
export function pauseOver(pauses: readonly Pause[], moment: Instant): Pause | undefined {
  for (const pause of pauses) {
    if (pause.from >= moment) return undefined
    if (pause.to === null || moment <= pause.to) return pause
  }
  return undefined
}
