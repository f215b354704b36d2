import type { Timing } from './timing.ts'

/** One breaker for each contribution: after several crashes calls are kept away, so that the rest of the plugin goes on. */
export class Breakers {
  private readonly crashes = new Map<string, number[]>()
  private readonly open = new Map<string, { until: number; reason: string }>()

  private readonly timing: Pick<Timing, 'crashes' | 'crashWindow' | 'breaker'>

  constructor(timing: Pick<Timing, 'crashes' | 'crashWindow' | 'breaker'>) {
    this.timing = timing
  }

  /** Counts a crash; true when it opened the breaker. */
  crashed(contribution: string, now: number, reason: string): boolean {
    const recent = [...(this.crashes.get(contribution) ?? []).filter((at) => at > now - this.timing.crashWindow), now]
    this.crashes.set(contribution, recent)
    if (recent.length < this.timing.crashes) return false
    // One more crash after the wait opens it again.
    this.crashes.set(contribution, recent.slice(1))
    this.open.set(contribution, { until: now + this.timing.breaker, reason })
    return true
  }

  /** Why a contribution is kept away now, and for how long; after the wait one call may try. */
  refuses(contribution: string, now: number): { readonly reason: string; readonly after: number } | undefined {
    const found = this.open.get(contribution)
    if (!found) return undefined
    if (now < found.until) return { reason: found.reason, after: found.until - now }
    this.open.delete(contribution)
    return undefined
  }

  succeeded(contribution: string): void {
    if (this.open.size + this.crashes.size === 0) return
    this.crashes.delete(contribution)
    this.open.delete(contribution)
  }

  reset(contribution?: string): void {
    for (const one of contribution === undefined ? [...this.crashes.keys(), ...this.open.keys()] : [contribution]) this.succeeded(one)
  }

  reasons(now: number): Record<string, string> {
    return Object.fromEntries(
      [...this.open].filter(([, { until }]) => now < until).map(([contribution, { reason }]) => [contribution, reason]),
    )
  }
}
