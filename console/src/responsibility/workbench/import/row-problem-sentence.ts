import type { TFunction } from 'i18next'
import { problemSentence } from '../problem-sentence.ts'
import type { PlacedProblem } from './plan.ts'

/** What is wrong with a row, as a sentence that begins with the column. */
export function rowProblemSentence({ column, problem }: PlacedProblem, t: TFunction<'responsibility'>): string {
  const place = t(`wb.column.${column}`)
  switch (problem.code) {
    case 'duplicate-id':
    case 'duplicate-name':
    case 'lead-among-cooperating':
    case 'no-basis':
    case 'new-domain':
    case 'copied-row':
      return t('responsibility:wb.problemAt', { column: place, problem: t(`wb.problem.${problem.code}`, { ...problem }) })
    default:
      return t('responsibility:wb.problemAt', { column: place, problem: problemSentence(problem, t) })
  }
}
