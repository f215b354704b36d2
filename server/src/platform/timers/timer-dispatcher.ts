import type { Instant } from '@shaotai/core'
import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { TimerService } from './timer-service.ts'
import { WorkerLoop } from './worker-loop.ts'

/** Looks at least this often: other processes schedule timers too, and clocks of machines jump. */
const LONGEST_SLEEP = 1000

/** Wakes when the earliest timer falls due and fires it. */
export function startTimerDispatcher(timers: TimerService, { clock, logger }: { clock: Clock; logger: Logger }): { stop(): Promise<void> } {
  let sleepingUntil: Instant = 0
  const loop = new WorkerLoop(
    'timers',
    async () => {
      await timers.fireDue()
      const next = await timers.nextDue()
      const sleep = Math.max(0, Math.min(next === undefined ? LONGEST_SLEEP : next - clock.now(), LONGEST_SLEEP))
      sleepingUntil = clock.now() + sleep
      return sleep
    },
    logger,
  )
  timers.onScheduled((at) => {
    if (at < sleepingUntil) loop.wake()
  })
  loop.wake()
  return { stop: () => loop.stop() }
}
