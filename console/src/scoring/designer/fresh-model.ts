import type { ScoringModel } from '@shaotai/core'

/** A model to begin with: how many matters were arrived at in time and how many were concluded at the first go, half and half. */
export function freshModel(id: string, t: (key: string) => string): ScoringModel {
  return {
    id,
    name: t('scoring:design.fresh.name'),
    subject: 'department',
    ranks: ['department'],
    period: { unit: 'month', closeAfterWorkingDays: 5 },
    population: { fact: 'assignment', where: { eq: ['concluded', true] } },
    indicators: {
      sign: { name: t('scoring:design.fresh.sign'), ratio: { num: { eq: ['signedOnTime', true] }, den: { exists: 'signedOnTime' } } },
      once: { name: t('scoring:design.fresh.once'), ratio: { num: { le: ['rework', 0] }, den: { exists: 'rework' } } },
    },
    parts: [
      { id: 'sign', name: t('scoring:design.fresh.sign'), weight: '1/2', use: 'sign' },
      { id: 'once', name: t('scoring:design.fresh.once'), weight: '1/2', use: 'once' },
    ],
    emptyDenominator: 'exclude',
    rounding: { digits: 2, mode: 'half-up' },
    ties: 'same-rank',
    visibility: { mode: 'open', minRaters: 1 },
  }
}
