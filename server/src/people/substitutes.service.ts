import { Injectable } from '@nestjs/common'
import type { SetSubstitutes, SubstitutesView } from '@shaotai/api'
import { checkSubstitutes, countyDay, fail, ok, refuse, settleSubstitutes, type Result, type Substitution } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'

/** Who stands in for whom (代理): shown, and set by the person or an administrator. */
@Injectable()
export class SubstitutesService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly policies: PolicyStore,
  ) {}

  async show({ county }: ActorContext, person: string): Promise<Result<SubstitutesView>> {
    return this.view(this.db.read, county, person, await this.today(this.db.read, county, this.clock.now()))
  }

  /** Sets a person's substitutes from now on. Refusals: those of `checkSubstitutes`, `policy.none`. */
  set(context: ActorContext, person: string, { substitutes }: SetSubstitutes): Promise<Result<SubstitutesView>> {
    return this.unitOfWork.run(context, async (tx) => {
      const { county, actor } = context
      const today = await this.today(tx.db, county, tx.now)
      if (today === undefined) return fail(refuse('policy.none'))
      await lock(tx)
      const running = await tx.db
        .selectFrom('substitutions')
        .select(['person', 'substitute', 'from_day', 'to_day'])
        .where('county_id', '=', county)
        .where('to_day', '>=', today)
        .execute()
      const names = await namesOf(tx.db, county, [person, ...substitutes.map((one) => one.person)])
      if (!names.has(person)) return fail(refuse('http.not-found'))
      const of = (id: string) => running.filter((row) => row.person === id).map(toSubstitution)
      const problem = checkSubstitutes(person, substitutes, { today, by: actor.person, nameOf: (id) => names.get(id), of })
      if (problem) return fail(problem)
      await replace(tx, person, { stored: of(person), wanted: substitutes, today })
      const detail = { substitutes: substitutes.map((one) => `${one.person} ${one.from} ${one.to}`) }
      await this.audit.append(tx, { action: 'person.substitutes', target: `person/${person}`, outcome: 'done', detail })
      return this.view(tx.db, county, person, today)
    })
  }

  private async view(db: Kysely<Database>, county: string, person: string, today: string | undefined): Promise<Result<SubstitutesView>> {
    if (today === undefined) return fail(refuse('policy.none'))
    const rows = await db
      .selectFrom('substitutions')
      .select(['person', 'substitute', 'from_day', 'to_day'])
      .where('county_id', '=', county)
      .where('to_day', '>=', today)
      .where((eb) => eb.or([eb('person', '=', person), eb('substitute', '=', person)]))
      .orderBy('from_day')
      .orderBy('person')
      .execute()
    const names = await namesOf(db, county, [person, ...rows.flatMap((row) => [row.person, row.substitute])])
    const name = names.get(person)
    if (name === undefined) return fail(refuse('http.not-found'))
    const named = (id: string, { from_day, to_day }: (typeof rows)[number]) => ({
      person: id,
      name: names.get(id) ?? id,
      from: from_day,
      to: to_day,
    })
    return ok({
      person: { id: person, name },
      substitutes: rows.filter((row) => row.person === person).map((row) => named(row.substitute, row)),
      standsFor: rows.filter((row) => row.substitute === person).map((row) => named(row.person, row)),
      today,
    })
  }

  private async today(db: Kysely<Database>, county: string, now: number): Promise<string | undefined> {
    const published = await this.policies.current(db, county, now)
    return published && countyDay(published.policy, now)
  }
}

/** Two lists set at once could each be right and make a ring together: one waits for the other. */
async function lock(tx: Tx): Promise<void> {
  await tx.db
    .insertInto('counters')
    .values({ county_id: tx.context.county, name: 'substitutes', value: 1 })
    .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
    .execute()
}

async function replace(
  tx: Tx,
  person: string,
  { stored, wanted, today }: { stored: Substitution[]; wanted: Substitution[]; today: string },
) {
  const { county } = tx.context
  await tx.db
    .deleteFrom('substitutions')
    .where('county_id', '=', county)
    .where('person', '=', person)
    .where('to_day', '>=', today)
    .execute()
  const rows = settleSubstitutes(stored, wanted, today).map((one) => ({
    county_id: county,
    person,
    substitute: one.person,
    from_day: one.from,
    to_day: one.to,
  }))
  if (rows.length === 0) return
  await tx.db
    .insertInto('substitutions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'person', 'substitute', 'from_day']).doUpdateSet((eb) => ({ to_day: eb.ref('excluded.to_day') })),
    )
    .execute()
}

async function namesOf(db: Kysely<Database>, county: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('county_id', '=', county)
    .where('active', '=', 1)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function toSubstitution(row: { substitute: string; from_day: string; to_day: string }): Substitution {
  return { person: row.substitute, from: row.from_day, to: row.to_day }
}
