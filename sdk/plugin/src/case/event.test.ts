import { CANONICAL_EVENTS, CASE_PHASES, ASSIGNMENT_PHASES } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { EVENT_NAMES } from './event.ts'
import type { AssignmentPhase, CasePhase } from './view.ts'

/** Events that stay inside: how the product itself works, and what is decided behind closed doors. */
const INSIDE = [
  'case.calendarChanged',
  'case.policyChanged',
  'approval.',
  'panel.',
  'listChange.',
  'rating.',
  'clock.recomputed',
  'risk.predicted',
  'risk.responded',
  'risk.followedUp',
  'risk.calledBack',
  'risk.fedBack',
]

describe('the events of plugins', () => {
  it('are events of the product', () => {
    expect(EVENT_NAMES.filter((name) => !(CANONICAL_EVENTS as readonly string[]).includes(name))).toEqual([])
  })

  it('are all of them but those that stay inside', () => {
    const missing = CANONICAL_EVENTS.filter((name) => !(EVENT_NAMES as readonly string[]).includes(name))
    expect(
      missing.filter((name) => !INSIDE.some((inside) => name === inside || (inside.endsWith('.') && name.startsWith(inside)))),
    ).toEqual([])
  })

  it('speak of the phases of the product', () => {
    const phases: readonly CasePhase[] = CASE_PHASES
    const assignment: readonly AssignmentPhase[] = ASSIGNMENT_PHASES
    expect(phases.length + assignment.length).toBeGreaterThan(20)
  })
})
