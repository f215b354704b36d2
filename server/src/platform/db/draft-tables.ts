import type { Change, FirstAnswers, PolicyKind, UnitMapping, UsageKind } from '@shaotai/core'
import type { JsonText } from './columns.ts'

/** Who edits one kind of document of a draft, in which tab of theirs, and who asks to take over. */
export interface PolicyDraftClaimTable {
  county_id: string
  draft_id: string
  kind: PolicyKind
  person: string
  name: string
  tab: string
  since: number
  /** When they last saved, or took the claim. */
  active_at: number
  /** When their page last said that it is open. */
  seen_at: number
  wanted_by: string | null
  wanted_name: string | null
  wanted_tab: string | null
  wanted_at: number | null
}

/** One stretch of work on one place of a draft. */
export interface PolicyDraftEditTable {
  county_id: string
  draft_id: string
  /** Counts the stretches of a draft. */
  seq: number
  kind: PolicyKind
  author: string
  name: string
  began_at: number
  at: number
  /** How many changes in all; `changes` holds the first of them. */
  count: number
  changes: JsonText<Change[]>
  /** The document before the stretch; null when it is too old to go back to. */
  before: JsonText<{ value?: unknown }> | null
}

/** A finding of the check that somebody set aside. Append only but for its early end; one that ran out counts no more. */
export interface IgnoredFindingTable {
  county_id: string
  id: string
  /** `findingMark` of the core. */
  mark: string
  code: string
  reason: string
  person: string
  name: string
  at: number
  until: number
  ended_by: string | null
  ended_at: number | null
}

/** When somebody last counted, and how many cases. */
export interface PolicyUsageCountTable {
  county_id: string
  /** When the last count began; it keeps other processes from counting too. */
  begun_at: number
  counted_at: number | null
  since: number
  cases: number
}

/** How many cases of the counted year used one thing of the policy. */
export interface PolicyUsageTable {
  county_id: string
  kind: UsageKind
  key: string
  cases: number
  last: number
}

/** The policy from elsewhere a draft was begun with, in our units. Never changed. */
export interface PolicyAdoptionTable {
  county_id: string
  id: string
  draft_id: string
  /** Who it came from: the fingerprint of the key that signed it, or `template <id>`. */
  lineage: string
  title: string
  /** Of the policy as it came. */
  hash: string
  kinds: JsonText<string[]>
  units: JsonText<UnitMapping>
  answers: JsonText<FirstAnswers> | null
  document: JsonText<unknown>
  person: string
  at: number
}
