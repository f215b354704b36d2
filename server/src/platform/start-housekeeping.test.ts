import { expect, test } from 'vitest'
import { FakeClock } from './clock/clock.ts'
import { encodeJson } from './db/columns.ts'
import { IDEMPOTENCY_KEPT } from './idempotency/idempotency.ts'
import { forgetOld } from './start-housekeeping.ts'
import { describeEachDatabase, inTestCounty, seedCounty, TEST_COUNTY } from './testing/describe-each-database.ts'

describeEachDatabase('housekeeping', (database) => {
  test('forgets answers after half a year and not a moment before', async () => {
    const clock = new FakeClock()
    const opened = await database.open({ clock })
    await seedCounty(opened)
    const keep = (key: string, created_at: number) => ({
      county_id: TEST_COUNTY,
      person: 'p',
      key,
      request_hash: '',
      status: 200,
      response: encodeJson<unknown>(null),
      created_at,
    })
    const limit = clock.now() - IDEMPOTENCY_KEPT
    await opened.unitOfWork.run(inTestCounty, (tx) =>
      tx.db
        .insertInto('idempotency')
        .values([keep('old', limit - 1), keep('young', limit)])
        .execute(),
    )
    await forgetOld(opened, clock.now())
    expect(await opened.db.read.selectFrom('idempotency').select('key').execute()).toEqual([{ key: 'young' }])
  })
})
