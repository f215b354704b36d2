import { useSyncExternalStore } from 'react'
import type { LiveEvent } from '@shaotai/api'
import { API } from '../http.ts'

/** `offline` while no stream is open: since when, and until when the last data was live. */
export type Connection = { state: 'idle' | 'live' } | { state: 'offline'; since: number; attempt: number }

export type Stream = {
  open: () => void
  close: () => void
  connection: () => Connection
  onConnection: (listener: () => void) => () => void
  onChange: (listener: (change: LiveEvent | 'everything') => void) => () => void
}

const POLL_EVERY = 15_000
const SLOWEST_RETRY = 30_000

/** One event stream for the page. While it is down it retries with growing pauses and asks the pages to poll; once back, everything is read again. */
export function createStream(connect: (url: string) => EventSource = (url) => new EventSource(url), url = `${API}/stream`): Stream {
  let source: EventSource | undefined
  let connection: Connection = { state: 'idle' }
  let wanted = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let poll: ReturnType<typeof setInterval> | undefined
  const connections = new Set<() => void>()
  const changes = new Set<(change: LiveEvent | 'everything') => void>()

  const announce = (next: Connection) => {
    connection = next
    for (const listener of connections) listener()
  }
  const readEverything = () => {
    for (const listener of changes) listener('everything')
  }

  function start(): void {
    source = connect(url)
    source.addEventListener('open', () => {
      const wasOffline = connection.state === 'offline'
      clearInterval(poll)
      poll = undefined
      announce({ state: 'live' })
      if (wasOffline) readEverything()
    })
    source.addEventListener('error', lost)
    const hear = (event: Event) => {
      const change = parse(event)
      if (change) for (const listener of changes) listener(change)
    }
    source.addEventListener('message', hear)
    source.addEventListener('change', hear)
    // The server cannot say what was missed.
    source.addEventListener('reset', readEverything)
  }

  function lost(): void {
    // The browser's own reconnecting gives up on an HTTP error, so each loss starts a fresh source.
    source?.close()
    source = undefined
    if (!wanted) return
    const attempt = connection.state === 'offline' ? connection.attempt + 1 : 1
    announce({ state: 'offline', since: connection.state === 'offline' ? connection.since : Date.now(), attempt })
    poll ??= setInterval(readEverything, POLL_EVERY)
    retry = setTimeout(start, Math.min(1000 * 2 ** (attempt - 1), SLOWEST_RETRY))
  }

  return {
    open() {
      if (wanted) return
      wanted = true
      start()
    },
    close() {
      wanted = false
      clearTimeout(retry)
      clearInterval(poll)
      poll = undefined
      source?.close()
      source = undefined
      announce({ state: 'idle' })
    },
    connection: () => connection,
    onConnection: (listener) => listen(connections, listener),
    onChange: (listener) => listen(changes, listener),
  }
}

/** The stream of this page. */
export const stream = createStream()

export function useConnection(): Connection {
  return useSyncExternalStore(stream.onConnection, stream.connection)
}

function listen<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => set.delete(listener)
}

function parse(event: Event): LiveEvent | undefined {
  if (!(event instanceof MessageEvent)) return undefined
  try {
    const change: unknown = JSON.parse(String(event.data))
    return typeof change === 'object' && change !== null && 'topic' in change ? (change as LiveEvent) : undefined
  } catch {
    return undefined
  }
}
