import { useSyncExternalStore } from 'react'
import { remembered } from './remembered.ts'
import type { Density } from './theme.ts'

const listeners = new Set<() => void>()
const density = remembered<Density>('density', 'comfortable')
const largeText = remembered<'on' | 'off'>('large-text', 'off')
const folded = remembered<'on' | 'off'>('menu-folded', 'off')

/** How this person likes the pages in this browser. */
export function usePreferences() {
  return {
    density: useSyncExternalStore(subscribe, density.read),
    largeText: useSyncExternalStore(subscribe, largeText.read) === 'on',
    menuFolded: useSyncExternalStore(subscribe, folded.read) === 'on',
  }
}

export function setDensity(value: Density): void {
  density.write(value)
  announce()
}

export function setLargeText(on: boolean): void {
  largeText.write(on ? 'on' : 'off')
  announce()
}

export function setMenuFolded(on: boolean): void {
  folded.write(on ? 'on' : 'off')
  announce()
}

function announce(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
