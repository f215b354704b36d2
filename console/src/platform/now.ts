import { useSyncExternalStore } from 'react'

let ahead = 0
let current = Math.floor(Date.now() / 1000) * 1000
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Corrects this PC's clock: county PCs are minutes off. `serverNow` in epoch milliseconds. */
export function setServerTime(serverNow: number): void {
  ahead = serverNow - Date.now()
}

/** The server's time now, in epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + ahead
}

/** The server's time, whole seconds, renewed each second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}

/** Before anybody listens the clock does not tick, so it is read afresh. */
function snapshot(): number {
  if (!timer) current = Math.floor(serverNow() / 1000) * 1000
  return current
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) {
    tick()
    timer = setInterval(tick, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

function tick(): void {
  current = Math.floor(serverNow() / 1000) * 1000
  for (const listener of listeners) listener()
}
