/** Lets so many through each second, after a burst of twice as many; the others wait their turn. */
export class Rate {
  private tokens: number
  private last = performance.now()

  private readonly perSecond: number

  constructor(perSecond: number) {
    this.perSecond = perSecond
    this.tokens = perSecond * 2
  }

  /** How long to wait before going on, ms. The turn is taken already. */
  take(): number {
    const now = performance.now()
    this.tokens = Math.min(this.perSecond * 2, this.tokens + ((now - this.last) / 1000) * this.perSecond)
    this.last = now
    this.tokens -= 1
    return this.tokens >= 0 ? 0 : (-this.tokens / this.perSecond) * 1000
  }

  giveBack(): void {
    this.tokens += 1
  }
}
