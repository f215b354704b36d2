import type { Logger } from 'pino'

/** What a worker does each time it wakes: its job, then how many milliseconds it may sleep. */
export type Work = () => Promise<number>

/**
 * Runs a job again and again: at once when woken, else when its own sleep ends. One run at a time; an error is logged and the
 * job tried again a second later, so that no bad row stops the clock for the others.
 */
export class WorkerLoop {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private again = false
  private stopped = false
  private readonly name: string
  private readonly work: Work
  private readonly logger: Logger

  constructor(name: string, work: Work, logger: Logger) {
    this.name = name
    this.work = work
    this.logger = logger
  }

  /** Runs now, or right after the run in progress. */
  readonly wake = (): void => {
    if (this.stopped) return
    if (this.running) {
      this.again = true
      return
    }
    clearTimeout(this.timer)
    this.running = this.once().finally(() => {
      this.running = undefined
      if (!this.again) return
      this.again = false
      this.wake()
    })
  }

  /** Lets the run in progress finish and begins no other. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.running
  }

  private async once(): Promise<void> {
    let sleep = 1000
    try {
      sleep = await this.work()
    } catch (error) {
      if (!this.stopped)
        this.logger.warn({ worker: this.name, error: error instanceof Error ? error.name : 'unknown' }, 'worker run failed')
    }
    if (!this.stopped) this.timer = setTimeout(this.wake, Math.max(0, sleep))
  }
}
