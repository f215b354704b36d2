import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import { WorkerLoop } from '../timers/worker-loop.ts'
import type { Outbox } from './outbox.ts'

const LONGEST_SLEEP = 2000

/** Delivers messages as they come, and those that failed when their time comes again. */
export function startOutboxDispatcher(outbox: Outbox, { clock, logger }: { clock: Clock; logger: Logger }): { stop(): Promise<void> } {
  const loop = new WorkerLoop(
    'outbox',
    async () => {
      await outbox.deliverDue()
      const next = await outbox.nextDue()
      return Math.max(0, Math.min(next === undefined ? LONGEST_SLEEP : next - clock.now(), LONGEST_SLEEP))
    },
    logger,
  )
  outbox.onSent(loop.wake)
  loop.wake()
  return { stop: () => loop.stop() }
}
