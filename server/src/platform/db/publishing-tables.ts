import type { Defaulted, Flag, JsonText } from './columns.ts'

/** One question to units about a draft (征求意见): the changed clauses as they were sent. Never changed. */
export interface ConsultationTable {
  county_id: string
  id: string
  draft_id: string
  /** Content hash of the draft as it was sent. */
  hash: string
  note: string
  clauses: JsonText<unknown>
  due_at: number
  /** Whether silence after the due date counts as no objection (视为无异议). */
  silence: Flag
  created_by: string
  created_at: number
}

export interface ConsultedUnitTable {
  county_id: string
  consultation_id: string
  unit: string
  read_by: string | null
  read_at: number | null
}

/** What a unit said about one clause. Append only: the newest of a clause counts. */
export interface ConsultationAnswerTable {
  county_id: string
  id: string
  consultation_id: string
  unit: string
  clause: string
  answer: 'agree' | 'object'
  reason: string
  person: string
  person_name: string
  at: number
}

/** How a version comes into force, kept with the version. */
export interface PublishedColumns {
  kind: Defaulted<'normal' | 'emergency'>
  transition: Defaulted<'new' | 'unsigned' | 'open'>
  draft_id: string | null
  withdrawn_by: string | null
  withdrawn_at: number | null
  withdrawn_why: string | null
  review_due_at: number | null
  reviewed_by: string | null
  reviewed_at: number | null
  review: JsonText<unknown> | null
}
