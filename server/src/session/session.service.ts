import { createHash, randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Session, Welcome } from '@shaotai/api'
import { countyDay, DAY, dayOfInstant, fail, formatCivilDate, ok, refuse, SYSTEM, type Actor, type Result } from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import type { Settings } from '../platform/config/settings.ts'
import type { ExpressionBuilder, Selectable } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database, PersonTable } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { Caller } from '../platform/http/authenticator.ts'
import { SECRETS, SETTINGS_TOKEN } from '../platform/tokens.ts'
import { loadCovers, loadStandsFor } from '../people/stand-ins.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { hashPassword, isStrongPassword, PASSWORD_LENGTH, verifyPassword } from './password.ts'
import { clearThrottle, countFailure, lockedUntil, throttleKey } from './throttle.ts'

export type Opened = { token: string; session: Session }

/** How stale `seen_at` may get before a request refreshes it. */
const SEEN_STEP = 60_000

/** Opens, recognises and closes sessions. A session is a random token in a cookie and its hash in the database; nothing else. */
@Injectable()
export class SessionService {
  private readonly refreshing = new Set<string>()

  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly policies: PolicyStore,
    @Inject(SECRETS) private readonly secrets: Secrets,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  /** Signs in. Known and unknown accounts fail alike: same words, same work, same lock. */
  async open(account: string, password: string, from: { address: string; request?: string }): Promise<Result<Opened>> {
    const keys = { account: throttleKey(this.secrets, 'account', account), address: throttleKey(this.secrets, 'address', from.address) }
    const now = this.clock.now()
    const locked = await lockedUntil(this.db, [keys.account, keys.address], now)
    if (locked > now) return fail(refuse('session.locked', { minutes: Math.ceil((locked - now) / 60_000) }))
    const person = await this.db.read
      .selectFrom('people')
      .selectAll()
      .where('account', '=', account.trim().toLowerCase())
      .executeTakeFirst()
    const right = await verifyPassword(person?.password_hash, password)
    if (!person || !right || !person.active) {
      await this.unitOfWork.run({ county: person?.county_id ?? '', actor: SYSTEM, request: from.request }, async (tx) => {
        await countFailure(tx, 'account', keys.account)
        await countFailure(tx, 'address', keys.address)
        await this.audit.append(tx, {
          action: 'session.open',
          target: `account/${keys.account.slice(8, 20)}`,
          outcome: 'refused',
          detail: {},
        })
      })
      return fail(refuse('session.bad-credentials'))
    }
    return ok(await this.begin(person, { request: from.request, also: (tx) => clearThrottle(tx, keys.account) }))
  }

  /** Begins a session for somebody who has already been let in. */
  async begin(
    person: Pick<Selectable<PersonTable>, 'county_id' | 'id' | 'name' | 'unit' | 'roles'>,
    { request, also }: { request?: string | undefined; also?: (tx: Tx) => Promise<void> } = {},
  ): Promise<Opened> {
    const now = this.clock.now()
    const actor: Actor = { person: person.id, name: person.name, unit: person.unit, roles: decodeJson(person.roles) }
    const token = randomBytes(32).toString('base64url')
    const expiresAt = now + this.settings.sessionMaxMs
    await this.unitOfWork.run({ county: person.county_id, actor, ...(request && { request }) }, async (tx) => {
      await tx.db
        .insertInto('sessions')
        .values({
          county_id: person.county_id,
          token_hash: hashToken(token),
          person: person.id,
          created_at: now,
          seen_at: now,
          expires_at: expiresAt,
        })
        .execute()
      await tx.db.deleteFrom('sessions').where('expires_at', '<', now).execute()
      await also?.(tx)
      await this.audit.append(tx, { action: 'session.open', target: `person/${person.id}`, outcome: 'done', detail: {} })
    })
    return { token, session: await this.describe(person.county_id, person.id, expiresAt) }
  }

  /** The caller behind a token, if the session and the person are good at this moment: nothing is cached. */
  async recognise(token: string, request: string): Promise<Caller | undefined> {
    const session = hashToken(token)
    const now = this.clock.now()
    const row = await this.db.read
      .selectFrom('sessions')
      .innerJoin('people', (join) => join.onRef('people.county_id', '=', 'sessions.county_id').onRef('people.id', '=', 'sessions.person'))
      .select(['sessions.county_id', 'sessions.seen_at', 'sessions.expires_at', 'people.id', 'people.name', 'people.unit', 'people.roles'])
      .select('people.must_change_password')
      .select((eb) => [eb.exists(aboutNow(eb, now)).as('stands_in'), unitType(eb).as('unit_type')])
      .where('sessions.token_hash', '=', session)
      .where('people.active', '=', 1)
      .executeTakeFirst()
    if (!row || row.expires_at <= now || row.seen_at + this.settings.sessionIdleMs <= now) return undefined
    if (now - row.seen_at > SEEN_STEP) this.refresh(session, row.county_id)
    const covers = await this.coversOf(row.county_id, row.unit, row.unit_type)
    const actor: Actor = { person: row.id, name: row.name, unit: row.unit, roles: decodeJson(row.roles), ...(covers && { covers }) }
    const standsFor = row.stands_in ? await this.standsFor(row.county_id, row.id, now) : []
    return {
      session,
      expiresAt: row.expires_at,
      mustChangePassword: row.must_change_password === 1,
      context: { county: row.county_id, actor, standsFor, request },
    }
  }

  /** The towns of a cluster (片区); nothing for any other unit. */
  private async coversOf(county: string, unit: string, type: string | null): Promise<string[] | undefined> {
    return type === 'cluster' ? loadCovers(this.db.read, county, unit) : undefined
  }

  private async standsFor(county: string, person: string, now: number): Promise<Actor[]> {
    const published = await this.policies.current(this.db.read, county, now)
    return published ? loadStandsFor(this.db.read, county, person, countyDay(published.policy, now)) : []
  }

  /** Ends one session. */
  async close(caller: Caller): Promise<void> {
    await this.unitOfWork.run(caller.context, async (tx) => {
      await tx.db.deleteFrom('sessions').where('token_hash', '=', caller.session).execute()
      await this.audit.append(tx, { action: 'session.close', target: `person/${tx.context.actor.person}`, outcome: 'done', detail: {} })
    })
  }

  /** Changes the password and ends every other session of the person at once. */
  async changePassword(caller: Caller, current: string, next: string): Promise<Result<undefined>> {
    const { county, actor } = caller.context
    const checked = await this.checkPassword(caller.context, current, { action: 'session.change-password', at: '/current' })
    if (!checked.ok) return checked
    if (current === next) return fail(refuse('session.same-password', {}, { at: '/next' }))
    if (!isStrongPassword(next, checked.value.account))
      return fail(refuse('session.weak-password', { length: PASSWORD_LENGTH }, { at: '/next' }))
    const password_hash = await hashPassword(next)
    await this.unitOfWork.run(caller.context, async (tx) => {
      await tx.db
        .updateTable('people')
        .set({ password_hash, password_changed_at: tx.now, must_change_password: 0 })
        .where('county_id', '=', county)
        .where('id', '=', actor.person)
        .execute()
      await endSessions(tx, actor.person, caller.session)
      await this.audit.append(tx, { action: 'session.change-password', target: `person/${actor.person}`, outcome: 'done', detail: {} })
    })
    return ok(undefined)
  }

  /** Asks for the password again before a weighty act. Wrong ones count like failed sign-ins. */
  async confirm(context: ActorContext, password: string): Promise<Result<undefined>> {
    const checked = await this.checkPassword(context, password, { action: 'session.confirm', at: '/password' })
    return checked.ok ? ok(undefined) : checked
  }

  private async checkPassword(
    context: ActorContext,
    password: string,
    { action, at }: { action: 'session.change-password' | 'session.confirm'; at: string },
  ): Promise<Result<{ account: string }>> {
    const { county, actor } = context
    const key = throttleKey(this.secrets, 'account', `${county}/${actor.person}`)
    const now = this.clock.now()
    const locked = await lockedUntil(this.db, [key], now)
    if (locked > now) return fail(refuse('session.locked', { minutes: Math.ceil((locked - now) / 60_000) }))
    const person = await this.db.read
      .selectFrom('people')
      .select(['account', 'password_hash'])
      .where('county_id', '=', county)
      .where('id', '=', actor.person)
      .executeTakeFirst()
    const fits = await verifyPassword(person?.password_hash, password)
    if (person && fits) return ok({ account: person.account })
    await this.unitOfWork.run(context, async (tx) => {
      await countFailure(tx, 'account', key)
      await this.audit.append(tx, { action, target: `person/${actor.person}`, outcome: 'refused', detail: {} })
    })
    return fail(refuse('session.wrong-password', {}, { at }))
  }

  /** What the sign-in page may know: the county's name and, if it is invented, accounts to try. */
  async welcome(): Promise<Welcome> {
    const county = await this.db.read.selectFrom('counties').selectAll().orderBy('created_at').limit(1).executeTakeFirst()
    const address = this.settings.publicUrl?.origin ?? null
    if (!county) return { address, county: '', title: '哨台', slogan: null, demo: [] }
    const published = await this.policies.current(this.db.read, county.id, this.clock.now())
    const { title = '哨台', slogan = null } = published?.policy.profile ?? {}
    return { address, county: county.name, title, slogan, demo: county.fictional === 1 ? await this.showcase(county.id) : [] }
  }

  private async showcase(county: string): Promise<Welcome['demo']> {
    const stored = await this.db.read.selectFrom('installation').select('value').where('key', '=', `showcase/${county}`).executeTakeFirst()
    const accounts = stored ? (JSON.parse(stored.value) as string[]) : []
    if (accounts.length === 0) return []
    const rows = await this.db.read
      .selectFrom('people')
      .innerJoin('units', (join) => join.onRef('units.county_id', '=', 'people.county_id').onRef('units.id', '=', 'people.unit'))
      .select(['people.account', 'people.name', 'people.roles', 'units.name as unit', 'units.short_name as short'])
      .where('people.county_id', '=', county)
      .where('people.account', 'in', accounts)
      .execute()
    return rows
      .map((row) => ({ account: row.account, name: row.name, unit: row.short ?? row.unit, roles: decodeJson(row.roles) }))
      .toSorted((a, b) => accounts.indexOf(a.account) - accounts.indexOf(b.account))
  }

  private async countyWords(county: string): Promise<Pick<Session, 'title' | 'vocabulary' | 'utcOffsetMinutes'>> {
    const published = await this.policies.current(this.db.read, county, this.clock.now())
    if (!published) return { title: '哨台', vocabulary: {}, utcOffsetMinutes: 480 }
    const { profile, calendars, sla } = published.policy
    return {
      title: profile.title,
      vocabulary: profile.vocabulary,
      utcOffsetMinutes: calendars.find((one) => one.id === sla.calendar)?.utcOffsetMinutes ?? 480,
    }
  }

  /** What the console shows about the person signed in. */
  async describe(county: string, person: string, expiresAt: number): Promise<Session> {
    const row = await this.db.read
      .selectFrom('people')
      .innerJoin('units', (join) => join.onRef('units.county_id', '=', 'people.county_id').onRef('units.id', '=', 'people.unit'))
      .innerJoin('counties', 'counties.id', 'people.county_id')
      .select(['people.id as person', 'people.account', 'people.name', 'people.roles', 'people.must_change_password'])
      .select(['units.id as unit_id', 'units.name as unit_name', 'units.type as unit_type'])
      .select(['counties.id as county_id', 'counties.name as county_name', 'counties.fictional'])
      .where('people.county_id', '=', county)
      .where('people.id', '=', person)
      .executeTakeFirstOrThrow()
    const covers = await this.coversOf(county, row.unit_id, row.unit_type)
    return {
      person: row.person,
      account: row.account,
      name: row.name,
      unit: { id: row.unit_id, name: row.unit_name, type: row.unit_type },
      county: { id: row.county_id, name: row.county_name, fictional: row.fictional === 1 },
      roles: decodeJson(row.roles),
      ...(covers && { covers }),
      mustChangePassword: row.must_change_password === 1,
      expiresAt,
      ...(await this.countyWords(county)),
      now: this.clock.now(),
    }
  }

  /** Keeps a session alive, at most once a minute and never in the way of the request. */
  private refresh(session: string, county: string): void {
    if (this.refreshing.has(session)) return
    this.refreshing.add(session)
    void this.unitOfWork
      .run({ county, actor: SYSTEM }, (tx) =>
        tx.db.updateTable('sessions').set({ seen_at: tx.now }).where('token_hash', '=', session).where('seen_at', '<', tx.now).execute(),
      )
      .catch(() => undefined)
      .finally(() => this.refreshing.delete(session))
  }
}

/** Ends every session of a person but one: after a password, role or account change nothing old stays valid. */
export async function endSessions(tx: Tx, person: string, except?: string): Promise<void> {
  let query = tx.db.deleteFrom('sessions').where('county_id', '=', tx.context.county).where('person', '=', person)
  if (except) query = query.where('token_hash', '!=', except)
  await query.execute()
}

/** Substitutions by a person of the row that may hold at a moment, whatever the county's offset: most people have none, and are asked nothing more. */
function aboutNow(eb: ExpressionBuilder<Database, 'people'>, now: number) {
  const day = (at: number) => formatCivilDate(dayOfInstant(at, 0))
  return eb
    .selectFrom('substitutions')
    .select('substitutions.person')
    .whereRef('substitutions.county_id', '=', 'people.county_id')
    .whereRef('substitutions.substitute', '=', 'people.id')
    .where('substitutions.to_day', '>=', day(now - DAY))
    .where('substitutions.from_day', '<=', day(now + DAY))
}

function unitType(eb: ExpressionBuilder<Database, 'people'>) {
  return eb
    .selectFrom('units')
    .select('units.type')
    .whereRef('units.county_id', '=', 'people.county_id')
    .whereRef('units.id', '=', 'people.unit')
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
