import { Injectable } from '@nestjs/common'
import type { PolicyDraft, TrialKind } from '@shaotai/api'
import { fail, ok, policyHash, refuse, type Result } from '@shaotai/core'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftStore } from './draft-store.ts'

/** Records who looked at what a draft would have done (试算); it counts for that very content only. */
@Injectable()
export class DraftTrials {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: DraftStore,
  ) {}

  /** Says that the actor has the result of this hash on screen; the first time is kept. */
  see(context: ActorContext, id: string, { hash, kind }: { hash: string; kind: TrialKind }): Promise<Result<PolicyDraft>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<PolicyDraft>> => {
      const row = await this.drafts.find(tx.db, context.county, id, { lock: true })
      if (!row) return fail(refuse('http.not-found'))
      if (policyHash(this.drafts.policyOf(row)) !== hash) return fail(refuse('policy.draft.other-hash'))
      const { county, actor } = context
      const { numInsertedOrUpdatedRows: added } = await tx.db
        .insertInto('policy_draft_trials')
        .values({ county_id: county, draft_id: id, hash, kind, person: actor.person, name: actor.name, at: tx.now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      if (added === 1n) await this.drafts.record(tx, 'policy.trial', id, { hash, kind })
      return ok(await this.drafts.describe(tx.db, county, row))
    })
  }
}
