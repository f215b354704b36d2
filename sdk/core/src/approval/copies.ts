import type { Approval } from './approval.ts'
import { about, type ApprovalDraft } from './desk.ts'
import type { ApprovalRule } from './schema.ts'
import { unitOf, type SeatUnits } from './seats.ts'

type Copied = { readonly rule: ApprovalRule; readonly approval: Pick<Approval, 'id' | 'request'> }

/** The copies (抄送) an approval sends when it opens or when it is decided. */
export function copyDrafts({ rule, approval }: Copied, units: SeatUnits, when: 'opened' | 'decided'): ApprovalDraft[] {
  return (rule.copies ?? [])
    .filter((copy) => copy.when === when)
    .map(({ role, of, unit }) => {
      const to = unitOf(of, unit, units)
      return { ...about({ rule, approval }, 'approval.copied', { role, ...to }), ...(to.unit !== undefined && { unit: to.unit }) }
    })
}
