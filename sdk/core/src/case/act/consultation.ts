import { parseCivilDate } from '../../calendar/civil.ts'
import type { ConsultationRule } from '../../flow/schema.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { activeAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { adjudicationOpened } from './adjudication.ts'
import { assignUnits } from './assign-units.ts'
import { levelProblem } from './level.ts'

type Minutes = NonNullable<CommandOf<'closeConsultation'>['data']['minutes']>

/** Opens a second consultation (二次会商): who is asked to it; without names, everybody who works on the case. */
export const openConsultation: Act<CommandOf<'openConsultation'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'openConsultation')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const participants = data.participants ?? activeAssignments(turn.state).map((one) => one.unit)
  const form = data.form && { form: data.form }
  return ok([
    { type: 'case.consultationOpened', as: role, to: enter(turn.flow, step.to), reason: reason.value, data: { participants, ...form } },
  ])
}

/**
 * Closes a consultation by its minutes: measures with owner and date; where the flow allows it they change lead and cooperating units, give
 * more time on named clocks, or raise the level. A step into adjudication opens the panel.
 * Refusals: `case.consultation.minutes`, `.measures`, `.due`, `.may-not`, `.clock`, `case.request.too-long`, and those of level and dispatch.
 */
export const closeConsultation: Act<CommandOf<'closeConsultation'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'closeConsultation', data.step)
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const { consultation } = turn.flow
  const { minutes } = data
  if (consultation && !minutes) return fail(refuse('case.consultation.minutes', {}, { at: '/minutes' }))
  const problem = minutes && (minutesProblem(turn, consultation, minutes) ?? unitsProblem(minutes))
  if (problem) return fail(problem)
  const to = enter(turn.flow, step.to)
  const closed: Draft = {
    type: 'case.consultationClosed',
    as: role,
    to,
    reason: reason.value,
    data: { step: step.id, ...(minutes && { minutes }), ...(data.form && { form: data.form }) },
  }
  const opens = to?.phase === 'ADJUDICATION' ? [adjudicationOpened(turn)] : []
  return ok([closed, ...(minutes ? changes(turn, minutes) : []), ...opens])
}

function changes(turn: Turn, { lead, cooperating = [], extensions = [], level }: Minutes): Draft[] {
  const units = lead === undefined ? [] : assignUnits(turn, { lead, cooperating })
  const gone = new Set(units.filter((one) => one.type === 'assignment.cancelled').map((one) => one.assignment))
  const staying = activeAssignments(turn.state).filter((one) => !gone.has(one.id))
  return [
    ...units,
    ...extensions.flatMap(({ clock, unit, days }) =>
      staying
        .filter((one) => unit === undefined || one.unit === unit)
        .map((one): Draft => ({
          type: 'assignment.extended',
          assignment: one.id,
          unit: one.unit,
          data: { clock, amount: days, unit: 'day', consultation: true },
        })),
    ),
    ...(level === undefined ? [] : [{ type: 'case.levelChanged', data: { level, from: turn.state.level, consultation: true } } as const]),
  ]
}

function minutesProblem(turn: Turn, rule: ConsultationRule | undefined, minutes: Minutes): Refusal | undefined {
  const { measures, lead, extensions = [], level } = minutes
  if (measures.length < (rule?.measures ?? 0))
    return refuse('case.consultation.measures', { least: rule?.measures }, { at: '/minutes/measures' })
  const undated = measures.findIndex((one) => parseCivilDate(one.due) === undefined)
  if (undated >= 0) return refuse('case.consultation.due', {}, { at: `/minutes/measures/${undated}/due` })
  const asks = { units: lead !== undefined || minutes.cooperating !== undefined, due: extensions.length > 0, level: level !== undefined }
  for (const [what, asked] of Object.entries(asks))
    if (asked && !rule?.mayChange.some((one) => one === what)) return refuse('case.consultation.may-not', { what }, { at: '/minutes' })
  for (const [index, { clock, days }] of extensions.entries()) {
    const at = `/minutes/extensions/${index}`
    if (!rule?.clocks?.includes(clock)) return refuse('case.consultation.clock', { clock }, { at: `${at}/clock` })
    if (rule.maxDays !== undefined && days > rule.maxDays)
      return refuse('case.request.too-long', { most: rule.maxDays, given: days }, { at: `${at}/days` })
  }
  return level === undefined ? undefined : levelProblem(turn, level, '/minutes/level')
}

function unitsProblem({ lead, cooperating = [] }: Minutes): Refusal | undefined {
  if (lead === undefined && cooperating.length > 0) return refuse('case.consultation.lead', {}, { at: '/minutes/lead' })
  return lead !== undefined && cooperating.includes(lead)
    ? refuse('case.dispatch.lead-among-cooperating', { unit: lead }, { at: '/minutes/cooperating' })
    : undefined
}
