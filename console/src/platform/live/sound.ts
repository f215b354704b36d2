import { useSyncExternalStore } from 'react'
import { remembered } from '../remembered.ts'

const duty = remembered<'on' | 'off'>('duty', 'off')
const listeners = new Set<() => void>()
let context: AudioContext | undefined

/** Whether the person keeps watch in this browser (值守): alerts make a sound. */
export function useDuty(): boolean {
  return useSyncExternalStore(subscribe, isOnDuty)
}

export function isOnDuty(): boolean {
  return duty.read() === 'on'
}

/** Starts or ends the watch. Must be called from a click: browsers keep a page silent until one. */
export function setDuty(on: boolean): void {
  duty.write(on ? 'on' : 'off')
  if (on) {
    wake()
    play('chime')
  }
  for (const listener of listeners) listener()
}

/** After a reload the watch is remembered but the browser is silent again until the first touch. */
export function wakeSoundOnFirstTouch(): void {
  const touch = () => {
    if (isOnDuty()) wake()
  }
  addEventListener('pointerdown', touch, { once: true })
  addEventListener('keydown', touch, { once: true })
}

/** Whether sounds can be heard now; false after a reload until the page is touched. */
export function isAudible(): boolean {
  return context?.state === 'running'
}

/** Plays a synthesised sound: `chime` two soft notes, `alarm` three rising pairs. Silent when nobody keeps watch. */
export function play(kind: 'chime' | 'alarm'): void {
  if (!isOnDuty() || !context) return
  const start = context.currentTime + 0.02
  const notes: [frequency: number, at: number, length: number, loudness: number][] =
    kind === 'chime'
      ? [
          [880, 0, 0.35, 0.16],
          [1318.5, 0.16, 0.6, 0.14],
        ]
      : [0, 0.5, 1].flatMap((at): [number, number, number, number][] => [
          [988, at, 0.2, 0.3],
          [1480, at + 0.2, 0.24, 0.3],
        ])
  for (const [frequency, at, length, loudness] of notes) note(context, frequency, start + at, length, loudness)
}

function note(audio: AudioContext, frequency: number, at: number, length: number, loudness: number): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = 'sine'
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(loudness, at + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, at + length)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(at)
  oscillator.stop(at + length + 0.02)
}

function wake(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
