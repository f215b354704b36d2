import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { A_RESOLUTION, A_WHISTLE, actorOf, aDeliberatingOrganisation, aDeliberatingPolicy, aStory, type Story } from '../testing/index.ts'
import { allowedCommands, type AllowedCommand } from './allowed.ts'
import type { CommandName } from './command.ts'
import { evolve } from './evolve.ts'
import type { Case } from './event.ts'

const policy = aDeliberatingPolicy()
const organisation = aDeliberatingOrganisation()
const PEOPLE = organisation.people.map((one) => one.id)
const REASON = { text: '理由' }

/** Data that fit a command as it is offered: what a form can know is right, so only the rules can refuse it. */
function dataFor(one: AllowedCommand, state: Case, choice: number): Record<string, unknown> {
  const seat = { approval: one.approval, ...(one.seat && { seat: one.seat }) }
  const units = choice % 2 === 0 ? { lead: 'ZF', cooperating: ['SL'] } : { lead: 'SL', cooperating: [] }
  const reason = { ...(one.reasons[0] && { id: one.reasons[0].id }), text: '理由' }
  const target = one.targets?.[0]
  const made: Partial<Record<CommandName, Record<string, unknown>>> = {
    dispatch: { ...units, reason },
    redispatch: { ...units, reason },
    adjudicate: { ...units, reason },
    voteOnPanel: units,
    recuse: { reason: REASON },
    signApproval: { ...seat, stance: one.stances?.[choice % (one.stances?.length ?? 1)], comment: '意见' },
    resolveMeeting: { ...seat, resolution: choice % 2 === 0 ? A_RESOLUTION : { ...A_RESOLUTION, for: 1, against: 6 } },
    addSeat: { ...seat, position: one.kind, person: 'supervisor' },
    removeSeat: seat,
    passOn: { ...seat, kind: one.kind, person: PEOPLE[choice % PEOPLE.length] },
    advise: { ...seat, text: '意见' },
    sendBack: { ...seat, to: target?.to, ...(target?.to === 'seat' && { target: target.seat }), reason: REASON },
    resubmit: { approval: one.approval },
    withdrawApproval: { approval: one.approval },
    readCopy: { approval: one.approval },
    register: { form: { why: '火情' } },
    closeConsultation: { step: one.step, minutes: { measures: [{ text: '联合清理', unit: 'ZF', due: '2026-11-20' }] } },
    openConsultation: { reason: REASON },
    changeLevel: { level: ['normal', 'key', 'knotty'][choice % 3], reason },
    supplement: { form: A_WHISTLE.form },
    openRequest: { kind: one.kind, ...(one.assignment && { assignment: one.assignment }), reason, days: 1 + (choice % 6), level: 'key' },
    decideRequest: { request: one.request, approve: choice % 2 === 0, reason: REASON },
    withdrawRequest: { request: one.request },
    nameResponders: { assignment: one.assignment, responders: [{ person: 'zf-leader', name: '领导' }] },
    progress: { assignment: one.assignment, text: '在办' },
    rate: {
      ratings: state.assignments
        .filter((each) => each.phase === 'DONE')
        .map((each) => ({ assignment: each.id, values: { speed: 3, quality: 4 } })),
    },
    urge: {},
    resume: {},
  }
  return (
    made[one.command] ?? {
      ...(one.assignment && { assignment: one.assignment }),
      ...(one.reason !== 'none' && { reason }),
      ...(one.form && { form: { result: '完成' } }),
    }
  )
}

/** What depends on values the person chooses, or on who exactly is named: a form cannot know it beforehand. */
const OF_VALUES = ['case.request.too-long', 'case.level.same', 'case.approval.has-seat', 'case.approval.other-unit', 'case.responders.rank']

const attempts = fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.nat(40), fc.nat(600)), { maxLength: 45 })
const categories = fc.constantFrom('quick', 'hard', 'urgent')

function wander(
  category: string,
  choices: readonly (readonly [string, number, number])[],
  seen: (story: Story, person: string) => void = () => undefined,
) {
  const story = aStory(policy, organisation).do('town', 'submit', { ...A_WHISTLE, category })
  const refused: string[] = []
  for (const [person, choice, minutes] of choices) {
    story.wait(minutes)
    seen(story, person)
    const offered = allowedCommands(policy, story.state, actorOf(organisation, person), { now: story.now, clocks: story.clocks() })
    const one = offered[choice % Math.max(1, offered.length)]
    const refusal = one && story.as(person, one.command, dataFor(one, story.state, choice))
    if (refusal) refused.push(`${one.command} ${refusal.code}`)
  }
  return { story, refused }
}

describe('what several decide, in any history', () => {
  it('an offered command works', () => {
    fc.assert(
      fc.property(categories, attempts, (category, choices) => {
        const { refused } = wander(category, choices)
        expect(refused.filter((one) => !OF_VALUES.some((code) => one.endsWith(code)))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('a category without levels offers nobody another one', () => {
    const { state } = aStory(policy, organisation).do('town', 'submit', { ...A_WHISTLE, category: 'urgent' })
    expect(policy.categories.find((one) => one.id === 'urgent')?.levels ?? []).toEqual([])
    const changes = policy.flows.flatMap((flow) => flow.steps).find((step) => step.act === 'changeLevel')?.from[0]
    const offered = (category: string) =>
      PEOPLE.flatMap((person) =>
        allowedCommands(policy, { ...state, category, state: changes ?? '' }, actorOf(organisation, person), { now: 0 }),
      ).map((one) => one.command)
    expect(offered('quick')).toContain('changeLevel')
    expect(offered('urgent')).not.toContain('changeLevel')
  })

  it('a command that is not offered is refused', () => {
    const names: readonly CommandName[] = [
      'signApproval',
      'resolveMeeting',
      'addSeat',
      'passOn',
      'sendBack',
      'resubmit',
      'withdrawApproval',
      'readCopy',
      'advise',
      'voteOnPanel',
      'recuse',
      'register',
      'insist',
      'admit',
      'deny',
      'adjudicate',
      'openAdjudication',
      'openConsultation',
      'closeConsultation',
      'changeLevel',
    ]
    fc.assert(
      fc.property(categories, attempts, (category, choices) => {
        wander(category, choices, (story, person) => {
          const offered = new Set(
            allowedCommands(policy, story.state, actorOf(organisation, person), { now: story.now }).map((one) => one.command),
          )
          for (const name of names) {
            if (offered.has(name)) continue
            const before = [story.events, story.now] as const
            const data = dataFor(
              { command: name, name, reason: 'required', reasons: [], kind: name === 'passOn' ? 'transfer' : 'before' },
              story.state,
              0,
            )
            const refusal = story.as(person, name, name === 'signApproval' ? { ...data, stance: 'approve' } : data)
            ;[story.events, story.now] = [before[0], before[1]]
            expect(refusal?.code, `${person} ${name} in ${story.state.state}`).toBeDefined()
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  it('an approval never passes and fails, and nobody signs it twice', () => {
    fc.assert(
      fc.property(categories, attempts, (category, choices) => {
        const { events } = wander(category, choices).story
        const ends = events.filter(({ type }) => type === 'approval.passed' || type === 'approval.failed').map(({ data }) => data.approval)
        expect(new Set(ends).size).toBe(ends.length)
        let state: Case | undefined
        for (const event of events) {
          state = evolve(state, event)
          for (const { seats } of state.approvals ?? []) {
            const signed = seats.flatMap(({ answer }) => (answer ? [(answer.standingFor ?? answer.by).id] : []))
            expect(new Set(signed).size).toBe(signed.length)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})
