import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ChangeOrganisation, FirstPasswordList, OrganisationChanged, OrganisationView } from '@shaotai/api'
import {
  ADMINISTRATIVE_ROLES,
  applyOrganisationChange,
  canonicalJson,
  checkOrganisationChange,
  fail,
  ok,
  refuse,
  ROLES,
  type OrganisationChange,
  type OrganisationRecords,
  type PersonRecord,
  type Refusal,
  type Result,
  type UnitRecord,
} from '@shaotai/core'
import { sql } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { sm3 } from '../platform/crypto/seal.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { hashPassword, makePassword } from '../session/password.ts'
import { endSessions } from '../session/session.service.ts'
import { loadOrganisationRecords } from './organisation-records.ts'
import { loadUnitUses } from './unit-uses.ts'

/** How many problems an answer lists; whoever puts those right asks again. */
const LISTED = 200
/** How many units or people one line of the audit log names. */
const PER_LINE = 200
/** How many rows go to the database in one statement. */
const PER_STATEMENT = 500

/** Units and accounts of a county: shown whole, changed at once, and first passwords given out. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly policies: PolicyStore,
  ) {}

  async show({ county }: ActorContext): Promise<OrganisationView> {
    const { units, people, waiting } = await loadOrganisationRecords(this.db.read, county)
    return {
      base: fingerprint({ units, people }),
      units: [...units],
      people: people.map((person) => ({ ...person, waiting: waiting.has(person.id) })),
    }
  }

  /** Changes units and people, all of it or nothing. Refusals: those of `checkOrganisationChange`, each in `why`; `organisation.changed-since`. */
  async change(context: ActorContext, { base, change, dry = false }: ChangeOrganisation): Promise<Result<OrganisationChanged>> {
    // Nobody knows it, so nobody signs in until a first password is given out.
    const closed = await hashPassword(randomBytes(32).toString('hex'))
    return this.unitOfWork.run(context, async (tx): Promise<Result<OrganisationChanged>> => {
      await lock(tx)
      const { county } = context
      const { units, people } = await loadOrganisationRecords(tx.db, county)
      const before = { units, people }
      const head = await this.policies.head(tx.db, county)
      const uses = await loadUnitUses(tx.db, county, { units: change.removed, policy: head?.policy })
      const problems = checkOrganisationChange(before, change, { by: context.actor, uses })
      const [first] = problems
      if (first) return fail(many(first, problems))
      const taken = await takenElsewhere(tx, before, change)
      if (taken) return fail(taken)
      if (fingerprint(before) !== base) return fail(refuse('organisation.changed-since'))
      const after = applyOrganisationChange(before, change)
      const answer = { base: fingerprint(after), ...count(before, change) }
      if (dry) return ok(answer)
      await saveUnits(tx, before, change.units)
      await savePeople(tx, before, change.people, closed)
      for (const some of inParts(change.removed))
        await tx.db.deleteFrom('units').where('county_id', '=', county).where('id', 'in', some).execute()
      await this.record(tx, before, change)
      return ok(answer)
    })
  }

  /** Gives people new passwords, told once, to be changed with the first sign-in. Their sessions end. */
  async firstPasswords(context: ActorContext, wanted: readonly string[]): Promise<Result<FirstPasswordList>> {
    const given = new Map<string, { password: string; hash: string }>()
    for (const person of wanted) {
      const password = makePassword()
      given.set(person, { password, hash: await hashPassword(password) })
    }
    return this.unitOfWork.run(context, async (tx): Promise<Result<FirstPasswordList>> => {
      const { people, units } = await loadOrganisationRecords(tx.db, context.county)
      const list: FirstPasswordList = []
      for (const [index, id] of wanted.entries()) {
        const at = { at: `/people/${index}` }
        const person = people.find((one) => one.id === id)
        const made = given.get(id)
        if (!person?.active || !made) return fail(refuse('organisation.person.unknown', { person: id }, at))
        if (id === context.actor.person) return fail(refuse('organisation.person.own', {}, at))
        const role = person.roles.find((one) => ADMINISTRATIVE_ROLES.has(one))
        if (role && !context.actor.roles.includes('security-admin'))
          return fail(refuse('organisation.person.administrative', { name: person.name, role: ROLES[role].name }, at))
        await tx.db
          .updateTable('people')
          .set({ password_hash: made.hash, password_changed_at: tx.now, must_change_password: 1 })
          .where('county_id', '=', context.county)
          .where('id', '=', id)
          .execute()
        await endSessions(tx, id)
        const unit = units.find((one) => one.id === person.unit)
        list.push({ person: id, account: person.account, name: person.name, unit: unit?.name ?? person.unit, password: made.password })
      }
      await this.audit.append(tx, {
        action: 'person.first-password',
        target: `county/${context.county}`,
        outcome: 'done',
        detail: { people: [...wanted] },
      })
      return ok(list)
    })
  }

  private async record(tx: Tx, before: OrganisationRecords, { units, people, removed }: OrganisationChange): Promise<void> {
    const was = { units: new Set(before.units.map(({ id }) => id)), people: new Set(before.people.map(({ id }) => id)) }
    const lines = [
      ...units.map(({ id, active }) => `unit ${id} ${was.units.has(id) ? (active ? 'changed' : 'retired') : 'added'}`),
      ...removed.map((id) => `unit ${id} removed`),
      ...people.map(({ id, active, roles, unit }) => {
        const how = was.people.has(id) ? (active ? 'changed' : 'closed') : 'added'
        return `person ${id} ${how} ${unit} ${roles.join(',')}`
      }),
    ]
    for (let at = 0; at < lines.length; at += PER_LINE)
      await this.audit.append(tx, {
        action: 'organisation.change',
        target: `county/${tx.context.county}`,
        outcome: 'done',
        detail: { lines: lines.slice(at, at + PER_LINE), of: lines.length },
      })
  }
}

/** Two changes at once could each be right and be wrong together: one waits for the other. */
async function lock(tx: Tx): Promise<void> {
  await tx.db
    .insertInto('counters')
    .values({ county_id: tx.context.county, name: 'organisation', value: 1 })
    .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
    .execute()
}

function fingerprint({ units, people }: OrganisationRecords): string {
  return sm3(canonicalJson({ units, people: people.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
}

function many(first: Refusal, all: readonly Refusal[]): Refusal {
  return { ...first, why: all.slice(0, LISTED) }
}

/** An account is typed without a county: no other county of the installation may have it. */
async function takenElsewhere(tx: Tx, before: OrganisationRecords, { people }: OrganisationChange): Promise<Refusal | undefined> {
  const known = new Map(before.people.map((person) => [person.id, person.account]))
  const fresh = people.filter((person) => known.get(person.id) !== person.account)
  for (const some of inParts(fresh)) {
    const other = await tx.db
      .selectFrom('people')
      .select('account')
      .where(
        'account',
        'in',
        some.map(({ account }) => account),
      )
      .where('county_id', '!=', tx.context.county)
      .limit(1)
      .executeTakeFirst()
    if (!other) continue
    const index = people.findIndex(({ account }) => account === other.account)
    return refuse('organisation.person.account-taken', { account: other.account, name: '…' }, { at: `/people/${index}/account` })
  }
  return undefined
}

async function saveUnits(tx: Tx, before: OrganisationRecords, units: readonly UnitRecord[]): Promise<void> {
  const known = new Set(before.units.map(({ id }) => id))
  const last = await tx.db
    .selectFrom('units')
    .select('position')
    .where('county_id', '=', tx.context.county)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  let position = last?.position ?? -1
  const rows = units.map(({ id, name, shortName, type, parent, active, phone }) => ({
    county_id: tx.context.county,
    id,
    name,
    short_name: shortName ?? null,
    type,
    parent: parent ?? null,
    active,
    phone: phone ?? null,
    manages: null,
    profile: null,
    domains: null,
    duty: null,
    // Where a known unit stands is not changed below.
    position: known.has(id) ? 0 : ++position,
  }))
  for (const some of inParts(rows))
    await tx.db
      .insertInto('units')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['county_id', 'id']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          short_name: eb.ref('excluded.short_name'),
          type: eb.ref('excluded.type'),
          parent: eb.ref('excluded.parent'),
          active: eb.ref('excluded.active'),
          phone: eb.ref('excluded.phone'),
        })),
      )
      .execute()
}

async function savePeople(tx: Tx, before: OrganisationRecords, people: readonly PersonRecord[], closed: string): Promise<void> {
  const { county } = tx.context
  const known = new Map(before.people.map((person) => [person.id, person]))
  const touched = (differs: (old: PersonRecord, now: PersonRecord) => boolean) =>
    people.flatMap((person) => {
      const old = known.get(person.id)
      return old && differs(old, person) ? [person.id] : []
    })
  // Two people may exchange their accounts; for a moment both have none that anybody could have.
  for (const some of inParts(touched((old, now) => old.account !== now.account)))
    await tx.db
      .updateTable('people')
      .set({ account: sql<string>`'~' || county_id || '/' || id` })
      .where('county_id', '=', county)
      .where('id', 'in', some)
      .execute()
  const rows = people.map(({ id, account, name, unit, roles, phone, active }) => ({
    county_id: county,
    id,
    account,
    name,
    unit,
    roles: encodeJson(roles),
    phone: phone ?? null,
    active,
    squad: null,
    password_hash: closed,
    password_changed_at: tx.now,
    must_change_password: true,
    created_at: tx.now,
  }))
  for (const some of inParts(rows))
    await tx.db
      .insertInto('people')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['county_id', 'id']).doUpdateSet((eb) => ({
          account: eb.ref('excluded.account'),
          name: eb.ref('excluded.name'),
          unit: eb.ref('excluded.unit'),
          roles: eb.ref('excluded.roles'),
          phone: eb.ref('excluded.phone'),
          active: eb.ref('excluded.active'),
        })),
      )
      .execute()
  for (const some of inParts(touched(mayDoOther)))
    await tx.db.deleteFrom('sessions').where('county_id', '=', county).where('person', 'in', some).execute()
}

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PER_STATEMENT) }, (_, part) =>
    all.slice(part * PER_STATEMENT, (part + 1) * PER_STATEMENT),
  )
}

/** Whether a person may do other things than before: then nothing old stays valid. */
function mayDoOther(old: PersonRecord, now: PersonRecord): boolean {
  return old.account !== now.account || old.unit !== now.unit || old.active !== now.active || old.roles.join() !== now.roles.join()
}

function count(before: OrganisationRecords, { units, people, removed }: OrganisationChange): Pick<OrganisationChanged, 'units' | 'people'> {
  const tally = <T extends { id: string; active: boolean }>(was: readonly T[], now: readonly T[], gone: number) => {
    const known = new Map(was.map((one) => [one.id, one]))
    const added = now.filter(({ id }) => !known.has(id)).length
    const retired = now.filter(({ id, active }) => !active && known.get(id)?.active === true).length
    return { added, changed: now.length - added - retired, retired, removed: gone }
  }
  return { units: tally(before.units, units, removed.length), people: tally(before.people, people, 0) }
}
