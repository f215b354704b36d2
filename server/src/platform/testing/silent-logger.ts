import { pino, type Logger } from 'pino'

/** A logger for tests that keeps lines instead of printing them. */
export function recordingLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = []
  return { logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }), lines }
}
