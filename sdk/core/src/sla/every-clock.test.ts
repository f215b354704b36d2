import { describe, expect, it } from 'vitest'
import type { EventName } from '../case/event-name.ts'
import type { CaseEvent } from '../case/event.ts'
import { aPolicy, aSla } from '../testing/index.ts'
import { computeClocks } from './clocks.ts'
import type { ClockRule } from './schema.ts'

const NINE = 1_793_581_200_000
const MINUTE = 60_000

/** Domain §3.5, row by row: from which events to which, and what holds it meanwhile. */
const rows: [
  clock: string,
  per: ClockRule['per'],
  start: EventName[],
  stop: EventName[],
  pause?: [by: 'suspension' | 'supplement' | 'consultation', opens: EventName, closes: EventName],
][] = [
  [
    'dispatch 转交',
    'case',
    ['case.admitted', 'case.approved'],
    ['case.dispatched'],
    ['supplement', 'case.returnedToTown', 'case.supplemented'],
  ],
  ['sign 签收', 'assignment', ['assignment.created'], ['assignment.signed']],
  ['arrive 到场', 'assignment', ['assignment.signed'], ['assignment.arrived'], ['suspension', 'case.suspended', 'case.resumed']],
  ['plan 方案', 'assignment', ['assignment.arrived'], ['assignment.planSubmitted'], ['suspension', 'case.suspended', 'case.resumed']],
  [
    'reply 答复',
    'assignment',
    ['assignment.arrived'],
    ['assignment.done'],
    ['consultation', 'case.consultationOpened', 'case.consultationClosed'],
  ],
  ['rework 重办', 'assignment', ['assignment.reworkStarted'], ['assignment.done'], ['suspension', 'case.suspended', 'case.resumed']],
  ['verify 核实', 'case', ['case.resultSubmitted'], ['case.verified', 'case.verificationFailed']],
  ['consent 同意结案', 'case', ['case.verified'], ['case.consented', 'case.consentRefused']],
  ['evaluate 评价', 'case', ['case.consented'], ['case.evaluated']],
  ['callback 回访', 'case', ['case.evaluated'], ['case.callbackDone']],
  ['adjudication 定责', 'case', ['case.adjudicationOpened'], ['case.adjudicated']],
  ['consultation 会商', 'case', ['case.consultationOpened'], ['case.consultationClosed']],
  ['return review 退回审核', 'assignment', ['assignment.returnRequested'], ['assignment.returnRefused', 'assignment.returned']],
  ['appeal window 申诉期', 'case', ['case.closed'], ['appeal.opened']],
  ['appeal decision 申诉甄别', 'case', ['appeal.opened'], ['appeal.decided']],
  ['post-hoc registration 事后补登', 'case', ['case.bypassed'], ['case.registered']],
  ['supervision order 督办单', 'order', ['order.issued'], ['order.replied', 'order.closed']],
  ['high-risk response 高风险响应', 'case', ['risk.flagged'], ['risk.responded', 'risk.cleared']],
]

describe('every clock of the regulation can be written, started, held and stopped', () => {
  it.each(
    rows.flatMap(([name, per, start, stop, pause]) =>
      start.flatMap((from) => stop.map((to) => [name, from, to, { per, start, stop, pause }] as const)),
    ),
  )('%s: %s → %s', (_name, from, to, { per, start, stop, pause }) => {
    const rule: ClockRule = {
      id: 'one',
      name: 'one',
      per,
      owner: 'platform',
      start,
      stop,
      goals: [{ amount: 60, unit: 'minute', basis: 'natural' }],
      onReentry: 'restart',
      warnAt: [],
      ...(pause && { pauseBy: [pause[0]] }),
    }
    const policy = { ...aPolicy(), sla: aSla({ clocks: [rule] }) }
    const story: [EventName, number][] = [
      [from, 2],
      ...(pause
        ? ([
            [pause[1], 12],
            [pause[2], 32],
          ] as [EventName, number][])
        : []),
    ]
    const events = tell(per, story)
    const due = NINE + (2 + 60 + (pause ? 20 : 0)) * MINUTE
    expect(clocks(policy, events)).toMatchObject([{ status: 'running', dueAt: due, breached: false }])
    if (pause) expect(clocks(policy, events.slice(0, -1))).toMatchObject([{ status: 'paused' }])
    const stopped = tell(per, [...story, [to, 40]])
    expect(clocks(policy, stopped)).toMatchObject([{ status: 'met', stoppedAt: NINE + 40 * MINUTE, breached: false }])
    expect(clocks(policy, tell(per, [...story, [to, 400]]))).toMatchObject([{ status: 'met', breached: true }])
  })
})

function clocks(policy: ReturnType<typeof aPolicy>, events: CaseEvent[]) {
  return computeClocks(policy, events, NINE + 41 * MINUTE)
}

/** A case whose whistle and one task stand at the beginning; events of a task or an order carry its id. */
function tell(per: ClockRule['per'], story: readonly [EventName, number][]): CaseEvent[] {
  const begin: [EventName, number][] =
    story.some(([type]) => type === 'assignment.created') || per !== 'assignment' ? [] : [['assignment.created', 1]]
  return [['case.submitted', 0] as [EventName, number], ...begin, ...story].map(([type, minute], index) => ({
    seq: index + 1,
    type,
    at: NINE + minute * MINUTE,
    by: { person: 'p', name: 'p', unit: 'PT', roles: [] },
    ...(type.startsWith('assignment.') && { assignment: 'a1', unit: 'ZF' }),
    data: type.startsWith('order.')
      ? { id: 'o1', order: 'written' }
      : type === 'case.submitted'
        ? { id: 'c1', town: 'T1', form: {} }
        : { role: 'lead' },
  }))
}
