import type { LogMessage } from '@shaotai/plugin/protocol'
import type { HostServices } from '../host.ts'

/** Takes the lines of one plugin: so many a second, cut to size; what is more is counted. */
export class LogSink {
  lines = 0
  dropped = 0
  private second = 0
  private taken = 0
  private told = false

  private readonly plugin: string
  private readonly services: HostServices
  private readonly most: number
  private readonly now: () => number

  constructor(plugin: string, services: HostServices, most: number, now: () => number) {
    this.plugin = plugin
    this.services = services
    this.most = most
    this.now = now
  }

  take({ level, message, fields }: LogMessage, contribution?: string): void {
    const at = this.now()
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) {
      this.second = second
      this.taken = 0
      this.told = false
    }
    if (++this.taken > this.most) {
      this.dropped++
      if (!this.told)
        this.services.incident?.({
          plugin: this.plugin,
          at,
          kind: 'log-flood',
          message: `More than ${this.most} lines a second; the rest is left out`,
        })
      this.told = true
      return
    }
    this.lines++
    this.services.log?.({
      plugin: this.plugin,
      at,
      level: LEVELS.includes(level) ? level : 'info',
      message: String(message).slice(0, 4000),
      ...(fields !== undefined && JSON.stringify(fields).length <= 20_000 && { fields }),
      ...(contribution !== undefined && { contribution }),
    })
  }
}

const LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error']
