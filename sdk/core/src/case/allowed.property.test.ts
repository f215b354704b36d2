import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RequestRule } from '../flow/schema.ts'
import {
  A_WHISTLE,
  actorOf,
  aWatchedOrganisation,
  aWatchedPolicy,
  aWatchedStoryAt,
  type Story,
  type WatchedPoint,
} from '../testing/index.ts'
import { allowedCommands, type AllowedCommand } from './allowed.ts'
import type { CommandName } from './command.ts'

const organisation = aWatchedOrganisation()
const PEOPLE = organisation.people.map((one) => one.id)
const POINTS: readonly WatchedPoint[] = ['triage', 'dispatched', 'handling', 'verify', 'consent', 'evaluate', 'callback']

/** Requests may be granted once each, so that a count runs out soon. */
const policy = aWatchedPolicy()
const flows = policy.flows.map((flow) => ({
  ...flow,
  limits: { ...flow.limits, refusedReturns: 1, supplements: 1 },
  requests: flow.requests.map((rule): RequestRule => (rule.kind === 'appeal' ? rule : { ...rule, max: 1 })),
}))
const scarce = { ...policy, flows }

/** Refusals that come of the clock on the wall, or of how often something was done before. */
const OF_TIME_OR_COUNT = [
  'case.request.window-over',
  'case.request.too-late',
  'case.request.no-clock',
  'case.request.too-many',
  'case.request.final',
  'case.request.already-open',
  'case.appeal.already',
  'case.appeal.nothing',
  'case.reopen.too-late',
  'case.supplement.too-many',
  'case.urge.too-soon',
  'case.urge.nobody',
]

/** What the screen of a command would send; it need not be right in every value. */
function dataFor(one: AllowedCommand, { state }: Story, choice: number): Record<string, unknown> {
  const reason = { ...(one.reasons[0] && { id: one.reasons[0].id }), text: '理由' }
  const made: Partial<Record<CommandName, Record<string, unknown>>> = {
    dispatch: { lead: 'ZF', cooperating: ['SL'], reason },
    redispatch: { lead: 'ZF', cooperating: ['SL'], reason },
    openRequest: {
      kind: one.kind,
      ...(one.assignment && { assignment: one.assignment }),
      ...(one.choices && { against: one.choices[choice % one.choices.length]?.id }),
      reason,
      ...(one.kind !== 'appeal' && { days: 1 }),
      ...(one.tellsReporter && { reporterTold: '已告知' }),
    },
    decideRequest: { request: one.request, approve: choice % 2 === 0, reason },
    withdrawRequest: { request: one.request },
    nameResponders: { assignment: one.assignment, responders: [{ name: '张三' }] },
    progress: { assignment: one.assignment, text: '在办' },
    rate: {
      ratings: state.assignments
        .filter((each) => each.phase === 'DONE')
        .map((each) => ({ assignment: each.id, values: { speed: 3, quality: 4 } })),
    },
    giveFeedback: { ...one.fixed },
    urge: {},
    supplement: { form: A_WHISTLE.form },
    adjudicate: { lead: 'ZF', cooperating: ['SL'], reason },
    addResponders: { assignment: one.assignment, responders: [{ name: `李${choice}` }] },
    transfer: { assignment: one.assignment, to: { name: `李${choice}` }, reason },
    delegate: { assignment: one.assignment, to: { name: `李${choice}` } },
    merge: { target: 'c2', reason },
    riskStep: { ...one.fixed, reason },
    issueOrder: { ...one.fixed, ...(one.choices && { units: one.choices.map((each) => each.id) }), text: '请抓紧' },
    replyOrder: { ...one.fixed, text: '已办' },
    closeOrder: { ...one.fixed, reason },
  }
  return made[one.command] ?? { ...(one.assignment && { assignment: one.assignment }), ...(one.reason !== 'none' && { reason }) }
}

const attempts = fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.nat(40), fc.constantFrom(1, 20, 90, 1500, 6000, 12000)), {
  maxLength: 30,
})

describe('what is offered, in any history', () => {
  it('is not refused for being too late, too soon or once too often', () => {
    fc.assert(
      fc.property(fc.constantFrom(...POINTS), fc.boolean(), attempts, (point, closed, choices) => {
        const story = aWatchedStoryAt(point, scarce)
        if (story.state.state === 'callback' && closed) story.do('caller', 'callback')
        for (const [person, choice, minutes] of choices) {
          story.wait(minutes)
          const moment = { now: story.now, clocks: story.clocks() }
          const offered = allowedCommands(scarce, story.state, actorOf(organisation, person), moment)
          const before = [story.events, story.now] as const
          for (const one of offered) {
            const refusal = story.as(person, one.command, dataFor(one, story, choice))
            if (refusal) expect(OF_TIME_OR_COUNT, `${person} ${one.command}`).not.toContain(refusal.code)
            ;[story.events, story.now] = [...before]
          }
          const chosen = offered[choice % Math.max(1, offered.length)]
          if (chosen) story.as(person, chosen.command, dataFor(chosen, story, choice))
        }
      }),
      { numRuns: 300 },
    )
  })
})
