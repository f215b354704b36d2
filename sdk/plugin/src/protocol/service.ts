import type { CaseView, FileRef, PersonRef, UnitRef } from '../case/view.ts'
import type { SignAlgorithm, SignOptions } from '../context.ts'
import type { Method } from '../http.ts'
import type { Permission } from '../permission.ts'

/** A body as it crosses the boundary. Secret handles stand in it as placeholders; the host puts the secrets in where they are declared. */
export type WireBody =
  | { readonly type: 'text'; readonly text: string; readonly contentType: string }
  | { readonly type: 'bytes'; readonly base64: string; readonly contentType: string }
  | { readonly type: 'multipart'; readonly parts: readonly WirePart[] }
export type WirePart = { readonly name: string } & ({ readonly text: string } | { readonly file: FileRef })

export type WireRequest = {
  /** A declared endpoint with a relative path; or, through `fetch`, an absolute address the host finds the endpoint of. */
  readonly endpoint?: string
  readonly path: string
  readonly method: Method
  readonly query?: readonly (readonly [string, string])[]
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: WireBody
  readonly idempotencyKey?: string
  readonly timeout?: number
  /** `bytes` sends base64 back, `text` decodes, `file` keeps the body in the host's store. */
  readonly as: 'auto' | 'text' | 'bytes' | 'file'
  readonly charset?: string
}
export type WireAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text?: string
  readonly base64?: string
  readonly file?: FileRef
}

/** What a plugin may ask the host for while it handles a call. */
export type ServiceArgs = {
  'http.request': WireRequest
  sign: { readonly secret: string; readonly algorithm: SignAlgorithm; readonly data: string } & SignOptions
  'kv.get': { readonly key: string }
  'kv.list': { readonly prefix: string; readonly limit: number }
  'cases.get': { readonly id: string } | { readonly externalId: string }
  'files.read': { readonly id: string; readonly offset: number; readonly length: number }
  'files.write': { readonly name: string; readonly type: string; readonly base64: string; readonly append?: string; readonly last: boolean }
  'organisation.units': Readonly<Record<string, never>>
  'organisation.people': { readonly unit: string }
}
export type ServiceAnswers = {
  'http.request': WireAnswer
  sign: string
  'kv.get': { readonly value?: unknown; readonly version: number }
  'kv.list': readonly string[]
  'cases.get': CaseView | null
  'files.read': { readonly base64: string; readonly size: number }
  'files.write': { readonly upload: string; readonly file?: FileRef }
  'organisation.units': readonly (UnitRef & { readonly type: string; readonly parent?: string })[]
  'organisation.people': readonly PersonRef[]
}
export type ServiceName = keyof ServiceArgs

/** The permission a service needs; services not named need none. */
export const SERVICE_PERMISSIONS: Readonly<Record<ServiceName, Permission | undefined>> = {
  'http.request': undefined,
  sign: undefined,
  'kv.get': undefined,
  'kv.list': undefined,
  'cases.get': 'cases:read',
  'files.read': 'files:read',
  'files.write': 'files:write',
  'organisation.units': 'organisation:read',
  'organisation.people': 'organisation:read',
}
