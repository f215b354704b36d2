import Type, { type Static } from 'typebox'

/**
 * The body of every refusal. `code`, `params`, `at` and `why` are the core's refusal; the rest serves clients that
 * read HTTP errors: `message` holds the finished sentence in the caller's language.
 */
export const refusalBodySchema = Type.Object({
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Unknown()),
  at: Type.Optional(Type.String({ description: 'JSON pointer into the request.' })),
  why: Type.Optional(Type.Unknown()),
  statusCode: Type.Integer(),
  error: Type.String(),
  message: Type.Array(Type.String()),
  request: Type.Optional(Type.String({ description: 'Quote it to the administrator: the log has the rest.' })),
})
export type RefusalBody = Static<typeof refusalBodySchema>
