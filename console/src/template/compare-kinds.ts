import { diffPolicy, POLICY_KINDS, type Policy, type PolicyKind } from '@shaotai/core'
import { kindAt } from '../policy/kinds.ts'

/** How far each kind of document of a policy from elsewhere differs from ours; without one of ours all of it is new. */
export function compareKinds(ours: Policy | undefined, theirs: Policy): { kind: PolicyKind; differences: number }[] {
  const own = ours && withNamesOf(ours, theirs)
  const changes = own ? diffPolicy(ours, own) : []
  return POLICY_KINDS.map((kind) => ({
    kind,
    differences: ours ? changes.filter((change) => kindAt(change.at) === kind).length : theirs[kind] === undefined ? 0 : 1,
  }))
}

/** A county keeps its name, the paper it stands on and its numbering, as the server does when it makes the draft. */
function withNamesOf({ profile }: Policy, theirs: Policy): Policy {
  const { basis: _, ...rest } = theirs.profile
  const { title, caseNumber, basis } = profile
  return { ...theirs, profile: { ...rest, title, caseNumber, ...(basis !== undefined && { basis }) } }
}
