import type { RefusalBody } from '@shaotai/api'
import axios, { AxiosError, type AxiosInstance, type AxiosRequestConfig } from 'axios'
import { BASE, IN_PRACTICE } from './base.ts'
import { askToSignInAgain, type SignInNeed } from './login/sign-in-again.ts'
import { personHere } from './login/who.ts'

/** Where the server's interface lives: the county's own, or inside practice that of practice. */
export const API = `${BASE}/api/v1`

/** Every failed request ends as this. `status` 0: the server could not be reached. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly statusCode: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly at: string | undefined
  readonly why: unknown
  readonly sentences: readonly string[]
  /** What to quote to the administrator: the server's log has the rest. */
  readonly request: string | undefined

  /** `body` as the server sent it; what is missing (a proxy answered) is made up from the status. */
  constructor(statusCode: number, body: Partial<RefusalBody>) {
    const sentences = Array.isArray(body.message) ? body.message : []
    const code = body.code ?? (statusCode === 0 ? 'network.unreachable' : `http.${statusCode}`)
    super(sentences.join('；') || code)
    this.statusCode = statusCode
    this.code = code
    this.params = body.params ?? {}
    this.at = body.at
    this.why = body.why
    this.sentences = sentences
    this.request = body.request
  }

  get offline(): boolean {
    return this.statusCode === 0
  }
}

/** The axios instance all requests go through; the data provider shares it. */
export const http: AxiosInstance = createHttp()

export function createHttp(): AxiosInstance {
  const instance = axios.create({ timeout: 30_000, withCredentials: true })
  // A header no cross-site form can send: with SameSite cookies it keeps other sites from acting for the user.
  instance.defaults.headers.common['X-Requested-With'] = 'shaotai'
  instance.interceptors.request.use((config) => {
    config.headers.set('Accept-Language', document.documentElement.lang)
    const method = (config.method ?? 'get').toLowerCase()
    if (method !== 'get' && method !== 'head' && !config.headers.has('Idempotency-Key')) {
      config.headers.set('Idempotency-Key', newIdempotencyKey())
    }
    // Whose page this is: the server refuses to act for anybody else who signed in in this browser meanwhile.
    const person = personHere()
    if (person !== undefined && !config.headers.has(SPEAKS_FOR)) config.headers.set(SPEAKS_FOR, person)
    return config
  })
  instance.interceptors.response.use(undefined, async (error: unknown) => {
    const failed = toRequestFailed(error)
    // Another tab became somebody else: in practice that is how one goes on.
    if (IN_PRACTICE && failed.code === 'access.other-person') location.reload()
    const need = SIGN_IN_NEEDS[failed.code]
    // The same request again, with the same key, once the same person is back.
    if (need && personHere() !== undefined && error instanceof AxiosError && error.config && (await askToSignInAgain(need)))
      return instance.request(error.config)
    throw providerShape(failed)
  })
  return instance
}

/** For whom a request speaks; the server compares it with the session. */
const SPEAKS_FOR = 'X-Shaotai-Person'
const SIGN_IN_NEEDS: Readonly<Record<string, SignInNeed | undefined>> = {
  'access.not-signed-in': 'ended',
  'access.other-person': 'other-person',
}

export type RequestOptions = {
  /** False: whoever is signed in now, be it the person of this page or not. */
  speakFor?: false

  /** Keep one key over retries of the same act, and the server applies it once. */
  idempotencyKey?: string
  query?: Record<string, string | number | boolean | undefined>
  signal?: AbortSignal
  onProgress?: (share: number) => void
}

/** Sends one request to the server and returns its body; throws `RequestFailed`. `path` is below `API`; one that begins with `/api` is the county's own, also from inside practice. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const config: AxiosRequestConfig = {
    method,
    url: path.startsWith('/api') ? path : `${API}${path}`,
    data: body,
    params: options.query,
    signal: options.signal,
    headers: {
      ...(options.idempotencyKey && { 'Idempotency-Key': options.idempotencyKey }),
      ...((options.speakFor === false || (IN_PRACTICE && path.startsWith('/api'))) && { [SPEAKS_FOR]: '' }),
    },
    onUploadProgress: options.onProgress && ((event) => options.onProgress?.(event.total ? event.loaded / event.total : 0)),
  }
  try {
    const response = await http.request<T>(config)
    return response.data
  } catch (error) {
    throw toRequestFailed(error)
  }
}

/** A key for one act of one person; `crypto.randomUUID` needs HTTPS, which a county's intranet may not have. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whatever a request threw, as `RequestFailed`. */
export function toRequestFailed(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  if (error instanceof AxiosError) {
    const body: unknown = error.response?.data
    return new RequestFailed(error.response?.status ?? 0, isBody(body) ? body : {})
  }
  throw error
}

/**
 * The data provider reads `error.response.data.{statusCode,error,message}` and fails on anything else: a string message is taken apart
 * letter by letter, and a network error has no response at all. So every error carries a complete body.
 */
function providerShape(failed: RequestFailed): RequestFailed {
  const data = {
    statusCode: failed.statusCode,
    error: failed.code,
    message: failed.sentences.length > 0 ? [...failed.sentences] : [failed.code],
    code: failed.code,
    params: failed.params,
  }
  return Object.assign(failed, { response: { status: failed.statusCode, data } })
}

function isBody(value: unknown): value is Partial<RefusalBody> {
  return typeof value === 'object' && value !== null
}
