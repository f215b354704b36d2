import { Injectable } from '@nestjs/common'
import { SYSTEM } from '@shaotai/core'
import type { Incident, LogLine, Usage } from '@shaotai/plugin-host'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { Clock } from '../../platform/clock/clock.ts'
import { encodeJson } from '../../platform/db/columns.ts'
import { insertOnce } from '../../platform/db/compile-once.ts'
import type { PluginDisclosureTable, PluginLogTable } from '../../platform/db/plugin-tables.ts'
import { uuid7 } from '../../platform/id/uuid7.ts'
import { WorkerLoop } from '../../platform/timers/worker-loop.ts'
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.ts'

/** Lines that wait to be written; more are dropped, and the drop is said. */
const MOST_WAITING = 5000
const FLUSH = 1000
/** How long lines of plugins are kept. */
export const LOGS_KEPT = 14 * 86_400_000

/** Logs, incidents, use and personal data that left: gathered while plugins run, written once a second in one unit. */
@Injectable()
export class PluginRecords {
  private logs: PluginLogTable[] = []
  private disclosures: PluginDisclosureTable[] = []
  private readonly used = new Map<string, { county: string; plugin: string; usage: UsageDelta }>()
  private dropped = 0

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  log(county: string, { plugin, at, level, message, fields, contribution, delivery }: LogLine): void {
    this.line({ county, plugin, at, level, message, fields, contribution, delivery })
  }

  incident(county: string, { plugin, at, kind, contribution, message }: Incident): void {
    this.line({ county, plugin, at, level: 'incident', message, fields: { kind }, contribution, delivery: undefined })
  }

  disclose(row: Omit<PluginDisclosureTable, 'id'>): void {
    this.disclosures.push({ id: uuid7(), ...row })
  }

  /** Adds to what a plugin used today. */
  use(county: string, plugin: string, delta: UsageDelta): void {
    const key = `${county} ${plugin}`
    const known = this.used.get(key)?.usage
    const usage = known ? addUsage(known, delta) : delta
    this.used.set(key, { county, plugin, usage })
  }

  /** Writes what has gathered. */
  async flush(): Promise<void> {
    const { logs, disclosures, dropped } = this
    const used = [...this.used.values()]
    this.logs = []
    this.disclosures = []
    this.dropped = 0
    this.used.clear()
    if (logs.length + disclosures.length + used.length === 0) return
    const [first] = logs
    if (dropped > 0 && first)
      logs.push({ ...first, id: uuid7(), level: 'incident', message: `${dropped} 行日志因过多未保留`, fields: null, delivery: null })
    try {
      await this.unitOfWork.run({ county: '', actor: SYSTEM }, async (tx) => {
        for (let start = 0; start < logs.length; start += 100) await insertLogs(tx.db, logs.slice(start, start + 100))
        for (let start = 0; start < disclosures.length; start += 100) await insertDisclosures(tx.db, disclosures.slice(start, start + 100))
        const day = new Date(this.clock.now()).toISOString().slice(0, 10)
        for (const { county, plugin, usage } of used) await addUse(tx.db, { county_id: county, plugin, day, ...usage })
      })
    } catch (error) {
      // What left is owed an account: it is tried again. Logs are not worth holding up anything.
      this.disclosures.unshift(...disclosures)
      throw error
    }
  }

  start(logger: Logger): { stop(): Promise<void> } {
    const loop = new WorkerLoop(
      'plugin-records',
      async () => {
        await this.flush()
        return FLUSH
      },
      logger,
    )
    loop.wake()
    return {
      stop: async () => {
        await loop.stop()
        await this.flush().catch(() => undefined)
      },
    }
  }

  private line(one: {
    county: string
    plugin: string
    at: number
    level: PluginLogTable['level']
    message: string
    fields: Readonly<Record<string, unknown>> | undefined
    contribution: string | undefined
    delivery: string | undefined
  }): void {
    if (this.logs.length >= MOST_WAITING) {
      this.dropped++
      return
    }
    this.logs.push({
      county_id: one.county,
      id: uuid7(),
      plugin: one.plugin,
      at: one.at,
      level: one.level,
      message: maskNumbers(storable(one.message)).slice(0, 2000),
      fields: one.fields ? encodeJson(JSON.parse(maskNumbers(storable(JSON.stringify(one.fields).slice(0, 4000)), true)) as never) : null,
      contribution: one.contribution ?? null,
      delivery: one.delivery ?? null,
    })
  }
}

export type UsageDelta = {
  calls: number
  failed: number
  milliseconds: number
  processor: number
  requests: number
  bytes_out: number
  bytes_in: number
  log_lines: number
  starts: number
  crashes: number
  highest_memory: number
}

/** What was used between two looks at a plugin. */
export function usageSince(before: Usage | undefined, now: Usage): UsageDelta {
  const since = (key: Exclude<keyof Usage, 'memory' | 'highestMemory'>) => Math.max(0, Math.round(now[key] - (before?.[key] ?? 0)))
  return {
    calls: since('calls'),
    failed: since('failed'),
    milliseconds: since('milliseconds'),
    processor: since('processor'),
    requests: since('requests'),
    bytes_out: since('bytesOut'),
    bytes_in: since('bytesIn'),
    log_lines: since('logLines'),
    starts: since('starts'),
    crashes: since('crashes'),
    highest_memory: Math.round(now.highestMemory),
  }
}

function addUsage(a: UsageDelta, b: UsageDelta): UsageDelta {
  const sum = (key: keyof UsageDelta) => (key === 'highest_memory' ? Math.max(a[key], b[key]) : a[key] + b[key])
  return Object.fromEntries((Object.keys(a) as (keyof UsageDelta)[]).map((key) => [key, sum(key)])) as UsageDelta
}

const insertLogs = insertOnce('plugin_logs')
const insertDisclosures = insertOnce('plugin_disclosures')

type Adding = Parameters<ReturnType<typeof insertOnce<'plugin_usage'>>>
function addUse(db: Adding[0], row: Adding[1][number]) {
  return upsertUse(db, [row])
}
const sumOf = (column: string) => sql<number>`${sql.ref(`plugin_usage.${column}`)} + ${sql.ref(`excluded.${column}`)}`
const upsertUse = insertOnce('plugin_usage', (query) =>
  query.onConflict((conflict) =>
    conflict.columns(['county_id', 'plugin', 'day']).doUpdateSet((eb) => ({
      calls: sumOf('calls'),
      failed: sumOf('failed'),
      milliseconds: sumOf('milliseconds'),
      processor: sumOf('processor'),
      requests: sumOf('requests'),
      bytes_out: sumOf('bytes_out'),
      bytes_in: sumOf('bytes_in'),
      log_lines: sumOf('log_lines'),
      starts: sumOf('starts'),
      crashes: sumOf('crashes'),
      highest_memory: eb.ref('excluded.highest_memory'),
    })),
  ),
)

/** U+0000 and lone surrogates cannot be stored. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** Hides phone and identity numbers in what a plugin writes. In JSON only within texts, where digits cannot be a number of the structure. */
export function maskNumbers(text: string, json = false): string {
  if (json)
    try {
      return JSON.stringify(JSON.parse(text), (_, value: unknown) => (typeof value === 'string' ? maskNumbers(value) : value))
    } catch {
      return '{}'
    }
  return text.replace(/(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)/g, '$1********$2').replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2')
}
