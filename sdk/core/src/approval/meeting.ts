import { parseCivilDate } from '../calendar/civil.ts'
import { compareFractions, fractionOf, makeFraction } from '../shared/fraction.ts'
import type { CivilDate } from '../shared/instant.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Resolution } from './resolution.ts'
import type { MeetingRule } from './schema.ts'
import { meets } from './threshold.ts'

/**
 * Whether a resolution can be: its figures agree with each other, enough were present, the minutes are there where the rule asks for them,
 * and what the meeting says it decided is what its votes say. `today` is the county's day. Every refusal points at the figure.
 * Refusals: `case.resolution.date`, `.present`, `.votes`, `.quorum`, `.minutes`, `.contradiction`.
 */
export function checkResolution(rule: MeetingRule, resolution: Resolution, today: CivilDate): Result<'passed' | 'failed'> {
  const { date, expected, present, abstained, minutes = [], result } = resolution
  const votes = resolution.for + resolution.against + abstained
  const no = (code: string, field: string, params: Record<string, unknown>) => fail(refuse(code, params, { at: `/resolution/${field}` }))
  if (parseCivilDate(date) === undefined || date > today) return no('case.resolution.date', 'date', { date })
  if (present > expected) return no('case.resolution.present', 'present', { present, expected })
  if (votes !== present) return no('case.resolution.votes', 'for', { votes, present })
  if (compareFractions(makeFraction(BigInt(present), BigInt(expected)), fractionOf(rule.quorum)) < 0)
    return no('case.resolution.quorum', 'present', { present, expected, quorum: rule.quorum })
  if (rule.minutes && minutes.length === 0) return no('case.resolution.minutes', 'minutes', {})
  const computed = meetingResult(rule, resolution)
  if (result !== undefined && result !== computed) return no('case.resolution.contradiction', 'result', { given: result, computed })
  return ok(computed)
}

/** What the votes of a meeting decided. */
export function meetingResult(rule: MeetingRule, resolution: Resolution): 'passed' | 'failed' {
  const base = { expected: resolution.expected, present: resolution.present, cast: resolution.for + resolution.against }[rule.base]
  return meets(rule, resolution.for, base) ? 'passed' : 'failed'
}
