import { EgressError, type EgressCode } from '../errors.ts'
import type { Method } from '../http.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { WireAnswer, WireBody, WireRequest } from '../protocol/service.ts'
import { fromBase64, toBase64 } from '../invoke/bytes.ts'
import type { World } from './world.ts'

/** A call the plugin made outside, as its peer would have got it: secrets in their places. */
export type TestCall = {
  readonly at: number
  readonly endpoint: string
  readonly method: Method
  /** Below the address of the endpoint, without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body read as JSON, where it is JSON. */
  readonly body: unknown
  readonly idempotencyKey?: string
  readonly contribution: string
  /** What it was answered with; an egress code where there was no answer. */
  readonly status: number | EgressCode
}

export type TestAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array<ArrayBuffer>
}
type Asked = Omit<TestCall, 'status'>
/** What a peer answers: a body (text, bytes, or a value sent as JSON), or a function of the call. */
export type Reply = unknown
type Scripted = {
  readonly endpoint: string
  readonly method: string
  readonly path: string | RegExp
  readonly answer: (asked: Asked) => TestAnswer | EgressCode | Promise<TestAnswer | EgressCode>
  readonly once: boolean
}

/** A call that no reply is written for: a hole in the test, told to whoever awaits the host, not to the plugin. */
export class UnscriptedCall extends Error {
  override readonly name = 'UnscriptedCall'
}

export type ScriptedHttpOptions = {
  readonly manifest: Manifest
  readonly addresses: () => Readonly<Record<string, unknown>>
  readonly secrets: () => Readonly<Record<string, string>>
  readonly mark: string
  readonly world: World
}

/** The peers of a test. Refuses what the broker of the host refuses; answers what was scripted, the last word first. */
export class ScriptedHttp {
  readonly calls: TestCall[] = []
  readonly holes: UnscriptedCall[] = []
  /** Answers instead of the script while something is recorded. */
  live: ((asked: Asked) => Promise<TestAnswer>) | undefined
  readonly #scripted: Scripted[] = []
  readonly #options: ScriptedHttpOptions

  constructor(options: ScriptedHttpOptions) {
    this.#options = options
  }

  script(scripted: Scripted): void {
    const declared = this.#options.manifest.egress[scripted.endpoint]
    if (!declared)
      throw new Error(
        `The plugin declares no endpoint ${JSON.stringify(scripted.endpoint)}: ${Object.keys(this.#options.manifest.egress).join(', ') || 'none'}`,
      )
    if (!declared.methods.includes(scripted.method as Method))
      throw new Error(`The plugin declares ${declared.methods.join(', ')} for ${scripted.endpoint}, not ${scripted.method}`)
    this.#scripted.unshift(scripted)
  }

  /** Carries out one request of the plugin. */
  async request(wire: WireRequest, contribution: string): Promise<WireAnswer> {
    const asked = this.#asked(wire, contribution)
    const answer = this.live ? await this.live(asked) : await this.#scriptedAnswer(asked)
    this.calls.push({ ...asked, status: typeof answer === 'string' ? answer : answer.status })
    if (typeof answer === 'string') throw new EgressError(answer, `${asked.method} ${asked.endpoint}${asked.path}: ${answer}`)
    return this.#wireAnswer(answer, wire, asked)
  }

  async #scriptedAnswer(asked: Asked): Promise<TestAnswer | EgressCode> {
    // What was scripted once answers in the order it was written, before what is scripted for good.
    const fits = this.#scripted.filter(
      (one) => one.endpoint === asked.endpoint && one.method === asked.method && pathFits(one.path, asked.path),
    )
    const chosen = fits.findLast(({ once }) => once) ?? fits[0]
    if (!chosen) {
      const hole = new UnscriptedCall(
        `The plugin called ${asked.method} ${asked.endpoint} ${asked.path}, and no reply is scripted for it. Write host.reply('${asked.endpoint}', '${asked.method}', '${asked.path}', …)`,
      )
      this.holes.push(hole)
      throw hole
    }
    if (chosen.once) this.#scripted.splice(this.#scripted.indexOf(chosen), 1)
    return chosen.answer(asked)
  }

  #asked(wire: WireRequest, contribution: string): Asked {
    const { endpoint, path, query } = this.#target(wire)
    const declared = this.#options.manifest.egress[endpoint]
    if (!declared) throw new EgressError('denied', `The plugin declares no endpoint ${JSON.stringify(endpoint)}`)
    if (!declared.methods.includes(wire.method))
      throw new EgressError('denied', `${wire.method} is not declared for ${endpoint}: ${declared.methods.join(', ')}`)
    const secrets = this.#options.secrets()
    const { auth } = declared
    const allowed = [...declared.secrets, ...(auth ? [auth.secret] : [])]
    const fill = (text: string) => this.#fill(text, endpoint, allowed)
    const headers = Object.fromEntries(Object.entries(wire.headers ?? {}).map(([name, value]) => [name.toLowerCase(), fill(value)]))
    const pairs = [...query, ...(wire.query ?? [])].map(([name, value]) => [name, fill(value)] as const)
    if (auth?.kind === 'header') headers[auth.header.toLowerCase()] = `${auth.prefix}${secrets[auth.secret] ?? ''}`
    if (auth?.kind === 'query') pairs.push([auth.query, secrets[auth.secret] ?? ''])
    if (auth?.kind === 'basic') headers['authorization'] = `Basic ${btoa(`${auth.user}:${secrets[auth.secret] ?? ''}`)}`
    if (wire.idempotencyKey !== undefined) headers['idempotency-key'] = wire.idempotencyKey
    if (wire.body) headers['content-type'] ??= wire.body.type === 'multipart' ? 'multipart/form-data' : wire.body.contentType
    const text = bodyText(wire.body, fill)
    return {
      at: this.#options.world.now,
      endpoint,
      method: wire.method,
      path,
      query: grouped(pairs),
      headers,
      text,
      body: jsonOf(text),
      contribution,
      ...(wire.idempotencyKey !== undefined && { idempotencyKey: wire.idempotencyKey }),
    }
  }

  /** Which endpoint a request goes to: the named one with a path below it, or the one an absolute address lies in. */
  #target({ endpoint, path }: WireRequest): { endpoint: string; path: string; query: [string, string][] } {
    const addresses = this.#options.addresses()
    if (endpoint !== undefined) {
      if (/^[a-z][a-z0-9+.-]*:|^\/\/|\\/i.test(path))
        throw new EgressError('denied', `A path below the endpoint is expected, not ${JSON.stringify(path)}`)
      const url = new URL(`http://below${path.startsWith('/') ? '' : '/'}${path}`)
      return { endpoint, path: url.pathname, query: [...url.searchParams] }
    }
    const url = new URL(path)
    for (const [name, { from }] of Object.entries(this.#options.manifest.egress)) {
      const base = URL.parse(String(addresses[from]))
      const folder = base?.pathname.replace(/\/$/, '') ?? ''
      if (base && url.username === '' && base.origin === url.origin && `${url.pathname}/`.startsWith(`${folder}/`))
        return { endpoint: name, path: url.pathname.slice(folder.length) || '/', query: [...url.searchParams] }
    }
    throw new EgressError('denied', `${url.origin} is no declared endpoint of this plugin`)
  }

  #fill(text: string, endpoint: string, allowed: readonly string[]): string {
    const { mark } = this.#options
    return text.replaceAll(new RegExp(`${mark}:(\\w+):${mark}`, 'g'), (_, name: string) => {
      if (!allowed.includes(name))
        throw new EgressError('denied', `The secret ${name} is not declared for the endpoint ${endpoint}: add it to its secrets`)
      return this.#options.secrets()[name] ?? ''
    })
  }

  #wireAnswer({ status, headers, bytes }: TestAnswer, { as, charset }: WireRequest, { path }: Asked): WireAnswer {
    if (as === 'bytes') return { status, headers, base64: toBase64(bytes) }
    if (as === 'file') {
      if (status >= 400) return { status, headers }
      const name = path.split('/').pop() || 'file'
      return { status, headers, file: this.#options.world.addFile(name, headers['content-type'] ?? 'application/octet-stream', bytes) }
    }
    const said = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]
    return { status, headers, text: new TextDecoder(said ?? charset ?? 'utf-8').decode(bytes) }
  }
}

/** A body as a peer sends it. */
export function answerOf(body: Reply, status: number, headers: Readonly<Record<string, string>> = {}): TestAnswer {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  if (body instanceof Uint8Array)
    return { status, headers: { 'content-type': 'application/octet-stream', ...lower }, bytes: new Uint8Array(body) }
  if (typeof body === 'string')
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...lower }, bytes: new TextEncoder().encode(body) }
  const text = body === undefined ? '' : JSON.stringify(body)
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...lower }, bytes: new TextEncoder().encode(text) }
}

/** `/orders/:id` fits `/orders/7`; a regular expression fits what it matches. */
function pathFits(wanted: string | RegExp, path: string): boolean {
  if (wanted instanceof RegExp) return wanted.test(path)
  const [left, right] = [wanted.split('/'), path.split('/')]
  return left.length === right.length && left.every((part, index) => part === right[index] || (part.startsWith(':') && right[index] !== ''))
}

function bodyText(body: WireBody | undefined, fill: (text: string) => string): string {
  if (!body) return ''
  if (body.type === 'text') return fill(body.text)
  if (body.type === 'bytes') return new TextDecoder().decode(fromBase64(body.base64))
  return body.parts.map((part) => `${part.name}=${'text' in part ? fill(part.text) : `@${part.file.name}`}`).join('\n')
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {}
  for (const [name, value] of pairs) {
    const before = out[name]
    out[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return out
}
