import { describe, expect, it } from 'vitest'
import type { ApprovalRule } from '../approval/schema.ts'
import type { Flow } from '../flow/schema.ts'
import { A_MONDAY_MORNING, aWatchedOrganisation, aWatchedPolicy } from '../testing/index.ts'
import { checkPolicy } from './check.ts'
import { parsePolicy } from './parse.ts'
import type { Policy } from './schema.ts'
import { describeFinding } from './sentence.ts'
import { OVERSIGHT_SENTENCES } from './sentence-oversight.ts'

type Edit = (policy: Policy, flow: Flow) => void

const request = (flow: Flow, kind: string) => {
  const rule = flow.requests.find((one) => one.kind === kind)
  if (!rule) throw new Error(`no request ${kind}`)
  return rule
}
const step = (flow: Flow, id: string) => {
  const found = flow.steps.find((one) => one.id === id)
  if (!found) throw new Error(`no step ${id}`)
  return found
}

const group = (flow: Flow, rule: ApprovalRule) => {
  flow.approvals = [rule]
  request(flow, 'appeal').approvals = [{ approval: rule.id }]
}

const rows: [name: string, edit: Edit, finding: string][] = [
  [
    'a step that an earlier one leaves nothing to',
    (_, flow) => flow.steps.push({ ...step(flow, 'verify'), id: 'again' }),
    'policy.flow.step-shadowed /flows/0/steps/again',
  ],
  [
    'a merger of a case that is handled',
    (_, flow) => step(flow, 'merge').from.push('handling'),
    'policy.flow.merge-late /flows/0/steps/merge/from/3',
  ],
  ['a merger that leads elsewhere', (_, flow) => (step(flow, 'merge').to = 'void'), 'policy.flow.merge-state /flows/0/steps/merge/to'],
  [
    'unmerging from elsewhere',
    (_, flow) => step(flow, 'unmerge').from.push('triage'),
    'policy.flow.merge-state /flows/0/steps/unmerge/from',
  ],
  [
    'nobody who merges across towns',
    (_, flow) => {
      delete flow.merge
      flow.requests = flow.requests.filter((one) => one.kind !== 'merge')
    },
    'policy.flow.merge-across-towns /flows/0/steps',
  ],
  [
    'no clock after unmerging',
    (policy) => policy.sla.clocks.forEach((clock) => (clock.start = clock.start.filter((event) => event !== 'case.unmerged'))),
    'policy.flow.unmerge-no-clock /flows/0/steps/unmerge',
  ],
  [
    'three sides but no verification',
    (_, flow) => (step(flow, 'verify').from = ['handling']),
    'policy.flow.verification-no-step /flows/0/verification',
  ],
  [
    'one side twice',
    (_, flow) => flow.verification?.sources[1] && (flow.verification.sources[1].source = 'town'),
    'policy.flow.source-twice /flows/0/verification/sources/1/source',
  ],
  [
    'silence that must never be consent, and is',
    (_, flow) => (flow.consent = { required: true, automatic: true, neverAutomatic: true }),
    'policy.flow.consent-automatic-forbidden /flows/0/consent/automatic',
  ],
  [
    'a screening nobody decides',
    (_, flow) => (request(flow, 'appeal').against = ['card']),
    'policy.flow.screening-without-appeal /flows/0/steps/callback-screen/outcome',
  ],
  [
    'a screening without rework',
    (_, flow) => (step(flow, 'callback-rework').outcome = 'screening'),
    'policy.flow.screening-no-rework /flows/0/steps/callback-screen/outcome',
  ],
  [
    'an outcome of no callback',
    (_, flow) => (step(flow, 'verify').outcome = 'rework'),
    'policy.flow.outcome-unused /flows/0/steps/verify/outcome',
  ],
  ['a risk nobody marks', (_, flow) => flow.risk && ((flow.risk.by = []), delete flow.risk.when), 'policy.flow.risk-never /flows/0/risk'],
  [
    'a risk step twice',
    (_, flow) => flow.risk?.steps[1] && (flow.risk.steps[1].act = 'predict'),
    'policy.flow.risk-step-twice /flows/0/risk/steps/1/act',
  ],
  ['an appeal against nothing', (_, flow) => delete request(flow, 'appeal').against, 'policy.request.appeal-nothing /flows/0/requests/5'],
  ['an appeal that lapses', (_, flow) => (request(flow, 'appeal').onExpiry = 'expire'), 'policy.request.appeal-lapses /flows/0/requests/5'],
  [
    'a party among the screeners of an appeal',
    (_, flow) => group(flow, { id: 'group', name: '甄别组', mode: 'all', by: ['screener', 'town-principal'] }),
    'policy.request.appeal-seat-party /flows/0/requests/5/approvals/0/approval',
  ],
  [
    'days that choose a group of screeners',
    (_, flow) => {
      group(flow, { id: 'group', name: '甄别组', mode: 'all', by: ['screener'] })
      request(flow, 'appeal').approvals = [{ approval: 'group', beyondDays: 3 }]
    },
    'policy.request.setting-unused /flows/0/requests/5/approvals/0/beyondDays',
  ],
  [
    'a request to merge, but no such step',
    (_, flow) => (flow.steps = flow.steps.filter((one) => one.act !== 'merge' && one.act !== 'unmerge')),
    'policy.request.merge-without-step /flows/0/requests/4',
  ],
  [
    'an escalation to nobody',
    (_, flow) => delete request(flow, 'return').escalateTo,
    'policy.request.escalate-to-nobody /flows/0/requests/0',
  ],
  [
    'two tiers of one length',
    (_, flow) => request(flow, 'extension').tiers?.[1] && (request(flow, 'extension').tiers![1]!.beyondDays = 3),
    'policy.request.tier-twice /flows/0/requests/1/tiers/1/beyondDays',
  ],
  [
    'a tier beyond the longest',
    (_, flow) => (request(flow, 'extension').maxDays = 5),
    'policy.request.tier-never /flows/0/requests/1/tiers/1/beyondDays',
  ],
  [
    'a window of a request that is no appeal',
    (_, flow) => (request(flow, 'recall').window = { amount: 1, unit: 'day', basis: 'natural' }),
    'policy.request.setting-unused /flows/0/requests/3/window',
  ],
  [
    'an escalation without a deadline',
    (_, flow) => delete request(flow, 'return').decideWithin,
    'policy.request.setting-unused /flows/0/requests/0/onExpiry',
  ],
  [
    'tiers of a request without days',
    (_, flow) => (request(flow, 'recall').tiers = [{ beyondDays: 3, decidedBy: ['platform-head'] }]),
    'policy.request.setting-unused /flows/0/requests/3/tiers',
  ],
  [
    'two waits after a breach',
    (policy) => policy.supervision.rules[5] && (policy.supervision.rules[5].afterMinutes = 60),
    'policy.supervision.after-twice /supervision/rules/5/afterMinutes',
  ],
  [
    'a wait after a warning',
    (policy) => policy.supervision.rules[5] && (policy.supervision.rules[5].on = 'warned'),
    'policy.supervision.after-warning /supervision/rules/5/after',
  ],
  [
    'an order to departments that towns answer',
    (policy) => policy.supervision.orders?.[0] && (policy.supervision.orders[0].replyBy = ['town-clerk']),
    'policy.supervision.order-unanswered /supervision/orders/0/replyBy',
  ],
  ['orders without a clock', (policy) => policy.sla.clocks.pop(), 'policy.supervision.order-no-clock /supervision/orders'],
  [
    'a hand-over of cards nobody issues',
    (policy) => {
      policy.supervision.rules = policy.supervision.rules.filter((rule) => rule.card !== 'red')
    },
    'policy.supervision.handover-never /supervision/handovers/0/card',
  ],
  [
    'a clock of orders that starts otherwise',
    (policy) => policy.sla.clocks.at(-1) && (policy.sla.clocks.at(-1)!.start = ['case.dispatched']),
    'policy.clock.order-start /sla/clocks/6/start',
  ],
]

function found(edit: Edit) {
  const policy = structuredClone(aWatchedPolicy())
  const [flow] = policy.flows
  if (!flow) throw new Error('no flow')
  edit(policy, flow)
  return { policy, findings: checkPolicy(policy, { organisation: aWatchedOrganisation(), now: A_MONDAY_MORNING }) }
}

describe('what watches over cases, checked', () => {
  it('the policy of the tests parses and has no red finding', () => {
    const { policy, findings } = found(() => undefined)
    expect(parsePolicy(JSON.parse(JSON.stringify(policy))).ok).toBe(true)
    expect(findings.filter((one) => one.severity === 'red').map((one) => `${one.code} ${one.at}`)).toEqual([])
  })

  it.each(rows)('%s', (_name, edit, row) => {
    const { policy, findings } = found(edit)
    const steps = policy.flows[0]?.steps ?? []
    // A row names a step by its id.
    const expected = row.replace(/\/steps\/([a-z-]+)(?=\/|$)/, (whole, id: string) => {
      const index = steps.findIndex((one) => one.id === id)
      return index < 0 ? whole : `/steps/${index}`
    })
    const hit = findings.find((one) => `${one.code} ${one.at}` === expected)
    expect(findings.map((one) => `${one.code} ${one.at}`)).toContain(expected)
    if (!hit) return
    expect(describeFinding(hit, policy)).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(describeFinding(hit, policy)).not.toMatch(/undefined|“无”/)
    expect(describeFinding(hit, policy, 'en')).toMatch(/\.$/)
  })

  it('every code has a row', () => {
    const planted = new Set(rows.map(([, , expected]) => expected.split(' ')[0]))
    expect(Object.keys(OVERSIGHT_SENTENCES).filter((code) => !planted.has(code))).toEqual([])
  })

  it('what a repair removes or replaces takes its finding away', () => {
    const forbidden = found((_, flow) => (flow.consent = { required: true, automatic: true, neverAutomatic: true })).findings
    expect(forbidden.find((one) => one.code === 'policy.flow.consent-automatic-forbidden')?.repair).toEqual({
      op: 'replace',
      at: '/flows/0/consent/automatic',
      value: false,
    })
  })
})

describe('seats of an approval that decides appeals', () => {
  const screening = (seats: object[], change: object = {}) => {
    const policy = structuredClone(aWatchedPolicy())
    const [flow] = policy.flows as [Policy['flows'][number]]
    flow.approvals = [{ id: 'group', name: '甄别组', mode: 'vote', threshold: '1/2', seats, ...change } as never]
    flow.requests = flow.requests.map((rule) => (rule.kind === 'appeal' ? { ...rule, approvals: [{ approval: 'group' }] } : rule))
    return checkPolicy(policy, { organisation: aWatchedOrganisation(), now: A_MONDAY_MORNING })
      .filter(({ code }) => code === 'policy.approval.seat-party' || code === 'policy.approval.quorum')
      .map(({ code, at, params }) => [code, at, params.seats])
  }
  const free = { id: 'one', role: 'screener', of: 'county' }
  const party = { id: 'two', role: 'dept-leader', of: 'requester' }

  it('one of who appeals can be taken by nobody, and counts for no quorum', () => {
    expect(screening([free, party], { quorum: 2 })).toEqual([
      ['policy.approval.quorum', '/flows/0/approvals/0/quorum', 1],
      ['policy.approval.seat-party', '/flows/0/approvals/0/seats/1/of', 1],
    ])
  })

  it('independent seats are no finding; nor is the town where it is not always a party', () =>
    expect(screening([free, { ...free, id: 'two' }, { id: 'three', role: 'town-principal', of: 'town' }], { quorum: 3 })).toEqual([]))
})
