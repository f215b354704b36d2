import { fail, ok, refuse } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { uuid7 } from '../id/uuid7.ts'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'
import { StorageUnavailable, type Tx } from './unit-of-work.ts'

describeEachDatabase('unit of work', (database) => {
  let opened: Opened
  beforeAll(async () => {
    opened = await database.open()
    await seedCounty(opened)
  })

  const put = (tx: Tx, name: string, value = 1) => tx.db.insertInto('counters').values({ county_id: 'T1', name, value }).execute()
  const names = async () => (await opened.db.read.selectFrom('counters').select('name').orderBy('name').execute()).map((row) => row.name)

  test('400 concurrent units, one in five failing: every acknowledged write is kept, none of a failed one, nobody reads what is not committed', async () => {
    let dirty = 0
    let watching = true
    const watch = async () => {
      while (watching) {
        // Each unit writes a pair; a reader that sees half of one, or a doomed one, has read dirt.
        const rows = await opened.db.read.selectFrom('counters').select('name').where('name', 'like', 'pair-%').execute()
        const seen = new Set(rows.map((row) => row.name))
        for (const name of seen)
          if (name.includes('doomed') || !seen.has(name.endsWith('-a') ? `${name.slice(0, -1)}b` : `${name.slice(0, -1)}a`)) dirty++
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const watcher = watch()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 400 }, (_, index) =>
        opened.unitOfWork.run(inTestCounty, async (tx) => {
          const name = `pair-${index % 5 === 0 ? 'doomed' : 'good'}-${index}`
          await put(tx, `${name}-a`)
          await Promise.resolve()
          await put(tx, `${name}-b`)
          if (index % 5 === 0) throw new Error('planned')
          return name
        }),
      ),
    )
    watching = false
    await watcher
    const kept = await names()
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(acknowledged).toHaveLength(320)
    expect(kept.filter((name) => name.startsWith('pair-good'))).toHaveLength(640)
    expect(acknowledged.filter((name) => !kept.includes(`${name}-a`) || !kept.includes(`${name}-b`))).toEqual([])
    expect(kept.filter((name) => name.includes('doomed'))).toEqual([])
    expect(dirty).toBe(0)
  })

  test('a unit that returns a failed Result leaves nothing and still answers', async () => {
    const result = await opened.unitOfWork.run(inTestCounty, async (tx) => {
      await put(tx, 'refused')
      return fail(refuse('test.no'))
    })
    expect(result).toEqual(fail(refuse('test.no')))
    expect(await names()).not.toContain('refused')
  })

  test('a unit inside a unit joins it: one commit, its own failure undone, its own county', async () => {
    await opened.unitOfWork.run(inTestCounty, async (tx) => {
      await put(tx, 'outer')
      await opened.unitOfWork.run({ ...inTestCounty, county: 'other' }, async (inner) => {
        expect(inner.context.county).toBe('other')
        await put(inner, 'joined')
      })
      await opened.unitOfWork
        .run(inTestCounty, async (inner) => {
          await put(inner, 'undone')
          throw new Error('planned')
        })
        .catch(() => undefined)
      return ok(undefined)
    })
    const kept = await names()
    expect(kept).toContain('outer')
    expect(kept).toContain('joined')
    expect(kept).not.toContain('undone')
  })

  test('hooks run after the commit and only then', async () => {
    const seen: string[] = []
    const visible = async (name: string) => seen.push(`${name}:${(await names()).includes(name)}`)
    const waits: Promise<unknown>[] = []
    await opened.unitOfWork.run(inTestCounty, async (tx) => {
      tx.afterCommit(() => void waits.push(visible('hooked')))
      await put(tx, 'hooked')
      expect(waits).toHaveLength(0)
    })
    await opened.unitOfWork
      .run(inTestCounty, async (tx) => {
        tx.afterCommit(() => void waits.push(visible('never')))
        throw new Error('planned')
      })
      .catch(() => undefined)
    await Promise.all(waits)
    expect(seen).toEqual(['hooked:true'])
  })

  test('beyond the queue limit a unit is refused at once, and nobody else suffers', async () => {
    const small = await database.open({ queue: 3 })
    await seedCounty(small)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => small.unitOfWork.run(inTestCounty, (tx) => put(tx, uuid7()))),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused.every((outcome) => outcome.reason instanceof StorageUnavailable && outcome.reason.reason === 'overloaded')).toBe(true)
    expect(refused.length).toBeGreaterThan(0)
    expect(outcomes.length - refused.length).toBe((await small.db.read.selectFrom('counters').selectAll().execute()).length)
  })

  test('after draining, units are refused and the accepted ones are there', async () => {
    const ending = await database.open()
    await seedCounty(ending)
    const accepted = Array.from({ length: 20 }, () => ending.unitOfWork.run(inTestCounty, (tx) => put(tx, uuid7())))
    const drained = ending.unitOfWork.drain()
    await expect(ending.unitOfWork.run(inTestCounty, (tx) => put(tx, 'late'))).rejects.toMatchObject({ reason: 'stopping' })
    await Promise.all(accepted)
    await drained
    expect(await ending.db.read.selectFrom('counters').selectAll().execute()).toHaveLength(20)
  })
})
