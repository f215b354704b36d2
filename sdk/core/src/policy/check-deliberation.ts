import { personActs } from '../flow/derived-act.ts'
import type { Flow } from '../flow/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Panels, bypasses, consultations, levels and the review of admission: each can begin, can end, and does what it says. */
export function checkDeliberation(policy: Policy): Finding[] {
  return [
    ...policy.flows.flatMap((flow, f) => {
      const at = `/flows/${f}`
      return [
        ...checkPanel(flow, at),
        ...checkBypass(policy, flow, at),
        ...checkConsultation(policy, flow, at),
        ...checkReview(policy, flow, at),
      ]
    }),
    ...checkLevels(policy),
    ...checkAttempt(policy),
  ]
}

function checkPanel(flow: Flow, at: string): Finding[] {
  const { panel } = flow
  if (!panel) return []
  const named = { flow: flow.name }
  const phaseOf = new Map(flow.states.map((state) => [state.id, state.phase]))
  const opens = flow.steps.some((step) => phaseOf.get(step.to) === 'ADJUDICATION')
  const decides = flow.steps.some((step) => step.act === 'adjudicate' && step.by.includes('system'))
  const above = flow.steps.some((step) => step.act === 'adjudicate' && step.by.some((role) => role !== 'system'))
  return [
    ...(decides ? [] : [finding('policy.panel.no-step', `${at}/panel`, named)]),
    ...(opens ? [] : [finding('policy.panel.never-opened', `${at}/panel`, named)]),
    ...(above ? [] : [finding('policy.panel.nobody-above', `${at}/panel/quorum`, { ...named, quorum: panel.quorum })]),
    ...panel.seats.flatMap((seat, index) =>
      panel.seats.findIndex((one) => one.unit === seat.unit) < index
        ? [finding('policy.panel.seat-twice', `${at}/panel/seats/${index}/unit`, { ...named, unit: seat.unit })]
        : [],
    ),
  ]
}

function checkBypass({ categories, responsibilities, sla }: Policy, flow: Flow, at: string): Finding[] {
  const { bypass } = flow
  if (!bypass) return []
  const named = { flow: flow.name, name: bypass.name }
  const own = new Set(categories.filter((one) => one.flow === flow.id).map((one) => one.id))
  const urgent =
    categories.some((one) => own.has(one.id) && one.emergency) ||
    responsibilities.items.some((item) => own.has(item.category) && item.situations.some((one) => one.emergency))
  const phase = flow.states.find((state) => state.id === bypass.to)?.phase
  const clocks = sla.clocks.filter((clock) => clock.start.includes('case.bypassed'))
  return [
    ...(phase === undefined || phase === 'DISPATCHED' ? [] : [finding('policy.bypass.state', `${at}/bypass/to`, named)]),
    ...(urgent ? [] : [finding('policy.bypass.never', `${at}/bypass`, named)]),
    ...(clocks.some((clock) => clock.stop.includes('case.registered'))
      ? []
      : [finding('policy.bypass.untimed', `${at}/bypass/registration`, named)]),
  ]
}

function checkConsultation({ sla }: Policy, flow: Flow, at: string): Finding[] {
  const { consultation: rule } = flow
  if (!rule) return []
  const named = { flow: flow.name }
  const where = `${at}/consultation`
  const closes = flow.steps.some((step) => step.act === 'closeConsultation')
  const mayMove = rule.mayChange.includes('due')
  return [
    ...(closes ? [] : [finding('policy.consultation.never', where, named)]),
    ...(mayMove === (rule.clocks ?? []).length > 0 ? [] : [finding('policy.consultation.clocks', `${where}/mayChange`, named)]),
    ...(rule.clocks ?? []).flatMap((id, index) =>
      sla.clocks.some((clock) => clock.id === id && clock.per === 'case')
        ? [finding('policy.consultation.clock-of-case', `${where}/clocks/${index}`, { ...named, clock: id })]
        : [],
    ),
  ]
}

/** What waits for the platform in admission must find somebody there who may decide it. */
function checkReview({ admission, responsibilities }: Policy, flow: Flow, at: string): Finding[] {
  const waiting = flow.states.filter((state) => state.phase === 'ADMISSION')
  if (waiting.length === 0) return []
  const reviews =
    admission?.tables.some((table) => table.rows.some((row) => row.result === 'review')) === true ||
    (admission !== undefined && responsibilities.offList === 'allow' && admission.offList !== 'table') ||
    flow.steps.some((step) => step.act === 'insist')
  return waiting.flatMap((state) => {
    const decided = personActs(flow, state.id).has('admit') && personActs(flow, state.id).has('deny')
    return reviews && !decided
      ? [finding('policy.admission.nobody-reviews', `${at}/states/${flow.states.indexOf(state)}`, { flow: flow.name, state: state.name })]
      : []
  })
}

function checkLevels({ categories }: Policy): Finding[] {
  return categories.flatMap((category, c) =>
    (category.upgrades ?? []).flatMap((rule, index) => {
      const place = (category.levels ?? []).findIndex((level) => level.id === rule.to)
      const at = `/categories/${c}/upgrades/${index}/to`
      const named = { category: category.name, name: rule.name }
      if (place < 0) return [finding('policy.reference.missing', at, { kind: 'level', id: rule.to })]
      return place === 0 ? [finding('policy.level.never-rises', at, named)] : []
    }),
  )
}

/** The proof asked for must be a field of the forms by which whistles are blown; an emergency never asks for it. */
function checkAttempt({ admission, categories, forms }: Policy): Finding[] {
  const field = admission?.attempt?.field
  if (field === undefined) return []
  return forms.flatMap((form) => {
    const blown = categories.some((one) => one.form === form.id && !one.emergency && !one.retired)
    const has = Object.hasOwn((form.schema.properties ?? {}) as object, field)
    return blown && !has ? [finding('policy.admission.attempt-field', '/admission/attempt/field', { field, form: form.title })] : []
  })
}
