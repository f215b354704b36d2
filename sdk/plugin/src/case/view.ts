/** An instant as plugins see it: ISO 8601 with the county's offset, `2026-05-01T08:00:00+08:00`. */
export type InstantText = string

/** The phases a case goes through. Fixed; what the county calls its states is `state`. */
export type CasePhase =
  | 'DRAFT'
  | 'ADMISSION'
  | 'APPROVAL'
  | 'TRIAGE'
  | 'ADJUDICATION'
  | 'DISPATCHED'
  | 'ONSITE'
  | 'HANDLING'
  | 'CONSULT'
  | 'VERIFY'
  | 'CONSENT'
  | 'EVALUATE'
  | 'CALLBACK'
  | 'CLOSED'
  | 'REJECTED'
  | 'RECALLED'
  | 'MERGED'
  | 'VOID'

export type AssignmentPhase = 'PENDING' | 'SIGNED' | 'ARRIVED' | 'WORKING' | 'DONE' | 'RETURNED' | 'CANCELLED' | 'WAIVED'

export type UnitRef = { readonly id: string; readonly name: string; readonly code?: string }
export type PersonRef = { readonly id: string; readonly name: string; readonly unit?: UnitRef }
export type Place = { readonly address: string; readonly longitude?: number; readonly latitude?: number }

/** A file the host keeps: an attachment of a case, or something just fetched. Its bytes are read with `files`. */
export type FileRef = { readonly id: string; readonly name: string; readonly type: string; readonly size: number }

/** One department's part of a case. */
export type AssignmentView = {
  readonly id: string
  readonly unit: UnitRef
  readonly role: 'lead' | 'cooperating'
  readonly phase: AssignmentPhase
  readonly round: number
  readonly createdAt: InstantText
  readonly signedAt?: InstantText
  readonly arrivedAt?: InstantText
  readonly doneAt?: InstantText
  /** What the department last answered; personal data only as far as declared. */
  readonly reply?: { readonly at: InstantText; readonly form: Readonly<Record<string, unknown>> }
}

/** A case as plugins see it, version 1. Personal data is masked unless the manifest declares where it goes. */
export type CaseView = {
  readonly id: string
  /** What people call it by. */
  readonly number: string
  readonly title: string
  /** Id of the category (哨种), and its name. */
  readonly category: string
  readonly categoryName: string
  readonly level?: string
  readonly item?: string
  /** Where it comes from (哨源), and its number there when a plugin brought it. */
  readonly source?: string
  readonly externalId?: string
  readonly town: UnitRef
  readonly phase: CasePhase
  /** The county's own state, and its name. */
  readonly state: string
  readonly stateName: string
  readonly emergency: boolean
  readonly suspended: boolean
  readonly card: 'none' | 'white' | 'yellow' | 'red'
  readonly round: number
  readonly version: number
  readonly submittedAt: InstantText
  readonly closedAt?: InstantText
  /** The next moment something is due, and what. */
  readonly due?: { readonly at: InstantText; readonly name: string }
  readonly place?: Place
  readonly form: Readonly<Record<string, unknown>>
  readonly assignments: readonly AssignmentView[]
  readonly attachments: readonly FileRef[]
}
