import type { Instant } from '@shaotai/core'

/** The only source of time of the server. An abstract class so that it can be injected by type. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): Instant
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Instant {
    return Date.now()
  }
}

/** A clock that tests move by hand. */
export class FakeClock extends Clock {
  private current: Instant

  constructor(start: Instant = 1_767_225_600_000) {
    super()
    this.current = start
  }

  now(): Instant {
    return this.current
  }

  /** Moves forward by whole milliseconds. */
  advance(ms: number): void {
    this.current += ms
  }

  /** Jumps to an instant. */
  set(at: Instant): void {
    this.current = at
  }
}

/** A clock that runs ahead of another by what it was moved; it never stands still. */
export class OffsetClock extends Clock {
  private readonly base: Clock
  private offset: number

  constructor(base: Clock, offset = 0) {
    super()
    this.base = base
    this.offset = offset
  }

  now(): Instant {
    return this.base.now() + this.offset
  }

  /** By how many milliseconds it is ahead. */
  get ahead(): number {
    return this.offset
  }

  /** Moves it so that it shows this instant now. */
  moveTo(at: Instant): void {
    this.offset = at - this.base.now()
  }
}
