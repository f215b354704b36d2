import { Injectable } from '@nestjs/common'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import type { PluginInstallationTable } from '../platform/db/plugin-tables.ts'
import type { Installed, Version } from './installation/decide-lifecycle.ts'
import { checkConfig } from './installation/check-config.ts'

/** An installation with its versions: the row, and what the lifecycle decides by. */
export type StoredPlugin = { readonly row: PluginInstallationTable; readonly installed: Installed }

/** Reads and clears what is kept of plugins. */
@Injectable()
export class PluginStore {
  async load(db: Kysely<Database>, county: string, plugin: string): Promise<StoredPlugin | undefined> {
    const row = await db
      .selectFrom('plugin_installations')
      .selectAll()
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .executeTakeFirst()
    if (!row) return undefined
    const hashes = [row.hash, row.waiting_hash, row.previous_hash].filter((hash) => hash !== null)
    const packages = await db
      .selectFrom('plugin_packages')
      .select(['hash', 'manifest', 'signed_by', 'uploaded_by'])
      .where('county_id', '=', county)
      .where('hash', 'in', hashes)
      .execute()
    const version = (hash: string | null): Version | undefined => {
      const found = packages.find((one) => one.hash === hash)
      return (
        found && {
          hash: found.hash,
          manifest: decodeJson(found.manifest),
          signedBy: found.signed_by ?? undefined,
          uploadedBy: found.uploaded_by,
        }
      )
    }
    const current = version(row.hash)
    if (!current) throw new Error(`The package ${row.hash} of ${plugin} is missing`)
    return {
      row,
      installed: {
        state: row.state,
        current,
        waiting: version(row.waiting_hash),
        previous: version(row.previous_hash),
        configured: row.tested_at !== null && fits(current, row),
      },
    }
  }

  /** Removes every row of a plugin. What it did stands in the audit log and in the cases. */
  async removeAll(db: Kysely<Database>, county: string, plugin: string): Promise<void> {
    for (const table of TABLES) await db.deleteFrom(table).where('county_id', '=', county).where('plugin', '=', plugin).execute()
  }

  /** Removes packages nothing refers to any more. */
  async removeUnused(db: Kysely<Database>, { row }: StoredPlugin): Promise<void> {
    const used = [row.hash, row.waiting_hash, row.previous_hash].filter((hash) => hash !== null)
    await db
      .deleteFrom('plugin_packages')
      .where('county_id', '=', row.county_id)
      .where('plugin', '=', row.plugin)
      .where('hash', 'not in', used)
      .execute()
  }
}

/** Whether what is stored fits a version. */
export function fits({ manifest }: Version, { config, secrets }: Pick<PluginInstallationTable, 'config' | 'secrets'>): boolean {
  return checkConfig(manifest, { config: decodeJson(config), secrets: Object.keys(decodeJson(secrets)) }).ok
}

const TABLES = [
  'plugin_packages',
  'plugin_installations',
  'plugin_approvals',
  'plugin_contributions',
  'plugin_deliveries',
  'plugin_kv',
  'plugin_intake',
  'plugin_proposals',
  'plugin_disclosures',
  'plugin_logs',
  'plugin_usage',
] as const
