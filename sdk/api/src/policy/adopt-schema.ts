import { dayHoursSchema, POLICY_KINDS } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { policyDraftSchema } from './schema.ts'

const strict = { additionalProperties: false } as const
const kinds = Type.Array(Type.Enum([...POLICY_KINDS]), { maxItems: POLICY_KINDS.length })
const document = Type.Record(Type.String(), Type.Unknown(), { description: 'A policy.' })
const units = Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
  description: 'What the units it names are called where it comes from.',
})

/** How much of each kind a policy holds, for comparing. */
export const policyCountsSchema = Type.Object({
  categories: Type.Integer(),
  items: Type.Integer({ description: '清单事项' }),
  clocks: Type.Integer({ description: '时限' }),
  ratings: Type.Integer({ description: '评价表' }),
  scores: Type.Integer({ description: '考核' }),
  ledgers: Type.Integer(),
  examples: Type.Integer(),
})
export type PolicyCounts = Static<typeof policyCountsSchema>

/** A policy that comes with the product (制度模板). */
export const policyTemplateSchema = Type.Object({
  id: Type.String(),
  title: Type.String({ description: 'Its name; which model it follows.' }),
  summary: Type.String({ description: 'What a county gets, in one paragraph.' }),
  hash: Type.String(),
  categories: Type.Array(Type.String(), { description: 'Names of its 哨种.' }),
  counts: policyCountsSchema,
})
export type PolicyTemplate = Static<typeof policyTemplateSchema>
const answers = Type.Object(
  {
    hours: dayHoursSchema,
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    emergency: Type.Enum(['always', 'office-hours']),
  },
  {
    ...strict,
    description: 'What a county answers before it begins: its hours, and whether emergencies are answered round the clock.',
  },
)

/** An edition of the same policy the county took over before: what a newer one and its own have in common. */
const earlierSchema = Type.Union(
  [
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      hash: Type.String(),
      at: Type.Integer({ description: 'When it was taken over.' }),
      kinds: Type.Array(Type.String(), { description: 'Kinds of documents taken then.' }),
      units: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), { description: 'Whose units were whose.' }),
      answers: Type.Union([answers, Type.Null()]),
      document,
    }),
    Type.Null(),
  ],
  { description: 'The newest edition taken over and published; null: none, so that two can only be compared.' },
)
export type EarlierEdition = Static<typeof earlierSchema>
export const policyTemplateDocumentSchema = Type.Object({ ...policyTemplateSchema.properties, document, units, earlier: earlierSchema })
export type PolicyTemplateDocument = Static<typeof policyTemplateDocumentSchema>

const bundleText = Type.String({ minLength: 1, description: 'The file as it is, to the character.' })
const publicKey = Type.String({
  maxLength: 2000,
  description: 'PEM of the public key of the county that signed it; needed unless it is our own.',
})
export const openBundleSchema = Type.Object({ bundle: bundleText, key: Type.Optional(publicKey) }, strict)
export const openedBundleSchema = Type.Object({
  title: Type.String(),
  hash: Type.String(),
  fingerprint: Type.String({ description: 'Of the key that signed it, without the last eight characters unless it is our own.' }),
  trust: Type.Enum(['own', 'unknown']),
  document,
  units,
  earlier: earlierSchema,
})
export type OpenedBundle = Static<typeof openedBundleSchema>

const from = Type.Union([
  Type.Object({ template: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, strict),
  Type.Object(
    {
      bundle: bundleText,
      key: Type.Optional(publicKey),
      confirm: Type.Optional(
        Type.String({ maxLength: 64, description: 'The last eight characters of the fingerprint, as its owner read them out.' }),
      ),
    },
    strict,
  ),
])
export const adoptPolicySchema = Type.Object(
  {
    from,
    units: Type.Record(Type.String({ maxLength: 64 }), Type.Union([Type.String({ maxLength: 64 }), Type.Null()]), {
      maxProperties: 2000,
      description: 'Which unit of ours each of their units is; null: none. A unit not named keeps its id.',
    }),
    answers: Type.Optional(answers),
    kinds: Type.Optional(kinds),
    merge: Type.Optional(
      Type.Object(
        {
          earlier: Type.String({ maxLength: 64, description: 'Id of the edition both come from.' }),
          choices: Type.Record(Type.String({ maxLength: 300 }), Type.Enum(['mine', 'theirs']), {
            maxProperties: 5000,
            description: 'What counts where both sides changed the same thing, by its place in ours.',
          }),
        },
        { ...strict, description: 'Bring a newer edition together with ours instead of taking kinds whole (三方合并).' },
      ),
    ),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    dry: Type.Optional(Type.Boolean({ description: 'Only say what would be taken.' })),
  },
  strict,
)
export const adoptedPolicySchema = Type.Object({
  kinds: Type.Array(Type.String(), { description: 'Kinds of documents taken.' }),
  added: Type.Array(Type.Object({ kind: Type.String(), because: Type.String() }), { description: 'Those that had to come along.' }),
  draft: Type.Union([policyDraftSchema, Type.Null()]),
})
export type AdoptedPolicy = Static<typeof adoptedPolicySchema>
