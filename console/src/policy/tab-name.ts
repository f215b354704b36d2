import { newIdempotencyKey } from '../platform/http.ts'

const KEY = 'shaotai.tab'

/** The name of this tab: survives a reload, and a duplicated tab gets its own because a tab that is open keeps its name to itself. */
export const TAB: string = takeName()

function takeName(): string {
  const name = read() ?? newIdempotencyKey()
  // The browser copies this storage into a duplicated tab, so the name is put there only while the page is away.
  addEventListener('pagehide', () => write(name))
  addEventListener('pageshow', () => write(undefined))
  write(undefined)
  return name
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

function write(name: string | undefined): void {
  try {
    if (name === undefined) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, name)
  } catch {
    // Without storage a reload is a new tab: the old claim ends by itself.
  }
}
