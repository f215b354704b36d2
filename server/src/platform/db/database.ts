import type { Actor, Assignment, Case, CaseEvent, PolicyKind, Role, ScoreFact, Week } from '@shaotai/core'
import type {
  IgnoredFindingTable,
  PolicyAdoptionTable,
  PolicyDraftClaimTable,
  PolicyDraftEditTable,
  PolicyUsageCountTable,
  PolicyUsageTable,
} from './draft-tables.ts'
import type { LedgerEntryTable, LedgerEventTable, LedgerReaderTable, LedgerUnitTable } from './ledger-tables.ts'
import type { ApprovalSeatTable, SubstitutionTable } from './people-tables.ts'
import type { PluginTables } from './plugin-tables.ts'
import type { ConsultationAnswerTable, ConsultationTable, ConsultedUnitTable, PublishedColumns } from './publishing-tables.ts'
import type { ScoreEntryTable, ScorePeriodTable, ScoreResultTable } from './score-tables.ts'
import type { PermissionTable, TaskTable, TaskTownTable } from './task-tables.ts'
import type { Defaulted, Flag, JsonText } from './columns.ts'

/**
 * Every table and column. Rows carry `county_id` first: one installation serves a prefecture's counties, and a sharding
 * database can split by it. Instants are integer epoch milliseconds; ids are UUIDv7 unless a comment says otherwise.
 */
export interface Database extends PluginTables {
  installation: InstallationTable
  counties: CountyTable
  units: UnitTable
  people: PersonTable
  substitutions: SubstitutionTable
  sessions: SessionTable
  throttles: ThrottleTable
  policy_versions: PolicyVersionTable
  policy_drafts: PolicyDraftTable
  policy_adoptions: PolicyAdoptionTable
  policy_draft_claims: PolicyDraftClaimTable
  policy_draft_edits: PolicyDraftEditTable
  policy_draft_trials: PolicyDraftTrialTable
  policy_ignored_findings: IgnoredFindingTable
  policy_usage_counts: PolicyUsageCountTable
  policy_usage: PolicyUsageTable
  consultations: ConsultationTable
  consulted_units: ConsultedUnitTable
  consultation_answers: ConsultationAnswerTable
  cases: CaseTable
  assignments: AssignmentTable
  case_events: CaseEventTable
  case_calls: CaseCallTable
  approval_seats: ApprovalSeatTable
  clocks: ClockTable
  cards: CardTable
  timers: TimerTable
  outbox: OutboxTable
  idempotency: IdempotencyTable
  audit: AuditTable
  notifications: NotificationTable
  facts: FactTable
  score_entries: ScoreEntryTable
  score_periods: ScorePeriodTable
  score_results: ScoreResultTable
  attachments: AttachmentTable
  counters: CounterTable
  ledger_entries: LedgerEntryTable
  ledger_units: LedgerUnitTable
  ledger_readers: LedgerReaderTable
  ledger_events: LedgerEventTable
  tasks: TaskTable
  task_towns: TaskTownTable
  permissions: PermissionTable
}

/** Facts about this installation: the fingerprint of its audit key, when it was set up. */
export interface InstallationTable {
  key: string
  value: string
}

export interface CountyTable {
  id: string
  name: string
  fictional: Flag
  created_at: number
}

export interface UnitTable {
  county_id: string
  id: string
  name: string
  short_name: string | null
  type: string
  parent: string | null
  manages: string | null
  active: Flag
  phone: string | null
  profile: string | null
  /** Domains a squad takes on. */
  domains: JsonText<string[]> | null
  /** Weekly hours in which somebody is on duty; null: the opening hours of the calendar. */
  duty: JsonText<Week> | null
  position: number
}

/** Whom a case calls besides its town and departments, or is copied to; an empty unit, role or person stands for any. */
export interface CaseCallTable {
  county_id: string
  case_id: string
  unit: string
  role: string
  person: string
}

export interface PersonTable {
  county_id: string
  id: string
  /** Unique in the installation: it is what a person types. */
  account: string
  name: string
  unit: string
  roles: JsonText<Role[]>
  squad: string | null
  phone: string | null
  /** argon2id in PHC form. */
  password_hash: string
  password_changed_at: number
  must_change_password: Flag
  active: Flag
  created_at: number
}

export interface SessionTable {
  county_id: string
  /** SHA-256 of the token in the cookie; the token itself is never stored. */
  token_hash: string
  person: string
  created_at: number
  seen_at: number
  /** Absolute end; the idle end is computed from `seen_at`. */
  expires_at: number
}

/** Failed attempts by keyed hash of what was tried, so that unknown accounts lock exactly like known ones. */
export interface ThrottleTable {
  key: string
  failures: number
  /** How often this key was locked: each lock doubles. */
  locks: number
  first_at: number
  blocked_until: number
}

export interface PolicyVersionTable extends PublishedColumns {
  county_id: string
  hash: string
  version: number
  document: JsonText<unknown>
  status: string
  effective_at: number
  created_by: string
  created_at: number
  approved_by: string | null
  approved_at: number | null
  note: string
  findings: JsonText<unknown>
  based_on: string | null
}

export interface PolicyDraftTable {
  county_id: string
  id: string
  document: JsonText<unknown>
  base_hash: string | null
  /** Counts every save of any of its documents; what is submitted and published is named by it. */
  revision: number
  /** How often each kind of document was saved; a kind that is not named never was. */
  revisions: Defaulted<JsonText<Partial<Record<PolicyKind, number>>>>
  status: 'draft' | 'submitted' | 'published' | 'rejected' | 'withdrawn'
  author: string
  note: string
  created_at: number
  updated_at: number
  submitted_by: string | null
  submitted_at: number | null
  reviewed_by: string | null
  reviewed_at: number | null
  comment: string | null
  published_hash: string | null
  /** What the reviewer says about single clauses. */
  clause_comments: JsonText<ClauseComment[]> | null
  /** When and how its author would have it come into force. */
  planned_at: number | null
  planned_transition: 'new' | 'unsigned' | 'open' | null
}

/** Somebody looked at what a draft of this content would have done (试算). */
export interface PolicyDraftTrialTable {
  county_id: string
  draft_id: string
  hash: string
  kind: 'sla' | 'scoring'
  person: string
  name: string
  at: number
}

/** A reviewer's word on one clause. */
export type ClauseComment = { clause: string; title: string; text: string }

/** The case as its events left it, flattened for lists. */
export interface CaseTable {
  county_id: string
  id: string
  number: string
  case_no: number
  version: number
  policy_hash: string
  town: string
  category: string
  level: string | null
  item: string | null
  title: string
  place: string | null
  lead_unit: string | null
  state: string
  phase: Case['phase']
  round: number
  emergency: Flag
  suspended: Flag
  disputed: Flag
  card: Case['card']
  high_risk: Flag
  suspended_until: number | null
  overdue: Flag
  next_clock: string | null
  /** When the next clock falls due; `NEVER` when none runs, so that the index sorts it last on both databases. */
  next_due_at: number
  submitted_at: number
  closed_at: number | null
  created_by: string
  updated_at: number
}

export interface AssignmentTable {
  county_id: string
  id: string
  case_id: string
  unit: string
  role: Assignment['role']
  phase: Assignment['phase']
  round: number
  created_at: number
  signed_at: number | null
  arrived_at: number | null
  done_at: number | null
  next_clock: string | null
  /** `NEVER` when no clock runs. */
  next_due_at: number
  overdue: Flag
}

/** The truth of a case. `hash` = HMAC-SM3 over the previous hash and this row (see `audit/event-chain.ts`). */
export interface CaseEventTable {
  county_id: string
  case_id: string
  seq: number
  type: CaseEvent['type']
  at: number
  actor: string
  actor_name: string
  actor_unit: string
  actor_role: string | null
  assignment: string | null
  /** The whole event. */
  data: JsonText<CaseEvent>
  prev_hash: string
  hash: string
}

export interface ClockTable {
  county_id: string
  case_id: string
  /** Key of the clock within its case. */
  key: string
  clock: string
  assignment: string | null
  unit: string | null
  owner: string
  status: string
  started_at: number
  due_at: number | null
  stopped_at: number | null
  breached: Flag
  provisional: Flag
}

/** A card a unit got, for counting: one that was withdrawn on appeal stays, with the moment it was. */
export interface CardTable {
  county_id: string
  case_id: string
  /** Seq of the event that issued it. */
  id: string
  unit: string
  card: Case['card']
  at: number
  withdrawn_at: number | null
}

export interface TimerTable {
  county_id: string
  /** Unique per county: firing a key twice is impossible. */
  key: string
  /** The moment asked for. */
  at: number
  /** When it is looked at next: `at`, or later after a failed attempt. */
  due_at: number
  kind: string
  case_id: string | null
  payload: JsonText<unknown>
  fired_at: number | null
  attempts: Defaulted<number>
  error: string | null
}

export interface OutboxTable {
  county_id: string
  id: string
  topic: string
  /** The receiver's deduplication key; unique per topic. */
  key: string
  payload: JsonText<unknown>
  created_at: number
  attempts: Defaulted<number>
  next_at: number
  claimed_until: Defaulted<number>
  delivered_at: number | null
  parked_at: number | null
  error: string | null
}

export interface IdempotencyTable {
  county_id: string
  person: string
  key: string
  request_hash: string
  status: number
  response: JsonText<unknown>
  created_at: number
}

export interface AuditTable {
  county_id: string
  id: string
  /** Place in the chain; null until the sealer has reached it. */
  seq: number | null
  at: number
  person: string
  name: string
  unit: string
  roles: JsonText<Actor['roles']>
  action: string
  target: string
  outcome: 'done' | 'refused' | 'failed'
  detail: JsonText<unknown>
  request: string | null
  /** Seq and hash of the newest event of the case this line speaks of: ties every case's chain to this one. */
  head_seq: number | null
  head_hash: string | null
  row_mac: string
  prev: string | null
  chain_mac: string | null
}

export interface NotificationTable {
  county_id: string
  id: string
  /** One person, or everybody of a unit with a role. */
  person: string | null
  unit: string | null
  role: string | null
  case_id: string | null
  kind: string
  sound: string | null
  text: string
  params: JsonText<Record<string, unknown>>
  created_at: number
  read_at: number | null
}

/** What one assignment's closing contributes to the scores. */
export interface FactTable {
  county_id: string
  id: string
  /** `YYYY-MM` in the county's offset. */
  month: string
  unit: string
  town: string
  case_id: string
  assignment: string
  fact: JsonText<ScoreFact>
  closed_at: number
  written_at: Defaulted<number>
}

export interface AttachmentTable {
  county_id: string
  /** SM3 of the bytes in hex: the name of the file under `<data>/files`. */
  id: string
  /** Case it belongs to; empty until a case refers to it. */
  case_id: string
  name: string
  type: string
  size: number
  uploaded_by: string
  created_at: number
}

/** Numbers that count up, for example case numbers per year. Gaps are possible, doubles are not. */
export interface CounterTable {
  county_id: string
  name: string
  value: number
}
