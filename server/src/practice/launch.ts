import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PracticeRoom } from '@shaotai/api'
import type { Organisation, Policy } from '@shaotai/core'
import type { Logger } from 'pino'
import type { Clock, OffsetClock } from '../platform/clock/clock.ts'
import type { Settings } from '../platform/config/settings.ts'
import type { Opened } from '../session/session.service.ts'

/** What the inside of a practice environment knows of itself. */
export type RoomControl = {
  clock: OffsetClock
  realTime: () => number
  startedAt: number
  policy: PracticeRoom['policy']
  /** Keeps how far the clock was moved. */
  keep: () => void
}

/** A server instance that answers requests given to it and listens to no port. */
export type LaunchedInstance = {
  answer: (request: IncomingMessage, response: ServerResponse) => void
  /** Begins a session for whoever fits best, for a person with this unit and these roles. */
  admit: (like: { unit: string; roles: readonly string[] }) => Promise<{ opened: Opened; cookie: string }>
  endLines: () => void
  close: () => Promise<void>
}

/** Starts such an instance; `seed` fills its empty database. */
export type LaunchInstance = (options: {
  settings: Settings
  clock: Clock
  logger: Logger
  room: RoomControl
  seed?: { organisation: Organisation; policy: Policy } | undefined
}) => Promise<LaunchedInstance>
