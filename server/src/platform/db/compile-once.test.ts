import { beforeAll, expect, test } from 'vitest'
import { describeEachDatabase, inTestCounty, type Opened } from '../testing/describe-each-database.ts'
import { compileOnce, insertOnce } from './compile-once.ts'

describeEachDatabase('queries compiled once', (database) => {
  let opened: Opened
  let built = 0
  const keep = insertOnce('installation', (query) => {
    built++
    return query.onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
  })
  const find = compileOnce((db, { like, not }: { like: string; not: string }) => {
    built++
    return db
      .selectFrom('installation')
      .select(['key', 'value'])
      .where('key', 'like', like)
      .where('value', '<>', not)
      .where('value', '<>', 'never')
      .orderBy('key')
  })
  beforeAll(async () => {
    opened = await database.open()
  })

  test('are built once for each number of rows and given their own values each time', async () => {
    built = 0
    await opened.unitOfWork.run(inTestCounty, async (tx) => {
      await keep(tx.db, [
        { key: 'a1', value: 'x' },
        { key: 'a2', value: 'y' },
      ])
      await keep(tx.db, [
        // The order of properties of later rows does not matter.
        { value: 'z', key: 'a3' },
        { key: 'a2', value: 'again' },
      ])
      await keep(tx.db, [{ key: 'a4', value: 'never' }])
      await keep(tx.db, [])
    })
    expect(built).toBe(2)
    expect((await find(opened.db.read, { like: 'a%', not: 'z' })).rows).toEqual([
      { key: 'a1', value: 'x' },
      { key: 'a2', value: 'again' },
    ])
    expect((await find(opened.db.read, { like: '%3', not: '' })).rows).toEqual([{ key: 'a3', value: 'z' }])
    expect(built).toBe(3)
  })

  test('roll back with their unit', async () => {
    await expect(
      opened.unitOfWork.run(inTestCounty, async (tx) => {
        await keep(tx.db, [{ key: 'gone', value: 'x' }])
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect((await find(opened.db.read, { like: 'gone', not: '' })).rows).toEqual([])
  })
})
