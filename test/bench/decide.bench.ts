import { computeClocks, decide, replay, type Actor, type CaseEvent, type Command } from '@shaotai/core'
import { inventYear } from './invented-year.ts'
import { describeRuns, ratio, report, median, RUNS } from './report.ts'

/** Acts that clerks give all day, as they were given in an invented year: each is decided again on the case as it then was. */
const COMMANDS = {
  'case.dispatched': ({ data }: CaseEvent) => ({ name: 'dispatch', data: { lead: data['lead'], cooperating: data['cooperating'] ?? [] } }),
  'assignment.signed': ({ assignment }: CaseEvent) => ({ name: 'sign', data: { assignment } }),
  'assignment.arrived': ({ assignment, data }: CaseEvent) => ({ name: 'arrive', data: { assignment, form: data['form'] ?? {} } }),
  'assignment.done': ({ assignment, data }: CaseEvent) => ({ name: 'reply', data: { assignment, form: data['form'] ?? {} } }),
  'case.consented': () => ({ name: 'consent', data: {} }),
} as const

const { policy, cases } = inventYear(600)
const acts = cases.flatMap(({ events }) =>
  events.flatMap((event, index) => {
    const make = Object.hasOwn(COMMANDS, event.type) ? COMMANDS[event.type as keyof typeof COMMANDS] : undefined
    const before = events.slice(0, index)
    const state = replay(before)
    if (!make || !state || event.by.person === 'system') return []
    const actor: Actor = { ...event.by, roles: event.as ? [event.as] : [] }
    const context = { policy, policyHash: state.policy, actor, now: event.at, clocks: () => computeClocks(policy, before, event.at) }
    const command = make(event) as Command
    return decide(context, state, command).ok ? [{ context, state, command }] : []
  }),
)
report('different acts that are decided', String(acts.length))
const rates = Array.from({ length: RUNS + 1 }, () => {
  const began = performance.now()
  const before = process.cpuUsage()
  let decided = 0
  while (performance.now() - began < 1000) for (const { context, state, command } of acts) if (decide(context, state, command).ok) decided++
  const { user, system } = process.cpuUsage(before)
  return (decided * 1_000_000) / (user + system)
}).slice(1)
report('acts decided, per second of processor', describeRuns(rates))
report('  ratio to the 50,000 we are held to', ratio(median(rates), 50_000))
