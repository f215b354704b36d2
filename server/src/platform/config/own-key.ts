import type { OpenDatabase } from '../db/open-database.ts'
import { seal } from '../crypto/seal.ts'
import { SYSTEM } from '@shaotai/core'
import type { Secrets } from './secrets.ts'
import { StartError } from './start-error.ts'

/**
 * Ties the database to its keys: the first start leaves a fingerprint, later ones must match. Without this, a database restored
 * beside new keys would go on writing a log that nobody can verify.
 */
export async function assertOwnKey({ db, unitOfWork }: OpenDatabase, { auditKey }: Secrets): Promise<void> {
  const fingerprint = seal(auditKey, 'fingerprint')
  await unitOfWork.run({ county: '', actor: SYSTEM }, (tx) =>
    tx.db
      .insertInto('installation')
      .values({ key: 'audit-key', value: fingerprint })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute(),
  )
  const { value } = await db.read.selectFrom('installation').select('value').where('key', '=', 'audit-key').executeTakeFirstOrThrow()
  if (value === fingerprint) return
  throw new StartError(
    '数据库与数据目录里的 secrets.json 不是一套；请放回原来的密钥文件。',
    'The database does not belong to the secrets.json of the data directory; put the original key file back.',
  )
}
