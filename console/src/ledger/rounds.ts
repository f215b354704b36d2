import { roundOf, type Ledger } from '@shaotai/core'

/** A round one may look at: its key, and what its name needs. */
export type RoundChoice = { key: string; unit: 'month' | 'quarter'; year: number; part: number }

const BACK = 4

/** The current round of each kind a ledger has, and the few before it: newest first. */
export function roundsOf({ writeOff }: Pick<Ledger, 'writeOff'>, now: number, utcOffsetMinutes: number): RoundChoice[] {
  return (writeOff?.rounds ?? []).flatMap((unit) => {
    let { year, part } = partsOf(roundOf(now, unit, utcOffsetMinutes))
    return Array.from({ length: BACK }, () => {
      const choice = { key: keyOf(unit, year, part), unit, year, part }
      part -= 1
      if (part === 0) [year, part] = [year - 1, unit === 'month' ? 12 : 4]
      return choice
    })
  })
}

function partsOf(key: string): { year: number; part: number } {
  const [year = '', part = ''] = key.split('-')
  return { year: Number(year), part: Number(part.replace('Q', '')) }
}

function keyOf(unit: 'month' | 'quarter', year: number, part: number): string {
  return unit === 'month' ? `${year}-${String(part).padStart(2, '0')}` : `${year}-Q${part}`
}
