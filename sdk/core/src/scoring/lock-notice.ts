import { SYSTEM, type Role } from '../organisation/role.ts'
import { periodName } from './period.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet } from './sheet.ts'
import { showSheet } from './visibility.ts'

/** A notice that a period was locked: to some roles of the unit that was ranked, or to the person. */
export type LockNotice = { readonly text: string } & (
  | { readonly unit: string; readonly roles: readonly Role[] }
  | { readonly person: string }
)

/** Roles that answer for a unit's score, on either side. Nobody holds those of the other side there. */
const ANSWERING: readonly Role[] = ['dept-leader', 'dept-clerk', 'town-principal', 'town-clerk']

/**
 * What those who were ranked are told when a period is locked (revision 1) or published anew: their own score and rank, and nobody else's figures.
 * Back to back, only what the bulletin may show everybody. Who has no rank is told nothing.
 */
export function composeLockNotices(
  model: ScoringModel,
  sheets: readonly ScoreSheet[],
  { period, revision }: { period: string; revision: number },
): LockNotice[] {
  const what = `${model.name}（${periodName(period)}）${revision === 1 ? '已锁定公布' : `已第 ${revision} 次公布`}`
  return sheets
    .filter((sheet) => sheet.rank !== null)
    .map((sheet) => {
      const { score, rank } = showSheet(model, sheet, SYSTEM, true)
      const own = score === null || rank === null ? '，请查看。' : `，得分 ${score}，第 ${rank} 名。`
      const text = `${what}${own}`
      return model.subject === 'person' ? { person: sheet.subject, text } : { unit: sheet.subject, roles: ANSWERING, text }
    })
}
