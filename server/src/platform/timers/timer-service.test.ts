import { beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../clock/clock.ts'
import { describeEachDatabase, inTestCounty, seedCounty, type Opened } from '../testing/describe-each-database.ts'
import { TimerService, type Timer } from './timer-service.ts'

describeEachDatabase('timers', (database) => {
  let clock: FakeClock
  let opened: Opened
  beforeEach(async () => {
    clock = new FakeClock(1_000_000)
    opened = await database.open({ clock })
    await seedCounty(opened)
  })

  /** A dispatcher whose handler writes one row per firing: a second firing of a key would break the primary key. */
  const dispatcher = (from: Opened, onFire: (timer: Timer) => void = () => undefined) => {
    const timers = new TimerService(from.db, from.unitOfWork, clock)
    timers.register('alarm', async (tx, timer) => {
      onFire(timer)
      await tx.db
        .insertInto('installation')
        .values({ key: timer.key, value: String(timer.at) })
        .execute()
    })
    return timers
  }
  const schedule = (timers: TimerService, ...all: Omit<Timer, 'kind'>[]) =>
    opened.unitOfWork.run(inTestCounty, async (tx) => {
      for (const timer of all) await timers.schedule(tx, { kind: 'alarm', ...timer })
    })
  const fired = async () => (await opened.db.read.selectFrom('installation').selectAll().orderBy('key').execute()).map((row) => row.key)

  test('fires what is due, oldest first, and nothing early', async () => {
    const order: string[] = []
    const timers = dispatcher(opened, (timer) => order.push(timer.key))
    await schedule(timers, { key: 'c', at: 1_000_300 }, { key: 'a', at: 1_000_100 }, { key: 'b', at: 1_000_200 })
    expect(await timers.fireDue()).toBe(0)
    expect(await timers.nextDue()).toBe(1_000_100)
    clock.set(1_000_200)
    expect(await timers.fireDue()).toBe(2)
    expect(await fired()).toEqual(['a', 'b'])
    if (database.name === 'sqlite') expect(order).toEqual(['a', 'b'])
    clock.advance(1_000)
    expect(await timers.fireDue()).toBe(1)
    expect(await timers.fireDue()).toBe(0)
  })

  test('a key fires once: scheduling it again after it fired changes nothing, before that it moves', async () => {
    const timers = dispatcher(opened)
    await schedule(timers, { key: 'k', at: 1_000_000 })
    await schedule(timers, { key: 'k', at: 1_000_500 })
    expect(await timers.fireDue()).toBe(0)
    clock.set(1_000_500)
    expect(await timers.fireDue()).toBe(1)
    await schedule(timers, { key: 'k', at: 1_000_500 })
    expect(await timers.fireDue()).toBe(0)
  })

  test('following a case removes what no longer applies and keeps what fired', async () => {
    const timers = dispatcher(opened)
    const replace = (...keys: string[]) =>
      opened.unitOfWork.run(inTestCounty, (tx) =>
        timers.replaceCase(
          tx,
          'case1',
          keys.map((key) => ({ key, at: 1_000_000, kind: 'alarm' })),
        ),
      )
    await replace('x', 'y')
    await replace('y', 'z')
    expect(await timers.fireDue()).toBe(2)
    await replace()
    expect(await fired()).toEqual(['y', 'z'])
  })

  test('a failing handler leaves no trace, is tried again later, and does not stop the others', async () => {
    const timers = new TimerService(opened.db, opened.unitOfWork, clock)
    let broken = true
    timers.register('alarm', async (tx, timer) => {
      await tx.db.insertInto('installation').values({ key: timer.key, value: '' }).execute()
      if (timer.key === 'bad' && broken) throw new Error('planned')
    })
    await schedule(timers, { key: 'bad', at: 1_000_000 }, { key: 'good', at: 1_000_000 })
    expect(await timers.fireDue()).toBe(1)
    expect(await fired()).toEqual(['good'])
    broken = false
    expect(await timers.fireDue()).toBe(0)
    clock.advance(300_000)
    expect(await timers.fireDue()).toBe(1)
    expect(await fired()).toEqual(['bad', 'good'])
  })

  test('three dispatchers on one database: 300 timers, each fired exactly once', async () => {
    const processes =
      database.name === 'postgres'
        ? [opened, await database.open({ clock, sameAs: opened }), await database.open({ clock, sameAs: opened })]
        : [opened]
    const firings: string[] = []
    const dispatchers = [0, 1, 2].map((index) => dispatcher(processes[index % processes.length]!, (timer) => firings.push(timer.key)))
    await schedule(
      dispatchers[0]!,
      ...Array.from({ length: 300 }, (_, index) => ({ key: `t${String(index).padStart(3, '0')}`, at: 1_000_000 + index })),
    )
    clock.set(1_001_000)
    const counts = await Promise.all(dispatchers.map((one) => one.fireDue()))
    expect(counts.reduce((sum, count) => sum + count)).toBe(300)
    expect(new Set(firings).size).toBe(300)
    expect(firings).toHaveLength(300)
    expect(await fired()).toHaveLength(300)
  })
})
