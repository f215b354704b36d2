import { useSyncExternalStore } from 'react'

let offset = 480
const listeners = new Set<() => void>()

/** Minutes the county's civil time is ahead of UTC. The browser's own zone is never used. */
export function countyOffset(): number {
  return offset
}

export function setCountyOffset(minutes: number): void {
  if (minutes === offset) return
  offset = minutes
  for (const listener of listeners) listener()
}

export function useCountyOffset(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offset,
  )
}
