import { Injectable } from '@nestjs/common'
import type { EarlierEdition } from '@shaotai/api'
import type { FirstAnswers, Policy, UnitMapping } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** An edition a county took over: what came, in its own units, and how. */
export type Adoption = NonNullable<EarlierEdition> & { readonly policy: Policy }
type Kept = {
  draft: string
  lineage: string
  title: string
  hash: string
  kinds: readonly string[]
  units: UnitMapping
  answers: FirstAnswers | undefined
  policy: Policy
}

/** Where drafts from elsewhere came from, kept so that a newer edition can be brought together with ours. */
@Injectable()
export class Adoptions {
  /** Keeps what a draft was begun with. */
  async keep(tx: Tx, { draft, lineage, title, hash, kinds, units, answers, policy }: Kept): Promise<void> {
    await tx.db
      .insertInto('policy_adoptions')
      .values({
        county_id: tx.context.county,
        id: uuid7(),
        draft_id: draft,
        lineage,
        title,
        hash,
        kinds: encodeJson([...kinds]),
        units: encodeJson(units),
        answers: answers ? encodeJson(answers) : null,
        document: encodeJson<unknown>(policy),
        person: tx.context.actor.person,
        at: tx.now,
      })
      .execute()
  }

  /** The newest edition of a lineage whose draft was published; one that was given up is no ground we stand on. */
  async newest(db: Kysely<Database>, county: string, lineage: string): Promise<Adoption | undefined> {
    const row = await db
      .selectFrom('policy_adoptions as adoption')
      .innerJoin('policy_drafts as draft', (join) =>
        join.onRef('draft.county_id', '=', 'adoption.county_id').onRef('draft.id', '=', 'adoption.draft_id'),
      )
      .select(['adoption.id', 'adoption.title', 'adoption.hash', 'adoption.at', 'adoption.kinds', 'adoption.units', 'adoption.answers'])
      .select('adoption.document')
      .where('adoption.county_id', '=', county)
      .where('adoption.lineage', '=', lineage)
      .where('draft.status', '=', 'published')
      .orderBy('adoption.at', 'desc')
      .orderBy('adoption.id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row) return undefined
    const policy = decodeJson(row.document) as Policy
    return {
      id: row.id,
      title: row.title,
      hash: row.hash,
      at: row.at,
      kinds: decodeJson(row.kinds),
      units: decodeJson(row.units),
      // The wire's schema is of lists one could change, the core's is not; it is the same text.
      answers: row.answers === null ? null : (decodeJson(row.answers) as NonNullable<EarlierEdition>['answers']),
      document: policy as unknown as Record<string, unknown>,
      policy,
    }
  }
}
