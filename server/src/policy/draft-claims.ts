import { Injectable } from '@nestjs/common'
import type { ClaimAct, DraftClaim } from '@shaotai/api'
import { fail, ok, refuse, type Instant, type PolicyKind, type Refusal, type Result } from '@shaotai/core'
import type { Kysely, Selectable } from 'kysely'
import { Clock } from '../platform/clock/clock.ts'
import type { Database } from '../platform/db/database.ts'
import type { PolicyDraftClaimTable } from '../platform/db/draft-tables.ts'
import { Db } from '../platform/db/open-database.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { ANSWER_TIME, CLAIM_KEPT, decideClaim, heldAgainst, isOver, type Claim } from './decide-claim.ts'

type ClaimRow = Selectable<PolicyDraftClaimTable>
type Place = { id: string; kind: PolicyKind }

/** Says that a claim changed hands, was asked for or given back; a page that is merely still open is no news. */
const TOPIC = 'policy-claim'
const DRAFTERS = ['policy-admin', 'policy-reviewer']

/** Who edits which document of a draft: at most one row per kind, gone with the draft. */
@Injectable()
export class DraftClaims {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly live: LiveBus,
  ) {
    live.topic(TOPIC, ({ actor }) => actor.roles.some((role) => DRAFTERS.includes(role)))
  }

  /** Claims on a draft that are in force. */
  async list({ county }: ActorContext, id: string): Promise<DraftClaim[]> {
    const now = this.clock.now()
    const rows = await this.rows(this.db.read, county, id).execute()
    return rows.flatMap((row) => (isOver(toClaim(row), now) ? [] : [describe(row)]))
  }

  /** One act about the claim on a document; answers who holds it then. */
  act(context: ActorContext, place: Place, { act, tab }: { act: ClaimAct; tab: string }): Promise<Result<{ claim: DraftClaim | null }>> {
    return this.unitOfWork.run(context, async (tx) => {
      const draft = await this.lockDraft(tx, place.id)
      if (!draft) return fail(refuse('http.not-found'))
      const open = draft.status === 'draft' || draft.status === 'rejected'
      if (!open && act !== 'release') return fail(refuse('policy.draft.not-open', { status: draft.status }))
      const { person, name } = context.actor
      const known = await this.find(tx.db, context.county, place)
      const decided = decideClaim(known && toClaim(known), { act, by: { person, name, tab }, now: tx.now })
      if (!decided.ok) return decided
      const next = decided.value && toRow(decided.value, context.county, place)
      await this.store(tx, place, known, next)
      return ok({ claim: next ? describe(next) : null })
    })
  }

  /** Why a save of this document has to wait; a save of the holder shows that they are at it. */
  async admit(tx: Tx, place: Place, tab: string | undefined): Promise<Refusal | undefined> {
    const { county, actor } = tx.context
    const known = await this.find(tx.db, county, place)
    const claim = known && toClaim(known)
    const held = heldAgainst(claim, { person: actor.person, ...(tab !== undefined && { tab }) }, tx.now)
    if (held) {
      const minutes = Math.floor((tx.now - held.activeAt) / 60_000)
      return refuse('policy.draft.claimed', { name: held.name, person: held.person, kind: place.kind, minutes })
    }
    if (claim?.person === actor.person && (tab === undefined || claim.tab === tab))
      await tx.db
        .updateTable('policy_draft_claims')
        .set({ active_at: tx.now, seen_at: tx.now })
        .where('county_id', '=', county)
        .where('draft_id', '=', place.id)
        .where('kind', '=', place.kind)
        .execute()
    return undefined
  }

  /** Ends every claim on a draft that is no longer edited. */
  async end(tx: Tx, id: string): Promise<void> {
    await tx.db.deleteFrom('policy_draft_claims').where('county_id', '=', tx.context.county).where('draft_id', '=', id).execute()
  }

  private async store(tx: Tx, { id, kind }: Place, known: ClaimRow | undefined, next: ClaimRow | undefined): Promise<void> {
    if (!known && !next) return
    if (!next)
      await tx.db
        .deleteFrom('policy_draft_claims')
        .where('county_id', '=', tx.context.county)
        .where('draft_id', '=', id)
        .where('kind', '=', kind)
        .execute()
    else
      await tx.db
        .insertInto('policy_draft_claims')
        .values(next)
        .onConflict((conflict) => conflict.columns(['county_id', 'draft_id', 'kind']).doUpdateSet(next))
        .execute()
    if (!known || !next || !isSameNews(known, next)) this.live.announce(tx, { topic: TOPIC, id, hint: { kind } }, {})
  }

  private lockDraft({ db, context }: Tx, id: string) {
    return db
      .selectFrom('policy_drafts')
      .select(['id', 'status'])
      .where('county_id', '=', context.county)
      .where('id', '=', id)
      .modifyEnd(this.db.dialect.lockRows)
      .executeTakeFirst()
  }

  private rows(db: Kysely<Database>, county: string, id: string) {
    return db.selectFrom('policy_draft_claims').selectAll().where('county_id', '=', county).where('draft_id', '=', id)
  }

  private find(db: Kysely<Database>, county: string, { id, kind }: Place): Promise<ClaimRow | undefined> {
    return this.rows(db, county, id).where('kind', '=', kind).executeTakeFirst()
  }
}

function toClaim(row: ClaimRow): Claim {
  const { person, name, tab, since, active_at: activeAt, seen_at: seenAt } = row
  const wanted = toWanted(row)
  return { person, name, tab, since, activeAt, seenAt, ...(wanted && { wanted }) }
}

function toWanted({ wanted_by: person, wanted_name: name, wanted_tab: tab, wanted_at: at }: ClaimRow): Claim['wanted'] {
  return person !== null && name !== null && tab !== null && at !== null ? { person, name, tab, at } : undefined
}

function toRow({ person, name, tab, since, activeAt, seenAt, wanted }: Claim, county: string, { id, kind }: Place): ClaimRow {
  return {
    county_id: county,
    draft_id: id,
    kind,
    person,
    name,
    tab,
    since,
    active_at: activeAt,
    seen_at: seenAt,
    wanted_by: wanted?.person ?? null,
    wanted_name: wanted?.name ?? null,
    wanted_tab: wanted?.tab ?? null,
    wanted_at: wanted?.at ?? null,
  }
}

function describe(row: ClaimRow): DraftClaim {
  const { seenAt, wanted, ...claim } = toClaim(row)
  const { at, ...asker } = wanted ?? {}
  return {
    kind: row.kind,
    ...claim,
    until: seenAt + CLAIM_KEPT,
    wanted: at === undefined ? null : { ...(asker as { person: string; name: string; tab: string }), at, mayTakeAt: at + ANSWER_TIME },
  }
}

function isSameNews(a: ClaimRow, b: ClaimRow): boolean {
  const news = ({ person, tab, since, wanted_by, wanted_tab, wanted_at }: ClaimRow): (string | Instant | null)[] => [
    person,
    tab,
    since,
    wanted_by,
    wanted_tab,
    wanted_at,
  ]
  return news(a).join('\n') === news(b).join('\n')
}
