import Type, { type Static } from 'typebox'

/** One message of `GET /api/v1/stream`: something changed; fetch it again. Carries no content that needs permission. */
export const liveEventSchema = Type.Object({
  topic: Type.String({ description: '`case`, `notification`, `policy`, `score`…' }),
  id: Type.String({ description: 'What changed.' }),
  at: Type.Integer(),
  /** Small hints for the console: the sound to play, the new version. */
  hint: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type LiveEvent = Static<typeof liveEventSchema>
