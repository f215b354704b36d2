import type { DraftClaim } from '@shaotai/api'

/** Who edits this document, as this tab of this person sees it. */
export type ClaimView =
  /** Not known yet, or nobody does. */
  | { state: 'free' }
  | { state: 'mine'; wanted?: { name: string; mayTakeAt: number } }
  | {
      state: 'other'
      name: string
      activeAt: number
      until: number
      /** It is the same person in another tab. */
      own: boolean
      /** This person asked for it; from then on they may take it. */
      asked?: { mayTakeAt: number }
      /** Somebody else asked before. */
      wantedBy?: string
    }

/** Reads a claim from where this tab stands. */
export function claimView(claim: DraftClaim | null | undefined, me: { person: string; tab: string }): ClaimView {
  if (!claim) return { state: 'free' }
  const { wanted, name, activeAt, until } = claim
  if (isMe(claim, me)) return { state: 'mine', ...(wanted && { wanted: { name: wanted.name, mayTakeAt: wanted.mayTakeAt } }) }
  return {
    state: 'other',
    name,
    activeAt,
    until,
    own: claim.person === me.person,
    ...(wanted && (isMe(wanted, me) ? { asked: { mayTakeAt: wanted.mayTakeAt } } : { wantedBy: wanted.name })),
  }
}

function isMe(one: { person: string; tab: string }, me: { person: string; tab: string }): boolean {
  return one.person === me.person && one.tab === me.tab
}
