import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Database } from './database.ts'
import type { DialectName } from './dialect.ts'
import { first } from './migrations/0001-first.ts'
import { leanLookups } from './migrations/0002-lean-lookups.ts'
import { listsInOrder } from './migrations/0003-lists-in-order.ts'
import { newestOfAPhase } from './migrations/0004-newest-of-a-phase.ts'
import { ledgers } from './migrations/0005-ledgers.ts'
import { scorePeriods } from './migrations/0006-score-periods.ts'
import { called } from './migrations/0007-called.ts'
import { unitDuty } from './migrations/0009-unit-duty.ts'
import { oversight } from './migrations/0010-oversight.ts'
import { publishing } from './migrations/0011-publishing.ts'
import { draftDesk } from './migrations/0012-draft-desk.ts'
import { people } from './migrations/0013-people.ts'
import { draftEdits } from './migrations/0014-draft-edits.ts'
import { draftTrials } from './migrations/0015-draft-trials.ts'
import { copiedPeople } from './migrations/0016-copied-people.ts'
import { ignoredFindings } from './migrations/0017-ignored-findings.ts'
import { plugins } from './migrations/0018-plugins.ts'
import { policyUsage } from './migrations/0019-policy-usage.ts'
import { adoptions } from './migrations/0020-adoptions.ts'

/** Every migration in order. Append only: a published one never changes. */
const MIGRATIONS: Record<string, (database: DialectName) => Migration> = {
  '0001-first': first,
  '0002-lean-lookups': leanLookups,
  '0003-lists-in-order': listsInOrder,
  '0004-newest-of-a-phase': newestOfAPhase,
  '0005-ledgers': ledgers,
  '0006-score-periods': scorePeriods,
  '0007-called': called,
  '0009-unit-duty': unitDuty,
  '0010-oversight': oversight,
  '0011-publishing': publishing,
  '0012-draft-desk': draftDesk,
  '0013-people': people,
  '0014-draft-edits': draftEdits,
  '0015-draft-trials': draftTrials,
  '0016-copied-people': copiedPeople,
  '0017-ignored-findings': ignoredFindings,
  '0018-plugins': plugins,
  '0019-policy-usage': policyUsage,
  '0020-adoptions': adoptions,
}

/** Brings the schema up to date. One process at a time does it (advisory lock on PostgreSQL); each migration is whole or absent. */
export async function migrateToLatest(db: Kysely<Database>, database: DialectName): Promise<string[]> {
  const getMigrations = async () => Object.fromEntries(Object.entries(MIGRATIONS).map(([name, make]) => [name, make(database)]))
  const migrator = new Migrator({ db, provider: { getMigrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  // An index without statistics beside others that have some is taken for the best one, and a year of cases is sorted for one page.
  if (results?.length) await sql`analyze`.execute(db)
  return (results ?? []).map((result) => result.migrationName)
}
