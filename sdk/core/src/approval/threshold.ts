import { compareFractions, fractionOf, makeFraction } from '../shared/fraction.ts'
import type { ApprovalRule } from './schema.ts'

/** Whether a share reaches (or exceeds) what a rule asks for, exactly; of nothing, none does. Without a threshold: half. */
export function meets({ threshold, majority }: Pick<ApprovalRule, 'threshold' | 'majority'>, part: number, whole: number): boolean {
  if (whole === 0) return false
  const difference = compareFractions(makeFraction(BigInt(part), BigInt(whole)), fractionOf(threshold ?? '1/2'))
  return majority === 'exceeds' ? difference > 0 : difference >= 0
}
