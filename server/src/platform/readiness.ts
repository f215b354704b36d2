import { sql } from 'kysely'
import type { health, RouteOutput } from '@shaotai/api'
import type { Db } from './db/open-database.ts'
import { VERSION } from './version.ts'

/** Whether the process may be sent work: started, not stopping, and its database answers. */
export class Readiness {
  private readonly db: Db
  private readySince: number | undefined

  constructor(db: Db) {
    this.db = db
  }

  ready(): void {
    this.readySince = performance.now()
  }

  stopping(): void {
    this.readySince = undefined
  }

  async report(): Promise<RouteOutput<typeof health>> {
    const answers = await sql`select 1`.execute(this.db.read).then(
      () => true,
      () => false,
    )
    const status = this.readySince === undefined ? 'starting' : answers ? 'ok' : 'failing'
    const uptime = this.readySince === undefined ? 0 : Math.floor((performance.now() - this.readySince) / 1000)
    return { status, version: VERSION, database: this.db.dialect.name, uptime }
  }
}
