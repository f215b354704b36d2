import type { IgnoredFinding } from '@shaotai/api'
import { findingMark, type Finding, type Policy } from '@shaotai/core'

/** Findings somebody set aside, each with who and why, and those to be seen. Red ones are always seen; what ran out is seen again. */
export function splitIgnored<F extends Pick<Finding, 'code' | 'at' | 'params' | 'severity'>>(
  findings: readonly F[],
  { policy, ignored, now }: { policy: Policy; ignored: readonly IgnoredFinding[]; now: number },
): { seen: F[]; aside: { finding: F; by: IgnoredFinding }[] } {
  const known = new Map(ignored.filter(({ until }) => until > now).map((one) => [one.mark, one]))
  const seen: F[] = []
  const aside: { finding: F; by: IgnoredFinding }[] = []
  for (const finding of findings) {
    const by = finding.severity === 'amber' && known.size > 0 ? known.get(findingMark(finding, policy)) : undefined
    if (by) aside.push({ finding, by })
    else seen.push(finding)
  }
  return { seen, aside }
}
