import { openDesk, type Cases, type Desk } from './desk.ts'
import type { FromDesk, Source, ToDesk } from './desk-messages.ts'
import type { Policy } from '@shaotai/core'
import { examplesAsCases, inventCases } from './other-cases.ts'
import { readYear } from './read-year.ts'

/** What a worker's own global has and the page's types do not know. */
type Self = {
  postMessage(message: FromDesk): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToDesk>) => void): void
}

const scope = globalThis as unknown as Self
const sources = new Map<Source, Cases>()
let base: Policy | undefined
let desk: Desk | undefined

scope.addEventListener('message', ({ data }) => {
  switch (data.type) {
    case 'base':
      base = data.base
      desk = undefined
      sources.delete('examples')
      return
    case 'read':
      void read(data)
      return
    case 'replay': {
      const began = performance.now()
      const replay = openedDesk().replay(data.draft, data.question)
      answer({ type: 'replayed', ask: data.ask, replay, took: performance.now() - began })
      return
    }
    case 'clocks':
      answer({ type: 'clocks', ask: data.ask, ...openedDesk().clocks(data.draft, data.source, data.of) })
      return
  }
})

function answer(message: FromDesk): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers its own page; only windows name an origin
  scope.postMessage(message)
}

async function read({ now, towns, departments, api }: Extract<ToDesk, { type: 'read' }>): Promise<void> {
  try {
    const { year, policies } = await readYear(
      <T>(path: string) => get<T>(`${api}${path}`),
      (count, total) => answer({ type: 'reading', read: count, total }),
    )
    const invented = year.size === 0
    const found =
      invented && base ? inventCases(base, { towns, departments }, now) : { year, until: now, pinned: (hash: string) => policies.get(hash) }
    sources.set('year', found)
    answer({ type: 'ready', cases: found.year.size, towns: found.year.towns, invented, until: found.until })
  } catch (error) {
    answer({ type: 'failed', status: error instanceof Refused ? error.status : 0, detail: String(error) })
  }
}

function openedDesk(): Desk {
  if (!base) throw new Error('A draft was tried before anything to compare it with was sent')
  const compared = base
  desk ??= openDesk(compared, (source) => {
    const known = sources.get(source) ?? (source === 'examples' ? examplesAsCases(compared) : undefined)
    if (!known) throw new Error('A draft was tried before the cases were read')
    sources.set(source, known)
    return known
  })
  return desk
}

/** The server answered, but not with what was asked for. */
class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { 'x-requested-with': 'shaotai' } })
  if (!response.ok) throw new Refused(response.status)
  return (await response.json()) as T
}
