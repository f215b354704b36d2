import type { RequestKind, RequestRule } from '../../flow/schema.ts'
import { DAY } from '../../shared/instant.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { CaseRequest } from '../event.ts'
import { enter } from '../permit.ts'
import type { Draft, Turn } from '../turn.ts'
import { decideAppeal } from './appeal.ts'
import { returnDrafts } from './grant-return.ts'
import { mergeInto, mergeProblem } from './merge.ts'
import { cancelOpen } from './simple.ts'

type Decide = CommandOf<'decideRequest'>['data']
type Grant = (turn: Turn, rule: RequestRule, request: CaseRequest, decision: Decide) => Draft[]

/** What follows from a decision on a request. Only an appeal and a merge may still be refused here: what they speak of may have changed since. */
export function effectsOf(turn: Turn, rule: RequestRule, request: CaseRequest, decision: Decide): Result<Draft[]> {
  if (rule.kind === 'appeal') return decideAppeal(turn, request, decision)
  if (!decision.approve) return ok(DENIALS[rule.kind]?.(request) ?? [])
  if (rule.kind === 'merge') {
    const problem = mergeProblem(turn, String(request.data.target))
    return problem ? { ok: false, error: problem } : ok(mergeInto(turn, { reason: request.reason, request: request.id }))
  }
  return ok(GRANTS[rule.kind](turn, rule, request, decision))
}

const GRANTS: Record<Exclude<RequestKind, 'appeal' | 'merge'>, Grant> = {
  return: (turn, _rule, request) => returnDrafts(turn, request),
  extension(_turn, rule, { id, assignment, unit }, { days }) {
    return [{ type: 'assignment.extended', assignment, unit, data: { clock: rule.clock, amount: days, unit: 'day', request: id } }]
  },
  suspension({ context }, _rule, { id, reason, data }, { until, days }) {
    const planned = until ?? (data.until as number | undefined) ?? (days === undefined ? undefined : context.now + days * DAY)
    return [{ type: 'case.suspended', reason, data: { until: planned, request: id } }]
  },
  recall(turn, _rule, { reason }) {
    const recalled = turn.flow.states.find((one) => one.phase === 'RECALLED')
    return [{ type: 'case.recalled', to: recalled && enter(turn.flow, recalled.id), reason, data: {} }, ...cancelOpen(turn)]
  },
  levelChange({ state }, _rule, { id, reason, data }) {
    return [{ type: 'case.levelChanged', reason, data: { level: data.level, from: state.level, request: id } }]
  },
  waiver(_turn, _rule, { id, assignment, unit, reason }) {
    return [{ type: 'assignment.waived', assignment, unit, reason, data: { request: id } }]
  },
}

const DENIALS: Partial<Record<RequestKind, (request: CaseRequest) => Draft[]>> = {
  return: ({ assignment, unit }) => [{ type: 'assignment.returnRefused', assignment, unit, data: {} }],
}
