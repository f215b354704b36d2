import Type, { type Static } from 'typebox'

/**
 * An expected "no": a stable code, the values its sentence needs, where the input is wrong, and why.
 * Sentences for people are made from `code` and `params` by one table in `@shaotai/api`.
 */
export const refusalSchema = Type.Object(
  {
    code: Type.String({ description: 'Stable, dotted and lower case: `case.command.wrong-phase`.' }),
    params: Type.Record(Type.String(), Type.Unknown(), { description: 'Values for the sentence.' }),
    at: Type.Optional(Type.String({ description: 'JSON pointer into the input that was refused.' })),
    why: Type.Optional(Type.Unknown({ description: 'The rule, clause and inputs that decided, as data.' })),
  },
  { additionalProperties: false },
)
export type Refusal = Static<typeof refusalSchema>

/** Makes a refusal. `at` is a JSON pointer into the input. */
export function refuse(code: string, params: Record<string, unknown> = {}, extra: { at?: string; why?: unknown } = {}): Refusal {
  return { code, params, ...extra }
}
