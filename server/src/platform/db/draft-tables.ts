import type { PolicyKind } from '@shaotai/core'

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
