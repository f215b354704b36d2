import type { LogMessage } from '@shaotai/plugin/protocol'

/** Passes on so many lines a second, and says in one line how many were left out. A line longer than a page is cut. */
export function logLimit(most: number, send: (message: LogMessage) => void): (message: LogMessage) => void {
  let second = 0
  let sent = 0
  let dropped = 0
  return (message) => {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) {
      if (dropped > 0) send({ t: 'log', level: 'warn', message: `${dropped} lines were left out: ${most} a second is the limit` })
      second = now
      sent = 0
      dropped = 0
    }
    if (++sent > most) dropped++
    else send(short(message))
  }
}

function short(message: LogMessage): LogMessage {
  const fields = message.fields === undefined ? undefined : safe(message.fields)
  return { ...message, ...(fields !== undefined && { fields }) }
}

function safe(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    const text = JSON.stringify(fields) ?? '{}'
    return text.length > 16_384 ? { cut: text.slice(0, 16_384) } : (JSON.parse(text) as Record<string, unknown>)
  } catch {
    return { unreadable: true }
  }
}
