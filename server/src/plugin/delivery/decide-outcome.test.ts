import type { CallFailure } from '@shaotai/plugin-host'
import { describe, expect, it } from 'vitest'
import { NEVER } from '../../platform/db/columns.ts'
import { decideFailed, LONGEST_WAIT, type Delivering } from './decide-outcome.ts'

const six: Delivering = { attempts: 6, backoff: 10_000, once: 'at-least' }
const once: Delivering = { ...six, once: 'at-most' }
const after = (failure: Partial<CallFailure> & Pick<CallFailure, 'class'>, how: Delivering, attempt: number, random = 1) =>
  decideFailed({ message: 'm', ...failure }, how, { attempt, now: 0, random })

describe('a delivery that failed', () => {
  it.each<[name: string, got: unknown, expected: unknown]>([
    ['is tried again', after({ class: 'retry' }, six, 1), { state: 'open', nextAt: 10_000, attempts: 1 }],
    ['later each time', after({ class: 'retry' }, six, 3), { state: 'open', nextAt: 40_000, attempts: 3 }],
    ['with half of the wait by chance', after({ class: 'retry' }, six, 3, 0), { state: 'open', nextAt: 20_000, attempts: 3 }],
    [
      'but never more than an hour later',
      after({ class: 'retry' }, { ...six, attempts: 99 }, 40),
      { state: 'open', nextAt: LONGEST_WAIT, attempts: 40 },
    ],
    ['not before the peer asked', after({ class: 'retry', after: 120_000 }, six, 1), { state: 'open', nextAt: 120_000, attempts: 1 }],
    ['until its attempts are used up', after({ class: 'retry' }, six, 6), { state: 'dead', attempts: 6 }],
    ['like an error nobody classified', after({ class: 'fault' }, six, 2), { state: 'open', nextAt: 20_000, attempts: 2 }],
    ['and a crash', after({ class: 'crashed' }, six, 6), { state: 'dead', attempts: 6 }],
    ['is dead at once when it can never succeed', after({ class: 'reject' }, six, 1), { state: 'dead', attempts: 1 }],
    [
      'pauses its contribution when only an administrator can mend it, and counts no attempt',
      after({ class: 'needs-admin', fix: 'config.key' }, six, 6),
      { state: 'open', nextAt: NEVER, attempts: 5, pause: { reason: 'm', fix: 'config.key' } },
    ],
    [
      'waits for a plugin that could not run, and counts no attempt',
      after({ class: 'unavailable' }, six, 6, 0.5),
      { state: 'open', nextAt: 15_000, attempts: 5 },
    ],
    ['at most once: is not repeated after a crash', after({ class: 'crashed' }, once, 1), { state: 'unknown', attempts: 1 }],
    ['at most once: nor after the deadline', after({ class: 'timeout' }, once, 1), { state: 'unknown', attempts: 1 }],
    ['at most once: nor after a fault', after({ class: 'fault' }, once, 1), { state: 'unknown', attempts: 1 }],
    [
      'at most once: is repeated when the plugin knows that nothing happened',
      after({ class: 'retry' }, once, 1),
      { state: 'open', nextAt: 10_000, attempts: 1 },
    ],
    [
      'at most once: waits for a plugin that did not run',
      after({ class: 'unavailable' }, once, 1, 0.5),
      { state: 'open', nextAt: 15_000, attempts: 0 },
    ],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected)
  })
})
