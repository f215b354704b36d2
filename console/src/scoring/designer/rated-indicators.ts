import { leavesOutUnrated, type Indicator, type ScoringModel } from '@shaotai/core'

type Mean = Extract<Indicator, { mean: string }>

/** A rating a model averages. `never`: cases that nobody rated are not counted at all, so what they count as is never asked. */
export type RatedIndicator = { id: string; name: string; missing: NonNullable<Mean['missing']>; never: boolean }

/** The indicators that average ratings, in order. */
export function ratedIndicators(model: ScoringModel): RatedIndicator[] {
  return Object.entries(model.indicators).flatMap(([id, one]): RatedIndicator[] =>
    'mean' in one && one.mean.startsWith('eval.')
      ? [{ id, name: one.name, missing: one.missing ?? 'skip', never: leavesOutUnrated(model, one) }]
      : [],
  )
}
