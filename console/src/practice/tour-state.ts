import { useSyncExternalStore } from 'react'
import { IN_PRACTICE } from '../platform/base.ts'
import type { EnterOptions } from './enter.ts'

const KEY = 'shaotai.practice.tour'
const listeners = new Set<() => void>()
let here: string | null | undefined

/** At which stop the tour of this tab stands; undefined while none is under way. It survives a change of role, which opens the page anew. */
export function useTourStop(): number | undefined {
  const stop = useSyncExternalStore(subscribe, read)
  return stop === null ? undefined : Number(stop)
}

export function goToStop(stop: number | undefined): void {
  here = stop === undefined ? null : String(stop)
  try {
    if (here === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, here)
  } catch {
    // Without storage the tour ends with the next change of role.
  }
  for (const listener of listeners) listener()
}

/** Begins the tour: it takes place in practice. */
export function startTour(enter: (options?: EnterOptions) => Promise<void>): void {
  goToStop(0)
  if (!IN_PRACTICE) void enter({ to: '/policy' })
}

function read(): string | null {
  if (here !== undefined) return here
  try {
    here = sessionStorage.getItem(KEY)
  } catch {
    here = null
  }
  return here
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
