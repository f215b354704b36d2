import Type, { type Static } from 'typebox'
import { changeSchema, policyDraftSchema, transitionSchema } from './schema.ts'

const strict = { additionalProperties: false } as const
const password = Type.String({ minLength: 1, maxLength: 200, description: 'Whoever acts signs in again.' })
const why = Type.String({ minLength: 1, maxLength: 500 })
const count = Type.Integer({ minimum: 0 })

/** What a transition would do to the cases that run now (衔接测算). */
export const transitionPreviewSchema = Type.Object({
  open: count,
  unsigned: Type.Integer({ description: 'Open cases no department has signed.' }),
  read: Type.Integer({ description: 'How many of the open cases were computed before time ran out.' }),
  required: Type.Object(
    {
      fields: Type.Integer({ description: 'Fields that must be filled in under the draft and need not be in the version it began from.' }),
      cases: Type.Integer({ description: 'Running cases whose whistle lacks one of them.' }),
    },
    { description: '表单新必填.' },
  ),
  choices: Type.Array(
    Type.Object({
      transition: transitionSchema,
      follow: Type.Integer({ description: 'Cases that would come under the draft.' }),
      stay: Type.Integer({ description: 'Of those chosen, cases for which the draft has no place: they keep their version.' }),
      moved: Type.Integer({ description: 'Cases with a due time that would move.' }),
      overdue: Type.Integer({ description: 'Cases with a clock that would be overdue at once and is not now.' }),
    }),
  ),
})
export type TransitionPreview = Static<typeof transitionPreviewSchema>

/** What the calendar of a draft would do to the due times that run now; in due times, not cases. */
export const calendarPreviewSchema = Type.Object({
  open: Type.Integer({ description: 'Open cases.' }),
  read: Type.Integer({ description: 'How many of them were computed before time ran out.' }),
  provisional: Type.Integer({ description: 'Due times that are provisional now.' }),
  firm: Type.Integer({ description: 'Of those, due times that would not be provisional any more.' }),
  moved: Type.Integer({ description: 'Due times that would move.' }),
})
export type CalendarPreview = Static<typeof calendarPreviewSchema>

/** What clerks are told of versions that lately came, or soon come, into force. */
export const policyNewsSchema = Type.Array(
  Type.Object({
    version: Type.Integer(),
    hash: Type.String(),
    effectiveAt: Type.Integer(),
    inForce: Type.Boolean(),
    emergency: Type.Boolean(),
    changes: Type.Array(Type.Object({ kind: Type.String(), at: Type.String(), sentence: Type.String() })),
    more: Type.Integer({ description: 'Changes beside those told.' }),
  }),
)
export type PolicyNews = Static<typeof policyNewsSchema>

export const withdrawVersionSchema = Type.Object({ password, why }, strict)
export const emergencyRollbackSchema = Type.Object({ password, why, transition: Type.Optional(transitionSchema) }, strict)
export const reviewVersionSchema = Type.Object({ password, verdict: Type.Enum(['confirmed', 'objected']), comment: why }, strict)

/** Where a draft and the version published meanwhile changed the same thing. */
export const mergeConflictSchema = Type.Object({
  at: Type.String(),
  object: Type.String(),
  mine: Type.Array(changeSchema),
  theirs: Type.Array(changeSchema),
})
export const rebaseDraftSchema = Type.Object(
  {
    revision: count,
    choices: Type.Optional(Type.Record(Type.String({ maxLength: 300 }), Type.Enum(['mine', 'theirs']), { maxProperties: 500 })),
  },
  strict,
)
export const rebasedSchema = Type.Object({
  conflicts: Type.Array(mergeConflictSchema, { description: 'Undecided ones; nothing was saved while there are any.' }),
  draft: Type.Union([policyDraftSchema, Type.Null()]),
})
export type Rebased = Static<typeof rebasedSchema>

export const splitDraftSchema = Type.Object(
  {
    revision: count,
    kinds: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 30, description: 'Kinds of documents to publish now.' }),
    dry: Type.Optional(Type.Boolean({ description: 'Only says what would be taken along, and why.' })),
  },
  strict,
)
export const splitSchema = Type.Object({
  kinds: Type.Array(Type.String()),
  added: Type.Array(Type.Object({ kind: Type.String(), because: Type.String() })),
  draft: Type.Union([policyDraftSchema, Type.Null()]),
  rest: Type.Union([Type.String(), Type.Null()], { description: 'The new draft with what was left out.' }),
})
export type Split = Static<typeof splitSchema>
