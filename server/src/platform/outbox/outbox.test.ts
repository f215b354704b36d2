import { beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../clock/clock.ts'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'
import { backoff, Outbox, type Delivery } from './outbox.ts'

describeEachDatabase('outbox', (database) => {
  let clock: FakeClock
  let opened: Opened
  let outbox: Outbox
  let delivered: Delivery[]
  let fails: boolean
  beforeEach(async () => {
    clock = new FakeClock(1_000_000)
    opened = await database.open({ clock })
    await seedCounty(opened)
    outbox = new Outbox(opened.db, opened.unitOfWork, clock)
    delivered = []
    fails = false
    outbox.register('sms', async (delivery) => {
      if (fails) throw new Error('receiver is down')
      delivered.push(delivery)
    })
  })
  const send = (key: string) => opened.unitOfWork.run(inTestCounty, (tx) => outbox.send(tx, { topic: 'sms', key, payload: { text: key } }))

  test('delivers what its unit committed, once per key, and nothing of a failed unit', async () => {
    await send('one')
    await send('one')
    await opened.unitOfWork
      .run(inTestCounty, async (tx) => {
        await outbox.send(tx, { topic: 'sms', key: 'never', payload: {} })
        throw new Error('planned')
      })
      .catch(() => undefined)
    expect(await outbox.deliverDue()).toBe(1)
    expect(delivered).toMatchObject([{ key: 'one', county: 'T1', attempt: 1, payload: { text: 'one' } }])
    expect(await outbox.deliverDue()).toBe(0)
  })

  test('waits longer after each failure, parks after the twelfth, and replays from there', async () => {
    await send('slow')
    fails = true
    const waits: number[] = []
    for (let attempt = 1; attempt <= 12; attempt++) {
      expect(await outbox.deliverDue()).toBe(0)
      const next = await outbox.nextDue()
      if (next === undefined) break
      waits.push(next - clock.now())
      clock.set(next)
    }
    expect(waits).toHaveLength(11)
    expect(waits.every((wait, index) => wait >= (1000 * 2 ** index) / 2 && wait <= Math.min(1000 * 2 ** index, 3_600_000))).toBe(true)
    const [parked] = await outbox.listParked('T1')
    expect(parked).toMatchObject({ key: 'slow', attempts: 12, error: 'receiver is down' })
    expect(await outbox.listParked('other')).toEqual([])
    fails = false
    expect((await outbox.replay({ ...inTestCounty, county: 'other' }, parked!.id)).ok).toBe(false)
    expect((await outbox.replay(inTestCounty, parked!.id)).ok).toBe(true)
    expect(await outbox.deliverDue()).toBe(1)
    expect((await outbox.replay(inTestCounty, parked!.id)).ok).toBe(false)
  })

  test('a process that dies while delivering gives its messages back', async () => {
    await send('lost')
    const dying = new Outbox(opened.db, opened.unitOfWork, clock)
    dying.register('sms', () => new Promise(() => undefined))
    void dying.deliverDue()
    while ((await opened.db.read.selectFrom('outbox').select('claimed_until').executeTakeFirstOrThrow()).claimed_until === 0)
      await new Promise((resolve) => setImmediate(resolve))
    expect(await outbox.deliverDue()).toBe(0)
    clock.advance(60_000)
    expect(await outbox.deliverDue()).toBe(1)
  })

  test('two processes never deliver the same claim', async () => {
    for (let index = 0; index < 50; index++) await send(`m${index}`)
    const other = new Outbox(opened.db, opened.unitOfWork, clock)
    other.register('sms', async (delivery) => void delivered.push(delivery))
    await Promise.all([outbox.deliverDue(), other.deliverDue()])
    expect(delivered.map((one) => one.key).toSorted()).toEqual(Array.from({ length: 50 }, (_, index) => `m${index}`).toSorted())
  })
})

test.each([
  [1, 0, 500],
  [1, 1, 1000],
  [4, 0.5, 6000],
  [40, 1, 3_600_000],
])('backoff of attempt %i with random %d is %i ms', (attempt, random, expected) => {
  expect(backoff(attempt, () => random)).toBe(expected)
})
