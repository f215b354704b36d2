import { useSyncExternalStore } from 'react'
import { play } from './sound.ts'

/** Something for this person to see now. `alarm` is for emergencies and overdue clocks; it stays until taken. */
export type Alert = { id: string; level: 'info' | 'chime' | 'alarm'; title: string; to?: string }

let alarm: Alert | undefined
const seen = new Set<string>()
const listeners = new Set<() => void>()

/** The alarm nobody has taken yet: the visual twin of the sound. */
export function useAlarm(): Alert | undefined {
  return useSyncExternalStore(subscribe, () => alarm)
}

/** Sounds an alert by its level, and shows an alarm across the page. The same id is raised once. */
export function raise(alert: Alert): void {
  if (seen.has(alert.id)) return
  seen.add(alert.id)
  if (alert.level !== 'info') play(alert.level)
  if (alert.level === 'alarm') update(alert)
}

/** Takes the alarm down: the person said that they handle it. */
export function takeAlarm(): void {
  update(undefined)
}

function update(next: Alert | undefined): void {
  alarm = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
