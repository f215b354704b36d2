import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeEntryClocks } from './clocks.ts'
import { decideLedgerEntry } from './decide.ts'
import type { EntryEvent } from './event.ts'
import { replayLedgerEntry } from './evolve.ts'
import { entryTimers } from './timers.ts'
import { ledgerOf } from './turn.ts'

/** Timers one entry may fire in one stretch: a story does not hang on a rule that always finds another. */
const MOST = 500

/** The events of an entry once every timer up to `now` has fired, in order of time. */
export function playEntryTimers(policy: Policy, events: readonly EntryEvent[], now: Instant): EntryEvent[] {
  const played = [...events]
  const fired = new Set(events.map((event) => event.data.timer))
  for (let count = 0; count < MOST; count++) {
    const entry = replayLedgerEntry(played)
    const ledger = entry && ledgerOf(policy, entry.ledger)
    const clocks = computeEntryClocks(policy, played, now, { explain: false })
    const next = ledger && entryTimers(ledger, clocks).find((timer) => timer.at <= now && !fired.has(timer.key))
    if (!entry || !next) break
    fired.add(next.key)
    const at = Math.max(next.at, played.at(-1)?.at ?? 0)
    const context = { policy, policyHash: entry.policy, actor: SYSTEM, now: at, clocks: () => computeEntryClocks(policy, played, at) }
    const decided = decideLedgerEntry(context, entry, { name: 'fireClock', data: { timer: next.key } })
    if (decided.ok) played.push(...decided.value)
  }
  return played
}
