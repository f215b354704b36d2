import type { Kysely } from 'kysely'
import { compileOnce } from '../db/compile-once.ts'
import type { Database } from '../db/database.ts'
import type { Tx } from '../unit-of-work/unit-of-work.ts'

/** Running numbers of a county, by name. A number is given once; gaps are possible when the unit that took it fails. */
export abstract class Counters {
  abstract next(tx: Tx, name: string): Promise<number>
}

/** Counts inside the unit: right where there is one writer. */
export class UnitCounters extends Counters {
  async next({ db, context }: Tx, name: string): Promise<number> {
    return reserve(db, { county: context.county, name, count: 1 })
  }
}

/**
 * Counts beside the unit, on a connection of its own: a row counted up inside a unit would be locked until its commit, so that units
 * on many connections would wait for each other. Who asks while a reservation is under way shares the next one.
 *
 * The connection may commit asynchronously: a unit's commit flushes all of the log before it, the reservation included. A number is
 * therefore never given again after a crash once a row that carries it is kept.
 */
export class SharedCounters extends Counters {
  private readonly db: Kysely<Database>
  private readonly waiting = new Map<string, Waiting[]>()

  constructor(db: Kysely<Database>) {
    super()
    this.db = db
  }

  next({ context: { county } }: Tx, name: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const key = JSON.stringify([county, name])
      const group = this.waiting.get(key)
      if (group) group.push({ resolve, reject })
      else {
        this.waiting.set(key, [{ resolve, reject }])
        void this.serve(key, county, name)
      }
    })
  }

  private async serve(key: string, county: string, name: string): Promise<void> {
    for (let group = this.waiting.get(key) ?? []; group.length > 0; group = this.waiting.get(key) ?? []) {
      this.waiting.set(key, [])
      try {
        const last = await reserve(this.db, { county, name, count: group.length })
        for (const [index, { resolve }] of group.entries()) resolve(last - group.length + 1 + index)
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.waiting.delete(key)
  }
}

type Waiting = { resolve: (value: number) => void; reject: (error: unknown) => void }

/** Takes the next `count` numbers; the answer is the last of them. */
async function reserve(db: Kysely<Database>, wanted: { county: string; name: string; count: number }): Promise<number> {
  const { rows } = await countUp(db, wanted)
  return rows[0]!.value
}

const countUp = compileOnce((db, { county, name, count }: { county: string; name: string; count: number }) =>
  db
    .insertInto('counters')
    .values({ county_id: county, name, value: count })
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'name']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning('value'),
)
