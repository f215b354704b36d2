import type { Actor } from '@shaotai/core'
import type { Manifest } from '@shaotai/plugin'
import type { WireIncoming } from '@shaotai/plugin/protocol'
import type { Defaulted, JsonText } from './columns.ts'

/** Files of plugins a county has, whole. Rows, not files: every process on one database has them at once. */
export interface PluginPackageTable {
  county_id: string
  /** SM3 of the list of checksums, which is what vendors sign. */
  hash: string
  plugin: string
  version: string
  manifest: JsonText<Manifest>
  /** The code, as the runner loads it. */
  bundle: string
  /** The whole file as it was uploaded, in base64. */
  file: string
  /** Fingerprint of the key of the vendor, and of the county where it countersigned; null without a signature. */
  signed_by: string | null
  countersigned_by: string | null
  uploaded_by: string
  uploaded_name: string
  uploaded_at: number
}

export type InstallationState = 'installed' | 'approved' | 'enabled' | 'disabled'

/** A plugin in a county. It goes with everything else of it when the plugin is removed. */
export interface PluginInstallationTable {
  county_id: string
  plugin: string
  state: InstallationState
  /** The version that runs, or is to run. */
  hash: string
  /** A newer version that waits for approval. */
  waiting_hash: string | null
  /** What to roll back to: package and configuration before the last upgrade. */
  previous_hash: string | null
  previous_config: JsonText<Record<string, unknown>> | null
  config: JsonText<Record<string, unknown>>
  /** Secrets by field, each sealed with a key derived from the server's. */
  secrets: JsonText<Record<string, string>>
  /** Addresses of internal networks somebody approved. */
  approved: JsonText<string[]>
  /** When the configuration last passed the plugin's own test. */
  tested_at: number | null
  installed_by: string
  installed_name: string
  installed_at: number
  /** SHA-256 of the key for addresses the plugin serves; null while there is none. */
  serve_key: string | null
  /** Counts changes; processes open the plugin anew when it moved. */
  revision: number
}

/** Who let a version do what it asks. */
export interface PluginApprovalTable {
  county_id: string
  id: string
  plugin: string
  hash: string
  version: string
  /** What was asked, in words, as the approver read it. */
  asked: JsonText<unknown>
  person: string
  name: string
  at: number
}

/**
 * What is kept about one contribution (`intake/orders`, `event/case.closed`): why it stands still, and, for what one process alone does,
 * who does it and how far it has come.
 */
export interface PluginContributionTable {
  county_id: string
  plugin: string
  contribution: string
  paused_at: number | null
  reason: string | null
  /** The field of the configuration that must be mended. */
  fix: string | null
  /** Grows with every new leader: a write under an older token comes too late. */
  token: number
  leader: string | null
  leased_until: number
  cursor: string | null
  next_at: number
  failures: number
  last_ok_at: number | null
}

export type DeliveryState = 'open' | 'done' | 'dead' | 'skipped' | 'unknown'

/** Something a plugin is to be told: an event of a case, a request that came in, a message to send. */
export interface PluginDeliveryTable {
  county_id: string
  id: string
  plugin: string
  contribution: string
  verb: 'event.deliver' | 'intake.webhook' | 'channel.receipts' | 'channel.send'
  /** The same thing is never kept twice: hash of event, plugin and contribution, or what the peer calls its request. */
  key: string
  /** What keeps its order: deliveries of one lane go one after the other. Empty: no order. */
  lane: string
  seq: number
  /** The case an event belongs to; the event is `seq` of it. */
  case_id: string | null
  event: string | null
  /** What an inbox or an outgoing message carries; null for events, which are read from their case. */
  payload: JsonText<WireIncoming | Record<string, unknown>> | null
  state: DeliveryState
  attempts: Defaulted<number>
  next_at: number
  /** Set while a process has it. Every statement that ends a delivery names it. */
  token: string | null
  created_at: number
  done_at: number | null
  failure: string | null
  error: string | null
}

export interface PluginKvTable {
  county_id: string
  plugin: string
  key: string
  value: JsonText<unknown>
  size: number
  version: number
  expires_at: number | null
}

/** What sources brought: the case itself (`item` is empty) and what came after it, each once. */
export interface PluginIntakeTable {
  county_id: string
  plugin: string
  external_id: string
  item: string
  contribution: string
  kind: string
  sequence: number
  /** `waiting` for its case, `triage` for a person, `applied`, `dropped`. */
  state: 'waiting' | 'triage' | 'applied' | 'dropped'
  case_id: string | null
  /** What was brought; forgotten once it is applied. */
  value: JsonText<unknown> | null
  reason: string | null
  at: number
}

/** A thing a plugin proposes and a person decides. */
export interface PluginProposalTable {
  county_id: string
  id: string
  plugin: string
  kind: 'organisation' | 'calendar'
  value: JsonText<unknown>
  state: 'open' | 'taken' | 'dismissed'
  decided_by: JsonText<Actor> | null
  at: number
}

/** Personal data that left (数据共享台账): a line for each call outside that may have carried some. */
export interface PluginDisclosureTable {
  county_id: string
  id: string
  plugin: string
  contribution: string
  endpoint: string
  host: string
  case_id: string | null
  delivery: string | null
  /** Kinds, and the fields of the form they stood in. */
  kinds: JsonText<string[]>
  fields: JsonText<string[]>
  purpose: string
  status: number | null
  at: number
}

export interface PluginLogTable {
  county_id: string
  id: string
  plugin: string
  at: number
  level: 'debug' | 'info' | 'warn' | 'error' | 'incident'
  message: string
  fields: JsonText<Record<string, unknown>> | null
  contribution: string | null
  delivery: string | null
}

/** What a plugin used on one day of UTC; every process adds to it. */
export interface PluginUsageTable {
  county_id: string
  plugin: string
  day: string
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

/** The tables of plugins, for `Database`. */
export interface PluginTables {
  plugin_packages: PluginPackageTable
  plugin_installations: PluginInstallationTable
  plugin_approvals: PluginApprovalTable
  plugin_contributions: PluginContributionTable
  plugin_deliveries: PluginDeliveryTable
  plugin_kv: PluginKvTable
  plugin_intake: PluginIntakeTable
  plugin_proposals: PluginProposalTable
  plugin_disclosures: PluginDisclosureTable
  plugin_logs: PluginLogTable
  plugin_usage: PluginUsageTable
}
export type PluginTableName = keyof PluginTables
