import { isDerivedStep } from '../flow/derived-act.ts'
import { END_PHASES, type AssignmentAct, type CaseAct, type Flow } from '../flow/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Flows: every state can be entered and left, somebody can take every step, joins can come about, and nothing closes without consent. */
export function checkFlows(policy: Policy): Finding[] {
  return policy.flows.flatMap((flow, index) => {
    const at = `/flows/${index}`
    return [...checkStates(flow, at), ...checkActs(flow, at), ...checkRules(flow, at)]
  })
}

function checkStates(flow: Flow, at: string): Finding[] {
  const edges = edgesOf(flow)
  const reached = reach(edges, [flow.initial])
  const ends = flow.states.filter((state) => END_PHASES.includes(state.phase)).map((state) => state.id)
  const mayEnd = reach(
    edges.map(([from, to]): Edge => [to, from]),
    ends,
  )
  const findings = flow.states.flatMap((state, index) => {
    const where = `${at}/states/${index}`
    const named = { flow: flow.name, state: state.name }
    if (!reached.has(state.id)) return [finding('policy.flow.state-unreachable', where, named)]
    if (END_PHASES.includes(state.phase)) return []
    if (!edges.some(([from, to]) => from === state.id && to !== state.id)) return [finding('policy.flow.dead-end', where, named)]
    return mayEnd.has(state.id) ? [] : [finding('policy.flow.no-way-to-end', where, named)]
  })
  if (!flow.consent.required) return findings
  const unconsented = reach(edgesOf({ ...flow, steps: flow.steps.filter((step) => step.act !== 'consent' && step.act !== 'reopen') }), [
    flow.initial,
  ])
  const skipping = flow.steps.flatMap((step, index) =>
    step.act === 'close' && step.from.some((id) => unconsented.has(id))
      ? [finding('policy.flow.close-without-consent', `${at}/steps/${index}/from`, { flow: flow.name, step: step.name })]
      : [],
  )
  const where = `${at}/consent/automatic`
  const code = flow.consent.neverAutomatic ? 'policy.flow.consent-automatic-forbidden' : 'policy.flow.consent-automatic'
  const automatic = flow.consent.automatic ? [finding(code, where, { flow: flow.name }, { op: 'replace', at: where, value: false })] : []
  return [...findings, ...skipping, ...automatic]
}

type Edge = readonly [from: string, to: string]

/** The moves of a case: its steps, and what granted requests do: a returned lead goes back to dispatch, a granted recall ends the case. */
function edgesOf(flow: Flow): Edge[] {
  const edges: Edge[] = flow.steps.flatMap((step) => step.from.map((from): Edge => [from, step.to]))
  const assigned = flow.states
    .filter(({ phase }) => phase === 'DISPATCHED' || phase === 'ONSITE' || phase === 'HANDLING')
    .map(({ id }) => id)
  const triage = flow.steps.find((step) => step.act === 'dispatch')?.from[0]
  const recalled = flow.states.find((state) => state.phase === 'RECALLED')?.id
  const asks = (kind: string) => flow.requests.some((rule) => rule.kind === kind)
  if (asks('return') && triage) edges.push(...assigned.map((from): Edge => [from, triage]))
  if (flow.bypass) edges.push([flow.initial, flow.bypass.to])
  if (asks('recall') && recalled) edges.push(...assigned.map((from): Edge => [from, recalled]))
  const rejected = flow.states.filter(({ phase }) => phase === 'REJECTED').map(({ id }) => id)
  if (triage && flow.requests.some((rule) => rule.kind === 'appeal' && rule.against?.includes('rejection') === true))
    edges.push(...rejected.map((from): Edge => [from, triage]))
  return edges
}

function reach(edges: readonly Edge[], from: readonly string[]): Set<string> {
  const reached = new Set(from)
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const [start, end] of edges) if (reached.has(start)) reached.add(end)
  }
  return reached
}

/** Acts the system takes by itself, and the acts of departments each of them waits for. */
const DERIVED: Partial<Record<CaseAct, readonly AssignmentAct[]>> = {
  signed: ['sign'],
  arrived: ['arrive', 'confirmArrival'],
  resultSubmitted: ['reply'],
  close: [],
}
const NEEDED: readonly CaseAct[] = ['submit', 'dispatch', 'close']

function checkActs(flow: Flow, at: string): Finding[] {
  const acts = new Set(flow.steps.map((step) => step.act))
  const assignmentActs = new Set(flow.assignment.steps.map((step) => step.act))
  const isRecallByRequest = (act: CaseAct) => act === 'recall' && flow.requests.some((rule) => rule.kind === 'recall')
  return [
    ...NEEDED.filter((act) => !acts.has(act)).map((act) => finding('policy.flow.act-missing', `${at}/steps`, { flow: flow.name, act })),
    ...(flow.steps.some((step) => step.act === 'submit' && step.from.includes(flow.initial)) || !acts.has('submit')
      ? []
      : [finding('policy.flow.act-missing', `${at}/initial`, { flow: flow.name, act: 'submit' })]),
    ...flow.steps.flatMap((step, index) => {
      const where = `${at}/steps/${index}`
      const named = { flow: flow.name, step: step.name, act: step.act }
      const waitsFor = DERIVED[step.act]
      if (waitsFor && !step.by.includes('system')) return [finding('policy.flow.nobody-acts', `${where}/by`, named)]
      if (waitsFor && waitsFor.length > 0 && !waitsFor.some((act) => assignmentActs.has(act)))
        return [finding('policy.flow.join-never', where, { ...named, needs: waitsFor })]
      const onlySystem = step.by.every((role) => role === 'system')
      return !waitsFor && onlySystem && !isDerivedStep(flow, step) && !isRecallByRequest(step.act)
        ? [finding('policy.flow.nobody-acts', `${where}/by`, named)]
        : []
    }),
  ]
}

function checkRules(flow: Flow, at: string): Finding[] {
  const findings: Finding[] = []
  const named = { flow: flow.name }
  for (const [index, rule] of flow.requests.entries()) {
    const where = `${at}/requests/${index}`
    if (rule.kind === 'suspension' && rule.maxDays === undefined)
      findings.push(finding('policy.request.suspension-uncapped', where, { ...named, name: rule.name }))
    if (rule.kind === 'extension' && rule.clock === undefined)
      findings.push(finding('policy.request.extension-without-clock', where, { ...named, name: rule.name }))
  }
  const { panel } = flow
  if (panel && panel.quorum > panel.seats.length)
    findings.push(finding('policy.flow.quorum', `${at}/panel/quorum`, { ...named, quorum: panel.quorum, seats: panel.seats.length }))
  if (panel?.tie === 'chair' && panel.seats.filter((seat) => seat.chair).length !== 1)
    findings.push(finding('policy.flow.chair-missing', `${at}/panel/seats`, named))
  return findings
}
