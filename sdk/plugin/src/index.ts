export { definePlugin, type Declaration, type Plugin } from './define-plugin.ts'
export { t, type Hints, type Mapping } from './schema/t.ts'
export type { Endpoint, Fields, Infer, JsonSchema, ObjectSchema, OptionalSchema, Schema, Secret } from './schema/schema.ts'
export { milliseconds, type Duration } from './schema/duration.ts'
export { compareVersions } from './schema/version.ts'
export {
  EGRESS_CODES,
  EgressError,
  FAILURE_CLASSES,
  NeedsAdmin,
  Reject,
  Retry,
  failureOf,
  type EgressCode,
  type Failure,
  type FailureClass,
} from './errors.ts'
export { EVENT_NAMES, EVENT_VERSION, type EventData, type EventName, type EventPayload } from './case/event.ts'
export * from './case/view.ts'
export * from './case/draft.ts'
export * from './contribution.ts'
export * from './http.ts'
export * from './permission.ts'
export {
  SIGN_ALGORITHMS,
  type AbilitiesOf,
  type CalendarDay,
  type CalendarDraft,
  type Context,
  type Delivery,
  type DeliveryContext,
  type EgressDeclaration,
  type Kv,
  type Log,
  type OrganisationProposal,
  type SignAlgorithm,
  type SignOptions,
} from './context.ts'
export {
  DEFAULT_LIMITS,
  HIGHEST_LIMITS,
  type Label,
  type Limits,
  type Manifest,
  type ManifestContributions,
  type ManifestEgress,
} from './manifest/manifest.ts'
export { manifestOf } from './manifest/manifest-of.ts'
export { manifestSchema } from './manifest/manifest-schema.ts'
export { diffManifest, type ManifestChange } from './manifest/diff-manifest.ts'
