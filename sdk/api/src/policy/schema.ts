import { POLICY_KINDS } from '@shaotai/core'
import Type, { type Static } from 'typebox'

const strict = { additionalProperties: false } as const
const document = Type.Record(Type.String(), Type.Unknown(), { description: 'A policy; see `GET /api/v1/policy-schema`.' })

/** A finding of the check (体检); `sentence` is in the language asked for. */
export const findingSchema = Type.Object({
  code: Type.String(),
  severity: Type.Enum(['red', 'amber']),
  at: Type.String({ description: 'JSON pointer into the policy.' }),
  params: Type.Record(Type.String(), Type.Unknown()),
})

/** One change between two versions, as data; the console says it in words. */
export const changeSchema = Type.Object({
  kind: Type.Enum(['added', 'removed', 'changed']),
  at: Type.String(),
  object: Type.String(),
  field: Type.Optional(Type.String()),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
})

/** What happens to running cases when a version comes into force (衔接): only new cases follow it, those nobody has signed too, or all open ones. */
export const transitionSchema = Type.Enum(['new', 'unsigned', 'open'], { title: '衔接' })
export type Transition = Static<typeof transitionSchema>

/** A reviewer's word on one clause (条). */
export const clauseCommentSchema = Type.Object(
  {
    clause: Type.String({ maxLength: 300, description: 'Place of the clause in the policy, as `printPolicy` gives it.' }),
    title: Type.String({ maxLength: 120, description: '第二十三条 到场' }),
    text: Type.String({ minLength: 1, maxLength: 500 }),
  },
  strict,
)
export type ClauseComment = Static<typeof clauseCommentSchema>

/** A published version of the policy. Its hash is the SM3 of its canonical JSON; after a roll-back two versions have one. */
export const policyVersionSchema = Type.Object({
  hash: Type.String(),
  version: Type.Integer(),
  effectiveAt: Type.Integer(),
  publishedAt: Type.Integer(),
  author: Type.String(),
  approver: Type.String(),
  note: Type.String(),
  basedOn: Type.Union([Type.String(), Type.Null()]),
  current: Type.Boolean(),
  state: Type.Enum(['scheduled', 'in-force', 'past', 'withdrawn']),
  kind: Type.Enum(['normal', 'emergency']),
  transition: transitionSchema,
  draft: Type.Union([Type.String(), Type.Null()], { description: 'The draft it was published from.' }),
  withdrawn: Type.Union([Type.Object({ by: Type.String(), at: Type.Integer(), why: Type.String() }), Type.Null()]),
  review: Type.Union(
    [
      Type.Object({
        dueAt: Type.Integer(),
        by: Type.Union([Type.String(), Type.Null()]),
        at: Type.Union([Type.Integer(), Type.Null()]),
        verdict: Type.Union([Type.Enum(['confirmed', 'objected']), Type.Null()]),
        comment: Type.String(),
      }),
      Type.Null(),
    ],
    { description: 'The later review of an emergency roll-back.' },
  ),
})
export type PolicyVersion = Static<typeof policyVersionSchema>

export const policyDocumentSchema = Type.Object({ ...policyVersionSchema.properties, document })
export type PolicyDocument = Static<typeof policyDocumentSchema>

export const exampleOutcomeSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  problems: Type.Array(Type.Object({ step: Type.Integer(), what: Type.String(), expected: Type.Unknown(), actual: Type.Unknown() })),
})

/** What can be tried on last year's cases (试算): time limits and scores. */
export const TRIAL_KINDS = ['sla', 'scoring'] as const
export type TrialKind = (typeof TRIAL_KINDS)[number]

/** A draft: what somebody is changing, checked at each save. Nothing in force is touched until it is published. */
export const policyDraftSchema = Type.Object({
  id: Type.String(),
  base: Type.String({ description: 'Hash of the version it started from.' }),
  baseVersion: Type.Integer(),
  revision: Type.Integer({ description: 'Counts every save of any of its documents: what is submitted is named by it.' }),
  revisions: Type.Record(Type.String(), Type.Integer(), {
    description: 'How often each kind of document was saved; a kind that is not named was not. A save names the revision it began on.',
  }),
  status: Type.Enum(['draft', 'submitted', 'published', 'rejected', 'withdrawn']),
  note: Type.String(),
  author: Type.String(),
  authorId: Type.String(),
  updatedAt: Type.Integer(),
  submittedAt: Type.Union([Type.Integer(), Type.Null()]),
  reviewer: Type.Union([Type.String(), Type.Null()]),
  comment: Type.Union([Type.String(), Type.Null()]),
  findings: Type.Array(findingSchema),
  changes: Type.Array(changeSchema),
  examples: Type.Array(exampleOutcomeSchema, { description: 'Examples that do not hold.' }),
  hash: Type.String({ description: 'Hash of the draft as it stands: what the reviewer approves.' }),
  stale: Type.Boolean({ description: 'Another version was published since the draft began.' }),
  nextVersion: Type.Integer({ description: 'The number it would be published under.' }),
  plannedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'When its author would have it come into force; null: at once.' }),
  plannedTransition: transitionSchema,
  clauseComments: Type.Array(clauseCommentSchema, { description: 'What the reviewer said when sending it back.' }),
  trial: Type.Object(
    {
      needed: Type.Array(Type.Enum([...TRIAL_KINDS]), { description: 'What the draft changes that can be tried.' }),
      required: Type.Boolean({ description: 'Whoever submits it must have seen each of them; the version in force says so.' }),
      seen: Type.Array(Type.Object({ kind: Type.Enum([...TRIAL_KINDS]), person: Type.String(), name: Type.String(), at: Type.Integer() }), {
        description: 'Who looked at the result of this very hash, oldest first.',
      }),
    },
    { description: '试算; empty in lists of drafts that ended.' },
  ),
})
export type PolicyDraft = Static<typeof policyDraftSchema>
export const policyDraftDocumentSchema = Type.Object({ ...policyDraftSchema.properties, document })
export type PolicyDraftDocument = Static<typeof policyDraftDocumentSchema>

/** One stretch of work on one place of a draft (最近改动): who, when, and what changed by it. */
export const draftEditSchema = Type.Object({
  id: Type.Integer({ description: 'Counts the stretches of a draft.' }),
  kind: Type.Enum([...POLICY_KINDS]),
  author: Type.String(),
  began: Type.Integer(),
  at: Type.Integer(),
  count: Type.Integer({ description: 'How many changes in all.' }),
  changes: Type.Array(changeSchema, { description: 'The first of them.' }),
  restorable: Type.Boolean({ description: 'The document as it was right after is still known.' }),
})
export type DraftEdit = Static<typeof draftEditSchema>

/** A document of a draft as it once was; without `value` the draft had none of this kind. */
export const pastDocumentSchema = Type.Object({ kind: Type.Enum([...POLICY_KINDS]), value: Type.Optional(Type.Unknown()) })
export type PastDocument = Static<typeof pastDocumentSchema>

/** What last year's cases say about a draft (与去年的哨件对照). Findings as those of the check; red ones block publishing too. */
export const historyFindingsSchema = Type.Object({
  hash: Type.String({ description: 'Hash of the draft that was held against the cases.' }),
  since: Type.Integer({ description: 'Cases whistled from then on were asked for.' }),
  until: Type.Integer(),
  reached: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Time ran out: only cases from then on were read, newest first. Null: all of them were.',
  }),
  cases: Type.Integer({ description: 'How many cases were read.' }),
  unknown: Type.Integer({ description: 'Of them without the policy they were handled under; left out.' }),
  findings: Type.Array(findingSchema),
})
export type HistoryFindings = Static<typeof historyFindingsSchema>

export const fieldUsageQuestionSchema = Type.Object(
  {
    form: Type.String({ minLength: 1, maxLength: 64 }),
    field: Type.String({ minLength: 1, maxLength: 64 }),
    as: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'The field as it would be: how many stored answers mean something there?',
      }),
    ),
    value: Type.Optional(Type.String({ maxLength: 64, description: 'One option: how many cases chose it?' })),
  },
  strict,
)
export const fieldUsageSchema = Type.Object({
  cases: Type.Integer({ description: 'Cases in which somebody filled the field in.' }),
  holding: Type.Integer({ description: 'Of the cases, those that chose the option asked about.' }),
  values: Type.Integer({ description: 'Answers stored.' }),
  unconverted: Type.Integer({ description: 'Of them without meaning in the field as it would be.' }),
  sample: Type.Array(Type.Object({ text: Type.String(), converts: Type.Boolean() }, strict), {
    description: 'Up to five answers in words, those that do not convert first; personal ones masked.',
  }),
  reached: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Time ran out: only cases from then on were read, newest first. Null: all of them were.',
  }),
})
export type FieldUsageAnswer = Static<typeof fieldUsageSchema>

export const createDraftSchema = Type.Object(
  {
    from: Type.Optional(Type.String({ description: 'Hash of a published version: the current one, or an older one to roll back to.' })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
)
const tab = Type.String({
  pattern: '^[A-Za-z0-9-]{8,64}$',
  description: 'Names one tab of a person: made up by the page, kept as long as it is open.',
})
const editor = { person: Type.String(), name: Type.String(), tab: Type.String() }

/** Who edits one kind of document of a draft (正在改). Nobody else's save of it is taken until they leave or hand over. */
export const draftClaimSchema = Type.Object({
  kind: Type.Enum([...POLICY_KINDS]),
  ...editor,
  since: Type.Integer(),
  activeAt: Type.Integer({ description: 'When they last saved, or took the claim.' }),
  until: Type.Integer({ description: 'When the claim ends by itself unless their page says again that it is open.' }),
  wanted: Type.Union([
    Type.Object({ ...editor, at: Type.Integer(), mayTakeAt: Type.Integer({ description: 'From then on a second request takes over.' }) }),
    Type.Null(),
  ]),
})
export type DraftClaim = Static<typeof draftClaimSchema>

export const CLAIM_ACTS = ['hold', 'request', 'handOver', 'keep', 'release'] as const
export type ClaimAct = (typeof CLAIM_ACTS)[number]
export const claimDraftSchema = Type.Object(
  {
    act: Type.Enum([...CLAIM_ACTS], {
      description:
        '`hold`: take it if free, and every half minute say that the page is open. `request`: ask for it, and again after a minute without answer take it. `handOver`, `keep`: answer a request. `release`: leave, or no longer ask.',
    }),
    tab,
  },
  strict,
)
export const claimAnswerSchema = Type.Object({ claim: Type.Union([draftClaimSchema, Type.Null()]) })
export type ClaimAnswer = Static<typeof claimAnswerSchema>

export const saveDraftSchema = Type.Object(
  {
    revision: Type.Integer({
      minimum: 0,
      description: 'The revision of this kind (`revisions`) the change was made on; 0 if it has none.',
    }),
    tab: Type.Optional(tab),
    value: Type.Unknown({ description: 'The whole document of this kind; see `GET /api/v1/policy-schemas/{kind}`.' }),
  },
  strict,
)
export const submitDraftSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 0 }),
    note: Type.String({ minLength: 1, maxLength: 500 }),
    effectiveAt: Type.Optional(Type.Integer({ description: 'A wish; who publishes decides.' })),
    transition: Type.Optional(transitionSchema),
  },
  strict,
)
export const seeTrialSchema = Type.Object(
  { hash: Type.String({ maxLength: 100, description: 'The hash whose result was on screen.' }), kind: Type.Enum([...TRIAL_KINDS]) },
  strict,
)
export const publishDraftSchema = Type.Object(
  {
    hash: Type.String({ description: 'The hash the reviewer saw.' }),
    password: Type.String({ minLength: 1, maxLength: 200, description: 'The reviewer signs in again.' }),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
    effectiveAt: Type.Optional(Type.Integer({ description: 'When it comes into force; at once without it.' })),
    transition: Type.Optional(transitionSchema),
  },
  strict,
)
export const rejectDraftSchema = Type.Object(
  {
    comment: Type.String({ minLength: 1, maxLength: 500 }),
    clauses: Type.Optional(Type.Array(clauseCommentSchema, { maxItems: 100 })),
  },
  strict,
)
