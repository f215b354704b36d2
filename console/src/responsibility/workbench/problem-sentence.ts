import type { TFunction } from 'i18next'
import type { CellProblem } from './cell.ts'

/** Why a text cannot stand in a cell, as a sentence. */
export function problemSentence(problem: CellProblem, t: TFunction<'responsibility'>): string {
  const shown = problem.text.length > 40 ? `${problem.text.slice(0, 40)}…` : problem.text
  return t(`wb.problem.${problem.code}`, { ...problem, text: shown })
}
