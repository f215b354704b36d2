import { fail, MINUTE, ok, refuse, type Instant, type Result } from '@shaotai/core'

/** A claim nobody has renewed for this long is over: the page was closed, or the PC is asleep. */
export const CLAIM_KEPT = 2 * MINUTE
/** How long the holder may leave a request unanswered; then whoever asked may take over. */
export const ANSWER_TIME = MINUTE

/** A person in one tab of theirs: two tabs of one person are two. */
export type Editor = { readonly person: string; readonly name: string; readonly tab: string }

/** Who edits a document of a draft (正在改): a courtesy with teeth, because nobody else's save is taken meanwhile. */
export type Claim = Editor & {
  readonly since: Instant
  readonly activeAt: Instant
  readonly seenAt: Instant
  readonly wanted?: Editor & { readonly at: Instant }
}

/**
 * What somebody may do about a claim. `hold`: take it if it is free, and say again and again that the page is open. `request`: ask for it,
 * and take it when the holder has not answered in time. `handOver` and `keep` answer a request. `release`: leave, or no longer ask.
 */
export type ClaimAct = 'hold' | 'request' | 'handOver' | 'keep' | 'release'

/** The claim after an act; undefined when nobody holds it. Finding it held by somebody else is an answer, not a refusal. */
export function decideClaim(
  claim: Claim | undefined,
  { act, by, now }: { act: ClaimAct; by: Editor; now: Instant },
): Result<Claim | undefined> {
  const mine = claim !== undefined && isSame(claim, by)
  const free = claim === undefined || isOver(claim, now)
  const taken: Claim = { ...by, since: now, activeAt: now, seenAt: now }
  if (act === 'hold') return ok(mine ? { ...claim, seenAt: now } : free ? taken : claim)
  if (act === 'request') {
    if (mine) return ok({ ...claim, seenAt: now })
    // One's own other tab does not have to be asked.
    if (free || claim.person === by.person) return ok(taken)
    const { wanted } = claim
    if (!wanted || now - wanted.at > ANSWER_TIME + CLAIM_KEPT) return ok({ ...claim, wanted: { ...by, at: now } })
    if (!isSame(wanted, by)) return fail(refuse('policy.draft.claim-wanted', { name: wanted.name }))
    return ok(now - wanted.at >= ANSWER_TIME ? taken : claim)
  }
  if (act === 'release') {
    if (mine) return ok(claim.wanted && !isOver(claim, now) ? after(claim.wanted, now) : undefined)
    return ok(claim?.wanted && isSame(claim.wanted, by) ? without(claim) : claim)
  }
  if (!mine) return fail(refuse('policy.draft.claim-not-yours'))
  const kept = { ...without(claim), seenAt: now }
  return ok(act === 'handOver' && claim.wanted ? after(claim.wanted, now) : kept)
}

/** Whom a save has to give way to: somebody else, or another tab of the same person when the save names its tab. */
export function heldAgainst(claim: Claim | undefined, by: Pick<Editor, 'person'> & { tab?: string }, now: Instant): Claim | undefined {
  if (!claim || isOver(claim, now)) return undefined
  return claim.person === by.person && (by.tab === undefined || by.tab === claim.tab) ? undefined : claim
}

/** Whether the holder has not been heard of for too long. */
export function isOver({ seenAt }: Claim, now: Instant): boolean {
  return now - seenAt > CLAIM_KEPT
}

function isSame(a: Editor, b: Editor): boolean {
  return a.person === b.person && a.tab === b.tab
}

function after({ at: _, ...next }: NonNullable<Claim['wanted']>, now: Instant): Claim {
  return { ...next, since: now, activeAt: now, seenAt: now }
}

function without({ wanted: _, ...claim }: Claim): Claim {
  return claim
}
