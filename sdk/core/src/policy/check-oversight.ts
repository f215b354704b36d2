import type { SeatSide } from '../approval/schema.ts'
import { seatsOf } from '../approval/seats.ts'
import type { CasePhase, Flow, RequestRule } from '../flow/schema.ts'
import { ROLES } from '../organisation/role.ts'
import type { OrderRule } from '../supervision/order-schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** What watches over cases: merging, verification by three sides, screening, appeals, deadlines of requests, risk, orders and hand-overs. */
export function checkOversight(policy: Policy): Finding[] {
  return [
    ...policy.flows.flatMap((flow, index) => {
      const at = `/flows/${index}`
      return [
        ...checkShadows(flow, at),
        ...checkMerging(policy, flow, at),
        ...checkVerification(flow, at),
        ...checkScreening(flow, at),
        ...checkRisk(flow, at),
        ...flow.requests.flatMap((rule, i) => checkRequest(flow, rule, `${at}/requests/${i}`)),
      ]
    }),
    ...checkOrders(policy),
    ...policy.supervision.rules.flatMap((rule, index) => {
      const at = `/supervision/rules/${index}`
      if (rule.after && rule.afterMinutes)
        return [
          finding('policy.supervision.after-twice', `${at}/afterMinutes`, { name: rule.name }, { op: 'remove', at: `${at}/afterMinutes` }),
        ]
      return rule.after && rule.on === 'warned'
        ? [finding('policy.supervision.after-warning', `${at}/after`, { name: rule.name }, { op: 'remove', at: `${at}/after` })]
        : []
    }),
  ]
}

/** Phases a case may still be merged from (T28: before it is handled). */
const BEFORE_HANDLING: readonly CasePhase[] = ['DRAFT', 'ADMISSION', 'APPROVAL', 'TRIAGE', 'ADJUDICATION', 'DISPATCHED', 'ONSITE']

function checkMerging({ sla }: Policy, flow: Flow, at: string): Finding[] {
  const phaseOf = (id: string) => flow.states.find((state) => state.id === id)?.phase
  const named = { flow: flow.name }
  const findings = flow.steps.flatMap((step, index) => {
    const where = `${at}/steps/${index}`
    if (step.act === 'unmerge')
      return step.from.every((id) => phaseOf(id) === 'MERGED')
        ? []
        : [finding('policy.flow.merge-state', `${where}/from`, { ...named, step: step.name })]
    if (step.act !== 'merge') return []
    const late = step.from.flatMap((id, i) => {
      const phase = phaseOf(id)
      return phase === undefined || BEFORE_HANDLING.includes(phase)
        ? []
        : [finding('policy.flow.merge-late', `${where}/from/${i}`, { ...named, step: step.name, state: stateName(flow, id) })]
    })
    const ends = phaseOf(step.to) === 'MERGED' ? [] : [finding('policy.flow.merge-state', `${where}/to`, { ...named, step: step.name })]
    return [...late, ...ends]
  })
  const merges = flow.steps.some((step) => step.act === 'merge')
  const across = (flow.merge?.acrossTowns ?? []).length > 0 || flow.requests.some((rule) => rule.kind === 'merge')
  if (merges && !across) findings.push(finding('policy.flow.merge-across-towns', `${at}/steps`, named))
  const unmerge = flow.steps.findIndex((step) => step.act === 'unmerge')
  if (unmerge >= 0 && !sla.clocks.some((clock) => clock.start.includes('case.unmerged')))
    findings.push(finding('policy.flow.unmerge-no-clock', `${at}/steps/${unmerge}`, named))
  return findings
}

/** Of several steps of one act the first whose guard holds is taken: one without a guard leaves nothing to those after it. */
function checkShadows(flow: Flow, at: string): Finding[] {
  return flow.steps.flatMap((step, index) => {
    // A dissatisfied callback chooses by its reason first, the convenor of a consultation by the step itself.
    if (step.act === 'refuseCallback' || step.act === 'closeConsultation') return []
    const before = flow.steps
      .slice(0, index)
      .find(
        (one) =>
          one.act === step.act &&
          !one.when &&
          step.from.every((id) => one.from.includes(id)) &&
          step.by.every((role) => one.by.includes(role)),
      )
    return before
      ? [finding('policy.flow.step-shadowed', `${at}/steps/${index}`, { flow: flow.name, step: step.name, before: before.id })]
      : []
  })
}

function checkVerification(flow: Flow, at: string): Finding[] {
  const sources = flow.verification?.sources ?? []
  if (sources.length === 0) return []
  const named = { flow: flow.name }
  const phases = new Map(flow.states.map((state) => [state.id, state.phase]))
  const verifies = flow.steps.some((step) => step.act === 'verify' && step.from.some((id) => phases.get(id) === 'VERIFY'))
  const twice = sources.flatMap((one, index) =>
    sources.findIndex((other) => other.source === one.source) < index
      ? [finding('policy.flow.source-twice', `${at}/verification/sources/${index}/source`, { ...named, name: one.name })]
      : [],
  )
  return verifies ? twice : [...twice, finding('policy.flow.verification-no-step', `${at}/verification`, named)]
}

function checkScreening(flow: Flow, at: string): Finding[] {
  const named = { flow: flow.name }
  const appeals = flow.requests.some((rule) => rule.kind === 'appeal' && rule.against?.includes('callback') === true)
  const reworks = flow.steps.some((step) => step.act === 'refuseCallback' && step.outcome !== 'screening')
  return flow.steps.flatMap((step, index) => {
    const where = `${at}/steps/${index}/outcome`
    if (step.outcome === undefined) return []
    if (step.act !== 'refuseCallback')
      return [finding('policy.flow.outcome-unused', where, { ...named, step: step.name }, { op: 'remove', at: where })]
    if (step.outcome !== 'screening') return []
    return [
      ...(appeals ? [] : [finding('policy.flow.screening-without-appeal', where, { ...named, step: step.name })]),
      ...(reworks ? [] : [finding('policy.flow.screening-no-rework', where, { ...named, step: step.name })]),
    ]
  })
}

function checkRisk({ name, risk }: Flow, at: string): Finding[] {
  if (!risk) return []
  const named = { flow: name, name: risk.name }
  return [
    ...(risk.when === undefined && risk.by.length === 0 ? [finding('policy.flow.risk-never', `${at}/risk`, named)] : []),
    ...risk.steps.flatMap((step, index) =>
      risk.steps.findIndex((other) => other.act === step.act) < index
        ? [finding('policy.flow.risk-step-twice', `${at}/risk/steps/${index}/act`, { ...named, step: step.name })]
        : [],
    ),
  ]
}

/** Kinds of request that are about a number of days. */
const BY_DAYS: readonly RequestRule['kind'][] = ['extension', 'suspension']

function checkRequest(flow: Flow, rule: RequestRule, at: string): Finding[] {
  const named = { flow: flow.name, name: rule.name }
  const unused = (key: 'against' | 'window' | 'tiers' | 'onExpiry' | 'escalateTo') =>
    finding('policy.request.setting-unused', `${at}/${key}`, { ...named, setting: key }, { op: 'remove', at: `${at}/${key}` })
  const findings: Finding[] = []
  if (rule.kind === 'appeal') {
    if (rule.against === undefined) findings.push(finding('policy.request.appeal-nothing', at, named))
    findings.push(...checkGroup(flow, rule, at))
    if (rule.decideWithin && rule.onExpiry !== 'escalate') findings.push(finding('policy.request.appeal-lapses', at, named))
  } else {
    if (rule.against) findings.push(unused('against'))
    if (rule.window) findings.push(unused('window'))
  }
  if (rule.kind === 'merge' && !flow.steps.some((step) => step.act === 'merge'))
    findings.push(finding('policy.request.merge-without-step', at, named))
  if (!rule.decideWithin) {
    if (rule.onExpiry) findings.push(unused('onExpiry'))
    if (rule.escalateTo) findings.push(unused('escalateTo'))
  } else if (rule.onExpiry === 'escalate' && !rule.escalateTo) findings.push(finding('policy.request.escalate-to-nobody', at, named))
  if (rule.tiers && !BY_DAYS.includes(rule.kind)) findings.push(unused('tiers'))
  const tiers = BY_DAYS.includes(rule.kind) ? (rule.tiers ?? []) : []
  for (const [index, { beyondDays }] of tiers.entries()) {
    const where = `${at}/tiers/${index}/beyondDays`
    const first = tiers.findIndex((one) => one.beyondDays === beyondDays)
    if (first < index) findings.push(finding('policy.request.tier-twice', where, { ...named, days: beyondDays }))
    else if (rule.maxDays !== undefined && beyondDays >= rule.maxDays)
      findings.push(finding('policy.request.tier-never', where, { ...named, days: beyondDays, most: rule.maxDays }))
  }
  return findings
}

/** Sides an appeal comes from or goes against: nobody of theirs is independent. */
const PARTIES: readonly SeatSide[] = ['requester', 'town', 'lead']

/** The group that screens an appeal: no seat may be one of the parties, and no number of days chooses it. */
function checkGroup(flow: Flow, rule: RequestRule, at: string): Finding[] {
  return (rule.approvals ?? []).flatMap(({ approval, beyondDays }, index) => {
    const where = `${at}/approvals/${index}`
    const named = { flow: flow.name, name: rule.name }
    const group = flow.approvals?.find((one) => one.id === approval)
    const party = group && seatsOf(group).find((seat) => PARTIES.includes(seat.of))
    const seat = party && (party.name ?? ROLES[party.role].name)
    const idle = `${where}/beyondDays`
    return [
      ...(party ? [finding('policy.request.appeal-seat-party', `${where}/approval`, { ...named, approval: group.name, seat })] : []),
      ...(beyondDays === undefined
        ? []
        : [finding('policy.request.setting-unused', idle, { ...named, setting: 'beyondDays' }, { op: 'remove', at: idle })]),
    ]
  })
}

function checkOrders({ supervision, sla }: Policy): Finding[] {
  const { orders = [], handovers = [], rules } = supervision
  const colours = new Set([...rules.map((rule) => rule.card), ...orders.map((rule) => rule.card ?? 'none')])
  return [
    ...orders.flatMap((rule, index) =>
      rule.replyBy.some((role) => mayReply(rule, role))
        ? []
        : [
            finding('policy.supervision.order-unanswered', `/supervision/orders/${index}/replyBy`, {
              name: rule.name,
              roles: rule.replyBy,
            }),
          ],
    ),
    ...(orders.length > 0 && !sla.clocks.some((clock) => clock.per === 'order')
      ? [finding('policy.supervision.order-no-clock', '/supervision/orders', {})]
      : []),
    ...sla.clocks.flatMap((clock, index) =>
      clock.per === 'order' && !clock.start.includes('order.issued')
        ? [finding('policy.clock.order-start', `/sla/clocks/${index}/start`, { clock: clock.name })]
        : [],
    ),
    ...handovers.flatMap((rule, index) =>
      colours.has(rule.card)
        ? []
        : [finding('policy.supervision.handover-never', `/supervision/handovers/${index}/card`, { name: rule.name })],
    ),
  ]
}

function mayReply({ to }: OrderRule, role: OrderRule['replyBy'][number]): boolean {
  const { side } = ROLES[role]
  if (to === 'town') return side === 'town'
  return to === 'platform' ? side === 'platform' || side === 'county' : side === 'department'
}

function stateName(flow: Flow, id: string): string {
  return flow.states.find((state) => state.id === id)?.name ?? id
}
