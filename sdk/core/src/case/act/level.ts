import { holds } from '../../condition/evaluate.ts'
import { END_PHASES } from '../../flow/schema.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import { caseFacts } from '../facts.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Case } from '../event.ts'
import type { Act, DecideContext, Draft, Turn } from '../turn.ts'

/** Changes the level of a case by hand (调整哨级). Refusals: `case.level.unknown`, `case.level.same`. */
export const changeLevel: Act<CommandOf<'changeLevel'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'changeLevel')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const problem = levelProblem(turn, data.level)
  if (problem) return fail(problem)
  return ok([
    {
      type: 'case.levelChanged',
      as: role,
      to: enter(turn.flow, step.to),
      reason: reason.value,
      data: { level: data.level, from: turn.state.level },
    },
  ])
}

/** A case and the policy whose levels it may have. */
export type Levelled = { readonly state: Pick<Case, 'category' | 'level'>; readonly context: Pick<DecideContext, 'policy'> }

/** Why a case cannot have this level: its category does not know it, or it has it already. */
export function levelProblem({ state, context }: Levelled, level: string | undefined, at = '/level'): Refusal | undefined {
  if (!levelsOf({ state, context }).some((one) => one.id === level)) return refuse('case.level.unknown', { level }, { at })
  return level === state.level ? refuse('case.level.same', {}, { at }) : undefined
}

/** Whether the category of a case knows another level than the one it has. */
export function hasOtherLevel(subject: Levelled): boolean {
  return levelsOf(subject).some((one) => one.id !== subject.state.level)
}

/** 哨级升级 (S2-12): the first rule whose level is above the case's and whose condition holds. Only upwards, so it comes to rest. */
export function deriveUpgrade({ state, context }: Turn): Draft[] {
  if (END_PHASES.includes(state.phase)) return []
  const levels = levelsOf({ state, context })
  const rank = (id: string | undefined) => levels.findIndex((one) => one.id === id)
  const rules = context.policy.categories.find((one) => one.id === state.category)?.upgrades ?? []
  const rule = rules.find((one) => rank(one.to) > rank(state.level) && holds(one.when, caseFacts(state)))
  if (!rule) return []
  return [{ type: 'case.levelChanged', data: { level: rule.to, from: state.level, rule: rule.id, name: rule.name, clause: rule.clause } }]
}

/** The levels of a case's category, from low to high. */
export function levelsOf({ state, context }: Levelled) {
  return context.policy.categories.find((one) => one.id === state.category)?.levels ?? []
}
