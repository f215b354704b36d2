import type { Profile } from './schema.ts'

/** The number people call a case by: prefix, year, running number of the county in that year. `HC2026-000123`. */
export function formatCaseNumber({ caseNumber }: Pick<Profile, 'caseNumber'>, year: number, sequence: number): string {
  return `${caseNumber.prefix}${year}-${String(sequence).padStart(caseNumber.digits, '0')}`
}
