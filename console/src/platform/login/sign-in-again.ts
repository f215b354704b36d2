import { useSyncExternalStore } from 'react'

/** Why the person on this page has to sign in again: the session ended, or somebody else signed in in this browser. */
export type SignInNeed = 'ended' | 'other-person'

type Asked = { need: SignInNeed; answer: Promise<boolean>; settle: (signedIn: boolean) => void }

let asked: Asked | undefined
let desks = 0
const listeners = new Set<() => void>()

/**
 * Asks the person to sign in again over the page they are on, however many requests wait for it. True once the same person is back: what waited
 * is sent then. False when they gave up, or when no page is there that could ask.
 */
export function askToSignInAgain(need: SignInNeed): Promise<boolean> {
  if (desks === 0) return Promise.resolve(false)
  if (!asked) {
    let settle: (signedIn: boolean) => void = () => undefined
    const answer = new Promise<boolean>((resolve) => (settle = resolve))
    asked = { need, answer, settle }
    tell()
  }
  return asked.answer
}

/** Ends the asking; everything that waited goes on, or is refused. */
export function settleSignIn(signedIn: boolean): void {
  const { settle } = asked ?? {}
  asked = undefined
  tell()
  settle?.(signedIn)
}

/** Says that a page is there that can ask. */
export function openSignInDesk(): () => void {
  let isOpen = true
  desks++
  return () => {
    if (isOpen) desks--
    isOpen = false
    if (desks === 0 && asked) settleSignIn(false)
  }
}

/** Why the person has to sign in again; undefined while nobody asks. */
export function useSignInNeed(): SignInNeed | undefined {
  return useSyncExternalStore(subscribe, () => asked?.need)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}
