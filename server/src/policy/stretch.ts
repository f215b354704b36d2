import { MINUTE, type Change, type Instant, type PolicyKind } from '@shaotai/core'

/** A pause after which typing on begins a new stretch. */
const PAUSE = 2 * MINUTE
/** Changes told of one stretch, and their size in characters; the rest is counted. */
const TOLD = 20
const TOLD_SIZE = 20_000

type Stretch = { kind: PolicyKind; author: string; at: Instant; changes: readonly Change[] }

/** Whether a save goes on where the last stretch stopped: the same person, soon after, at the same places. */
export function goesOn(
  last: Stretch,
  { kind, author, changes, now }: Pick<Stretch, 'kind' | 'author' | 'changes'> & { now: Instant },
): boolean {
  if (last.kind !== kind || last.author !== author || now - last.at > PAUSE) return false
  return placesOf(last.changes) === placesOf(changes)
}

/** The changes of a stretch that are kept in full. */
export function keptChanges(changes: readonly Change[]): Change[] {
  let size = 0
  return changes.slice(0, TOLD).filter((change) => {
    size += JSON.stringify(change).length
    return size <= TOLD_SIZE
  })
}

function placesOf(changes: readonly Change[]): string {
  return changes.map(({ at, field }) => `${at} ${field ?? ''}`).join('\n')
}
