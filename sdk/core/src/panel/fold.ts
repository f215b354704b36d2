import type { PanelSeat, PanelState } from './panel.ts'

type PanelEvent = {
  readonly type: string
  readonly at: number
  readonly by: { readonly person: string }
  readonly reason?: { readonly text: string }
  readonly data: Readonly<Record<string, unknown>>
}

/** Folds one event of an adjudication into its panel. Total: an event without a panel changes nothing. */
export function foldPanel(panel: PanelState | undefined, { type, at, by, reason, data }: PanelEvent): PanelState | undefined {
  if (type === 'case.adjudicationOpened') return (data.panel as PanelState | undefined) ?? panel
  if (!panel) return undefined
  switch (type) {
    case 'panel.voted':
      return onSeat(panel, data.unit, {
        vote: {
          lead: typeof data.lead === 'string' ? data.lead : '',
          cooperating: (data.cooperating as string[] | undefined) ?? [],
          by: by.person,
          at,
          ...(reason?.text && { reason: reason.text }),
        },
      })
    case 'panel.recused':
      return onSeat(panel, data.unit, { recused: true, vote: undefined })
    case 'panel.tied':
      return { ...panel, round: panel.round + 1, seats: panel.seats.map((seat) => ({ ...seat, vote: undefined })) }
    case 'panel.inquorate':
      return { ...panel, status: 'inquorate' }
    case 'case.adjudicated':
      return { ...panel, status: 'decided' }
    default:
      return panel
  }
}

function onSeat(panel: PanelState, unit: unknown, patch: Partial<PanelSeat>): PanelState {
  return { ...panel, seats: panel.seats.map((seat) => (seat.unit === unit ? { ...seat, ...patch } : seat)) }
}
