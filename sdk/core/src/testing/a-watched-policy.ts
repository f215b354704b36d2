import type { AssignmentStep, Flow, RequestRule, Step } from '../flow/schema.ts'
import type { Organisation, Person } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { aFlow } from './a-flow.ts'
import { aPolicy } from './a-policy.ts'
import { aSla } from './a-sla.ts'
import { A_WHISTLE, aStory, type Story } from './a-story.ts'
import { anOrganisation } from './an-organisation.ts'

/**
 * `aPolicy` with everything that watches over a case: merging, verification by three sides, callback with screening, appeals, tiers and deadlines of
 * requests, supervision orders, hand-over to the discipline office, a high-risk loop, work passed on inside a department.
 * draft → triage → … → handling → verify → consent → evaluate → callback → closing → closed; screening stands beside callback.
 */
export function aWatchedPolicy(overrides: Partial<Flow> = {}): Policy {
  const policy = aPolicy({ flows: [aWatchedFlow(overrides)], sla: aWatchedSla(), examples: [] })
  return {
    ...policy,
    supervision: {
      rules: [
        ...policy.supervision.rules,
        {
          id: 'arrive-red',
          name: '逾期一小时未到场',
          clock: 'arrive',
          on: 'breached',
          afterMinutes: 60,
          card: 'red',
          notify: ['supervisor'],
        },
        { id: 'consent-remind', name: '请尽快表态', clock: 'consent', on: 'warned', card: 'none', notify: ['town-clerk'] },
        { id: 'consent-principal', name: '镇街逾期未表态', clock: 'consent', on: 'breached', card: 'none', notify: ['town-principal'] },
        {
          id: 'consent-office',
          name: '镇街久未表态',
          clock: 'consent',
          on: 'breached',
          after: { amount: 1, unit: 'day', basis: 'working-days' },
          card: 'none',
          notify: ['county-office'],
        },
      ],
      orders: [
        {
          id: 'written',
          name: '督办单',
          by: ['supervisor', 'dispatcher'],
          to: 'assignees',
          replyBy: ['dept-clerk', 'dept-leader'],
          card: 'white',
          blocksClosing: true,
        },
        {
          id: 'town-order',
          name: '镇街督办',
          by: ['town-clerk'],
          to: 'lead',
          replyBy: ['dept-leader'],
          closeBy: ['town-clerk', 'supervisor'],
        },
      ],
      handovers: [
        { id: 'two-red', name: '一月两红', card: 'red', count: 2, per: 'month', notify: ['discipline-officer'], clause: '第二十条' },
      ],
    },
  }
}

/** A story under `aWatchedPolicy` up to a point: as `aStoryAt`, then `verify`, `consent` (verified), `evaluate` (consented), `callback` (rated, sampled). */
export function aWatchedStoryAt(point: WatchedPoint, policy: Policy = aWatchedPolicy()): Story {
  const story = aStory(policy, aWatchedOrganisation()).do('town', 'submit', A_WHISTLE)
  const acts: [WatchedPoint, (story: Story) => unknown][] = [
    ['triage', () => undefined],
    ['dispatched', (one) => one.do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })],
    [
      'handling',
      (one) => {
        for (const clerk of ['zf-clerk', 'sl-clerk'])
          one
            .do(clerk, 'sign')
            .do(clerk, 'nameResponders', { responders: [{ person: clerk, name: clerk }] })
            .do(clerk, 'arrive')
      },
    ],
    [
      'verify',
      (one) => {
        for (const clerk of ['zf-clerk', 'sl-clerk']) one.do(clerk, 'reply', { form: { result: '已清理' } })
      },
    ],
    [
      'consent',
      (one) =>
        one.do('town', 'giveFeedback', { source: 'town' }).do('zf-clerk', 'giveFeedback', { source: 'department' }).do('duty', 'verify'),
    ],
    ['evaluate', (one) => one.do('town', 'consent')],
    ['callback', (one) => one.do('town', 'rate', { ratings: GOOD_RATINGS })],
  ]
  for (const [name, act] of acts) {
    act(story)
    if (name === point) break
  }
  return story
}

export type WatchedPoint = 'triage' | 'dispatched' | 'handling' | 'verify' | 'consent' | 'evaluate' | 'callback'

export const GOOD_RATINGS = [
  { unit: 'ZF', values: { speed: 5, quality: 4 } },
  { unit: 'SL', values: { speed: 4, quality: 4 } },
]

/** The organisation of `aWatchedPolicy`: two towns, a platform head, screeners and the people of the county who are told. */
export function aWatchedOrganisation(): Organisation {
  const { units, people, county } = anOrganisation()
  const person = (id: string, unit: string, ...roles: Person['roles']): Person => ({ id, account: id, name: id, unit, roles })
  return {
    county,
    units: [...units, { id: 'T2', name: '西河镇', type: 'town', active: true }, { id: 'JW', name: '纪委', type: 'office', active: true }],
    people: [
      ...people,
      person('other-town', 'T2', 'town-clerk'),
      person('head', 'PT', 'platform-head'),
      person('duty', 'PT', 'duty'),
      person('caller', 'PT', 'callback-agent'),
      person('county', 'JW', 'county-leader'),
      person('screener', 'JW', 'screener'),
      person('third-screener', 'JW', 'screener'),
      person('rater-screener', 'JW', 'screener', 'town-clerk'),
      person('town-screener', 'T1', 'screener'),
      person('dispatcher-screener', 'PT', 'screener', 'dispatcher'),
    ],
  }
}

function aWatchedFlow(overrides: Partial<Flow>): Flow {
  const flow = aFlow()
  const replaced = new Set(['result-submitted', 'evaluate'])
  return {
    ...flow,
    states: [
      ...flow.states,
      { id: 'verify', name: '待核实', phase: 'VERIFY' },
      { id: 'consult', name: '二次会商', phase: 'CONSULT' },
      { id: 'callback', name: '待回访', phase: 'CALLBACK' },
      { id: 'screening', name: '待甄别', phase: 'CALLBACK' },
      { id: 'rejected', name: '不予受理', phase: 'REJECTED' },
      { id: 'merged', name: '已并件', phase: 'MERGED' },
      { id: 'void', name: '已作废', phase: 'VOID' },
    ],
    steps: [...steps(), ...flow.steps.filter((step) => !replaced.has(step.id))],
    assignment: { steps: [...flow.assignment.steps, ...insideSteps()] },
    requests: [...flow.requests.map(timed), ...requests()],
    merge: { acrossTowns: ['platform-head'] },
    verification: {
      sources: [
        { source: 'town', name: '镇街反馈', by: ['town-clerk'], required: true },
        { source: 'department', name: '部门反馈', by: ['dept-clerk'], required: true },
        { source: 'public', name: '群众反馈', by: ['duty'], required: true, when: { eq: ['case.highRisk', true] } },
      ],
    },
    risk: {
      name: '高风险',
      when: { eq: ['case.item', 'A-02'] },
      by: ['dispatcher', 'duty'],
      steps: [
        { act: 'predict', name: '提前预判', by: ['duty'], required: true },
        { act: 'followUp', name: '协调跟进', by: ['duty'], required: false, again: true },
      ],
    },
    reopenWithin: { amount: 5, unit: 'day', basis: 'working-days' },
    ...overrides,
  }
}

function steps(): Step[] {
  return [
    { id: 'result-submitted', act: 'resultSubmitted', name: '已答复', from: ['handling'], to: 'verify', by: ['system'] },
    { id: 'verify', act: 'verify', name: '核实', from: ['verify'], to: 'consent', by: ['duty'] },
    { id: 'not-verified', act: 'failVerification', name: '核实未通过', from: ['verify'], to: 'handling', by: ['duty'], reason: 'required' },
    {
      id: 'refuse-late',
      act: 'refuseConsent',
      name: '不同意结案',
      from: ['consent'],
      to: 'consult',
      by: ['town-clerk'],
      when: { ge: ['case.round', 3] },
      reason: 'required',
    },
    { id: 'consulted', act: 'closeConsultation', name: '会商结束', from: ['consult'], to: 'handling', by: ['dispatcher'] },
    {
      id: 'evaluate-called',
      act: 'evaluate',
      name: '评价',
      from: ['evaluate'],
      to: 'callback',
      by: ['town-clerk'],
      when: { any: [{ eq: ['case.highRisk', true] }, { lt: ['case.sample', 20] }] },
    },
    { id: 'evaluate', act: 'evaluate', name: '评价', from: ['evaluate'], to: 'closing', by: ['town-clerk'] },
    { id: 'callback', act: 'callback', name: '回访满意', from: ['callback'], to: 'closing', by: ['callback-agent'] },
    {
      id: 'callback-screen',
      act: 'refuseCallback',
      name: '回访不满意',
      from: ['callback'],
      to: 'screening',
      by: ['callback-agent'],
      outcome: 'screening',
      reason: 'required',
      reasons: [{ id: 'against-law', name: '诉求于法无据' }],
    },
    {
      id: 'callback-rework',
      act: 'refuseCallback',
      name: '回访不满意',
      from: ['callback'],
      to: 'handling',
      by: ['callback-agent'],
      reason: 'required',
      reasons: [
        { id: 'unsolved', name: '问题未解决' },
        { id: 'attitude', name: '态度不好' },
      ],
    },
    { id: 'close-screened', act: 'close', name: '销号', from: ['screening'], to: 'closed', by: ['system'] },
    { id: 'reopen', act: 'reopen', name: '重新打开', from: ['closed'], to: 'handling', by: ['town-clerk'], reason: 'required' },
    { id: 'reject', act: 'reject', name: '不予受理', from: ['triage'], to: 'rejected', by: ['dispatcher'], reason: 'required' },
    {
      id: 'merge',
      act: 'merge',
      name: '并件',
      from: ['triage', 'dispatched', 'onsite'],
      to: 'merged',
      by: ['dispatcher', 'platform-head', 'town-clerk'],
      reason: 'optional',
    },
    { id: 'unmerge', act: 'unmerge', name: '取消并件', from: ['merged'], to: 'triage', by: ['dispatcher'], reason: 'required' },
    {
      id: 'void',
      act: 'void',
      name: '作废',
      from: ['triage', 'handling', 'closed'],
      to: 'void',
      by: ['platform-head'],
      reason: 'required',
    },
  ]
}

function insideSteps(): AssignmentStep[] {
  const from: AssignmentStep['from'] = ['SIGNED', 'ARRIVED', 'WORKING']
  return [
    { id: 'transfer', act: 'transfer', name: '转办', from, by: ['dept-leader', 'dispatcher'], reason: 'optional' },
    { id: 'delegate', act: 'delegate', name: '委派', from, by: ['dept-leader', 'responder'] },
    { id: 'hand-back', act: 'handBack', name: '交回', from, by: ['responder', 'dept-leader'] },
    { id: 'add-responders', act: 'addResponders', name: '加派', from, by: ['dept-leader', 'dispatcher'] },
  ]
}

/** Extensions go higher the longer they are and lapse undecided; returns are escalated. */
function timed(rule: RequestRule): RequestRule {
  if (rule.kind === 'extension')
    return {
      ...rule,
      maxDays: 10,
      tiers: [
        { beyondDays: 3, decidedBy: ['platform-head'] },
        { beyondDays: 7, decidedBy: ['county-leader'] },
      ],
      decideWithin: { amount: 1, unit: 'day', basis: 'working-days' },
      onExpiry: 'expire',
      tellsReporter: true,
    }
  if (rule.kind === 'return')
    return {
      ...rule,
      decideWithin: { amount: 30, unit: 'minute', basis: 'natural' },
      onExpiry: 'escalate',
      escalateTo: ['platform-head'],
    }
  return rule
}

function requests(): RequestRule[] {
  return [
    {
      kind: 'merge',
      name: '并件申请',
      by: ['dispatcher'],
      decidedBy: ['platform-head'],
      from: ['PENDING', 'SIGNED'],
      reasons: [{ id: 'same-matter', name: '同一事项' }],
    },
    {
      kind: 'appeal',
      name: '申诉',
      by: ['dept-clerk', 'town-clerk'],
      decidedBy: ['screener'],
      from: ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING', 'DONE'],
      reasons: [],
      against: ['rating', 'rejection', 'return', 'card', 'callback'],
      window: { amount: 3, unit: 'day', basis: 'working-days' },
      decideWithin: { amount: 5, unit: 'day', basis: 'working-days' },
      onExpiry: 'escalate',
      escalateTo: ['county-leader'],
    },
  ]
}

function aWatchedSla(): Policy['sla'] {
  const sla = aSla()
  const base = { owner: 'assignee' as const, onReentry: 'restart' as const, warnAt: ['4/5'] }
  return aSla({
    clocks: [
      ...sla.clocks.map((clock) => (clock.id === 'dispatch' ? { ...clock, start: [...clock.start, 'case.unmerged' as const] } : clock)),
      {
        ...base,
        id: 'order',
        name: '答复督办单',
        per: 'order',
        start: ['order.issued'],
        stop: ['order.replied', 'order.closed'],
        goals: [
          { when: { eq: ['order.kind', 'town-order'] }, amount: 2, unit: 'day', basis: 'working-days' },
          { amount: 1, unit: 'day', basis: 'working-days' },
        ],
      },
    ],
  })
}
