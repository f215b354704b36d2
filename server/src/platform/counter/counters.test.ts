import { beforeEach, expect, test } from 'vitest'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'

describeEachDatabase('running numbers', (database) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await database.open()
    await seedCounty(opened)
  })
  const next = (from: Opened, name = 'case/2026') => from.unitOfWork.run(inTestCounty, (tx) => from.counters.next(tx, name))
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b)

  test('200 at once are 1 to 200, each once; another name counts for itself', async () => {
    expect(sorted(await Promise.all(upTo(200).map(() => next(opened))))).toEqual(upTo(200))
    expect(await next(opened, 'case/2027')).toBe(1)
  })

  test('two processes on one database never get the same', async () => {
    const other = database.name === 'postgres' ? await database.open({ sameAs: opened }) : opened
    const taken = await Promise.all(upTo(100).map((index) => next(index % 2 === 0 ? opened : other)))
    expect(sorted(taken)).toEqual(upTo(100))
  })

  test('a unit that fails may leave a gap, never a double', async () => {
    await expect(
      opened.unitOfWork.run(inTestCounty, async (tx) => {
        await opened.counters.next(tx, 'case/2026')
        throw new Error('planned')
      }),
    ).rejects.toThrow('planned')
    expect(await next(opened)).toBe(database.name === 'postgres' ? 2 : 1)
  })

  // SQLite has one writer: there units follow each other anyway.
  if (database.name === 'postgres')
    test('a unit does not wait for another that took a number and has not ended', async () => {
      const taken = Promise.withResolvers<number>()
      const mayEnd = Promise.withResolvers<void>()
      const slow = opened.unitOfWork.run(inTestCounty, async (tx) => {
        taken.resolve(await opened.counters.next(tx, 'case/2026'))
        await mayEnd.promise
      })
      expect(await taken.promise).toBe(1)
      expect(await next(opened)).toBe(2)
      mayEnd.resolve()
      await slow
    })
})
