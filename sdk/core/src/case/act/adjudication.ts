import type { PanelState } from '../../panel/panel.ts'
import { entitledSeats, panelOutcome } from '../../panel/outcome.ts'
import { holds } from '../../condition/evaluate.ts'
import type { Step } from '../../flow/schema.ts'
import type { Role } from '../../organisation/role.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { activeAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import { caseFacts } from '../facts.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import { findItem } from '../route.ts'
import type { Act, DecideContext, Draft, Turn } from '../turn.ts'
import { assignUnits } from './assign-units.ts'

/** Puts a case before the panel (提请定责). */
export const openAdjudication: Act<CommandOf<'openAdjudication'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'openAdjudication')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const form = data.form && { form: data.form }
  return ok([
    { ...adjudicationOpened(turn), as: role, to: enter(turn.flow, step.to), reason: reason.value, data: { ...panelData(turn), ...form } },
  ])
}

/** The event by which an adjudication begins, with the panel's seats if the flow has one. */
export function adjudicationOpened(turn: Turn): Draft {
  return { type: 'case.adjudicationOpened', data: panelData(turn) }
}

/** The panel as it opens: whoever has, had or was proposed to have a part in the case is a party and does not vote. */
export function panelData({ state, flow }: Pick<Turn, 'state' | 'flow'>): { panel?: PanelState } {
  const { panel } = flow
  if (!panel) return {}
  const parties = new Set<unknown>([
    ...state.assignments.filter((one) => one.phase !== 'WAIVED').map((one) => one.unit),
    ...state.requests.filter((one) => one.kind === 'return').map((one) => one.data.proposedUnit),
  ])
  return {
    panel: {
      status: 'open',
      round: 1,
      quorum: panel.quorum,
      tie: panel.tie,
      seats: panel.seats.map(({ unit, role, chair }) => ({
        unit,
        role: role ?? 'panel-member',
        chair: chair === true,
        party: parties.has(unit),
        recused: false,
      })),
    },
  }
}

/** A seat of the panel proposes who leads and who cooperates. Refusals: those of `panelSeat`, `case.dispatch.lead-among-cooperating`. */
export const voteOnPanel: Act<CommandOf<'voteOnPanel'>['data']> = (turn, { lead, cooperating, reason }) => {
  const seat = panelSeat(turn)
  if (!seat.ok) return seat
  if (cooperating.includes(lead)) return fail(refuse('case.dispatch.lead-among-cooperating', { unit: lead }, { at: '/cooperating' }))
  const { unit, role } = seat.value
  return ok([{ type: 'panel.voted', as: role, ...(reason?.text && { reason }), data: { unit, lead, cooperating } }])
}

/** A seat of the panel steps aside (回避), with its reason. */
export const recuse: Act<CommandOf<'recuse'>['data']> = (turn, { reason }) => {
  const seat = panelSeat(turn)
  if (!seat.ok) return seat
  const { unit, role } = seat.value
  return ok([{ type: 'panel.recused', as: role, reason, data: { unit } }])
}

/** The actor's seat on the open panel that may still vote. Refusals: `case.panel.none`, `.not-your-seat`, `.party`, `.voted`. */
export function panelSeat({
  state,
  context,
}: {
  state: Turn['state']
  context: Pick<DecideContext, 'actor'>
}): Result<{ unit: string; role: Role }> {
  const { panel } = state
  if (panel?.status !== 'open' || state.phase !== 'ADJUDICATION') return fail(refuse('case.panel.none', {}))
  const seat = panel.seats.find((one) => one.unit === context.actor.unit && context.actor.roles.includes(one.role))
  if (!seat) return fail(refuse('case.panel.not-your-seat', {}))
  if (seat.party) return fail(refuse('case.panel.party', { unit: seat.unit }))
  if (seat.vote || seat.recused) return fail(refuse('case.panel.voted', {}))
  return ok({ unit: seat.unit, role: seat.role })
}

/** What the panel does by itself: vote again, give up for want of a quorum, or decide. Its decision binds the units it names. */
export function derivePanel(turn: Turn): Draft[] {
  const { state } = turn
  if (state.panel?.status !== 'open' || state.phase !== 'ADJUDICATION') return []
  const outcome = panelOutcome(state.panel)
  if (outcome.result === 'again') return [{ type: 'panel.tied', data: { round: state.panel.round + 1 } }]
  if (outcome.result === 'inquorate')
    return [{ type: 'panel.inquorate', data: { quorum: state.panel.quorum, seats: entitledSeats(state.panel.seats).length } }]
  if (outcome.result === 'open') return []
  const step = turn.flow.steps.find(
    (one) => one.act === 'adjudicate' && one.by.includes('system') && one.from.includes(state.state) && holds(one.when, caseFacts(state)),
  )
  if (!step) return []
  const { lead, cooperating, by, votes } = outcome
  return adjudicated(turn, step, { lead, cooperating }, { by, votes })
}

/** The events of a decision: the units change, and a decision that differs from the list proposes to change it. */
export function adjudicated(
  turn: Turn,
  step: Step,
  units: { lead: string; cooperating: string[] },
  facts: Record<string, unknown> = {},
): Draft[] {
  const again = activeAssignments(turn.state).length > 0
  return [
    { type: 'case.adjudicated', to: enter(turn.flow, step.to), data: { ...units, differs: false, again, ...facts } },
    ...assignUnits(turn, units),
    ...listChange(turn, units),
  ]
}

function listChange({ state, flow, context }: Turn, to: { lead: string; cooperating: string[] }): Draft[] {
  if (!flow.panel?.proposesListChange) return []
  const item = findItem(context.policy, state.item)
  const same = item?.lead === to.lead && item.cooperating.toSorted().join(' ') === to.cooperating.toSorted().join(' ')
  if (same) return []
  const from = item && { lead: item.lead, cooperating: item.cooperating }
  return [
    {
      type: 'listChange.proposed',
      data: {
        ...(state.item !== undefined && { item: state.item }),
        category: state.category,
        ...(from && { from }),
        to,
        ...to,
        title: state.title,
        reason: whyOf(state),
      },
    },
  ]
}

/** What the seats said for it, for whoever keeps the list. */
function whyOf({ panel, title }: Turn['state']): string {
  const said = (panel?.seats ?? []).flatMap((seat) => (seat.vote?.reason ? [seat.vote.reason] : []))
  return said.length > 0 ? said.join('；') : title
}
