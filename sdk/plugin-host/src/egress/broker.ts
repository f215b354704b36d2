import { setTimeout as delay } from 'node:timers/promises'
import { Agent, FormData, request, type Dispatcher } from 'undici'
import type { Limits, Method } from '@shaotai/plugin'
import type { WireAnswer, WireBody, WireRequest } from '@shaotai/plugin/protocol'
import type { EgressRecord, FileServices, OpenOptions } from '../host.ts'
import { EgressDenied, EgressFailure, egressFailure } from './egress-failure.ts'
import { Rate } from './rate.ts'
import { pinnedLookup, resolveBySystem, vetAddress, type Resolve } from './resolve.ts'
import { readAnswer } from './read-answer.ts'
import { inJson, inUrl, secretMarks, type SecretMarks } from './secret-marks.ts'
import { bindEndpoints, endpointOf, literalAddress, parseUrl, targetBelow, type BoundEndpoint } from './target.ts'

export type BrokerOptions = Pick<OpenOptions, 'manifest' | 'config' | 'secrets' | 'approved' | 'certificates'> & {
  readonly limits: Limits
  readonly mark: string
  readonly files?: FileServices
  readonly resolve?: Resolve
  readonly record?: (record: Omit<EgressRecord, 'plugin' | 'at'>) => void
}

const LONGEST = 60_000
const ORDINARY = 15_000
const MOST_REDIRECTS = 3
const CONNECTIONS = 16
/** How long a call may wait for its turn before it is refused. */
const PATIENCE = 10_000
/** Headers the connection itself needs: whatever a plugin says there is not sent. */
const OURS = /^(host|connection|content-length|transfer-encoding|keep-alive|upgrade|expect|te|trailer|proxy-.*)$/i

/** Makes the calls outside of one plugin: to declared endpoints, at vetted addresses, with secrets the plugin never sees. */
export class Broker {
  readonly counts = { requests: 0, bytesOut: 0, bytesIn: 0 }
  private readonly endpoints: Map<string, BoundEndpoint>
  private readonly agents = new Map<string, Agent>()
  private readonly rate: Rate
  private readonly marks: SecretMarks
  private readonly approved: readonly string[]

  private readonly options: BrokerOptions

  constructor(options: BrokerOptions) {
    this.options = options
    this.endpoints = bindEndpoints(options.manifest.egress, options.config)
    this.rate = new Rate(options.limits.requests)
    this.marks = secretMarks(options.secrets, options.mark)
    this.approved = options.approved ?? []
  }

  /** Throws `EgressFailure` when there is no answer. */
  async call(wire: WireRequest, contribution?: string): Promise<WireAnswer> {
    const began = performance.now()
    let place: { endpoint: string; host: string; path: string } = { endpoint: wire.endpoint ?? '', host: '', path: '' }
    let sent = 0
    const record = (more: { status?: number; error?: string; bytesIn: number }) =>
      this.options.record?.({
        ...place,
        method: wire.method,
        milliseconds: performance.now() - began,
        bytesOut: sent,
        ...more,
        ...(contribution && { contribution }),
      })
    try {
      const { endpoint, url } = this.locate(wire)
      place = { endpoint: endpoint.name, host: url.host, path: url.pathname }
      if (!endpoint.methods.includes(wire.method)) throw new EgressDenied(`${endpoint.name} is not declared for ${wire.method}`)
      const allowed = [...endpoint.secrets]
      const headers = this.headers(wire, endpoint, allowed)
      const body = await this.body(wire.body, allowed)
      sent = body?.size ?? 0
      const time = Math.min(wire.timeout ?? ORDINARY, LONGEST)
      await this.turn(time)
      const answer = await this.follow(endpoint, url, wire, { headers, body: body?.content, signal: AbortSignal.timeout(time), time })
      this.counts.requests++
      this.counts.bytesOut += sent
      this.counts.bytesIn += answer.size
      record({ status: answer.wire.status, bytesIn: answer.size })
      return answer.wire
    } catch (error) {
      const failure = egressFailure(error)
      record({ error: failure.code, bytesIn: 0 })
      // The words of a library may quote what was sent.
      throw failure instanceof EgressDenied ? failure : new EgressFailure(failure.code, this.marks.take(failure.message))
    }
  }

  close(): void {
    for (const agent of this.agents.values()) void agent.destroy().catch(() => undefined)
    this.agents.clear()
  }

  private locate({ endpoint: name, path, query }: WireRequest): { endpoint: BoundEndpoint; url: URL } {
    const declared = this.options.manifest.egress
    if (name !== undefined && !Object.hasOwn(declared, name)) throw new EgressDenied(`No endpoint ${JSON.stringify(name)} is declared`)
    const plain = (endpoint: BoundEndpoint) => this.marks.put(path, endpoint.secrets, inUrl)
    let endpoint: BoundEndpoint | undefined
    let url: URL
    if (name === undefined) {
      url = parseUrl(path)
      endpoint = endpointOf(url, this.endpoints.values())
      if (!endpoint) throw new EgressDenied(`${url.host} is no declared endpoint`)
      url = parseUrl(plain(endpoint))
    } else {
      endpoint = this.endpoints.get(name)
      if (!endpoint) throw new EgressDenied(`The endpoint ${name} has no address yet: fill in ${declared[name]?.from}`)
      url = targetBelow(endpoint, plain(endpoint))
    }
    for (const [key, value] of query ?? []) url.searchParams.append(key, this.marks.put(value, endpoint.secrets))
    if (endpoint.auth?.kind === 'query') url.searchParams.set(endpoint.auth.query, this.secret(endpoint.auth.secret))
    return { endpoint, url }
  }

  private headers(wire: WireRequest, { auth }: BoundEndpoint, allowed: readonly string[]): Record<string, string> {
    const headers: Record<string, string> = { 'user-agent': 'shaotai-plugin/1' }
    for (const [name, value] of Object.entries(wire.headers ?? {})) {
      if (OURS.test(name)) continue
      const filled = this.marks.put(value, allowed)
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\u0020-\u007e\u0080-\u00ff]/.test(filled))
        throw new EgressDenied(`A header that cannot be sent: ${name.slice(0, 50)}`)
      headers[name.toLowerCase()] = filled
    }
    if (wire.idempotencyKey !== undefined) headers['idempotency-key'] = wire.idempotencyKey.replace(/[^\u0021-\u007e]/g, '').slice(0, 200)
    if (wire.body && wire.body.type !== 'multipart') headers['content-type'] = headers['content-type'] ?? wire.body.contentType
    headers['accept-encoding'] = 'gzip, deflate, br'
    if (auth?.kind === 'header') headers[auth.header.toLowerCase()] = `${auth.prefix}${this.secret(auth.secret)}`
    if (auth?.kind === 'basic')
      headers['authorization'] = `Basic ${Buffer.from(`${auth.user}:${this.secret(auth.secret)}`).toString('base64')}`
    return headers
  }

  private async body(
    body: WireBody | undefined,
    allowed: readonly string[],
  ): Promise<{ content: string | Buffer | FormData; size: number } | undefined> {
    switch (body?.type) {
      case undefined:
        return undefined
      case 'text': {
        const write = /json/i.test(body.contentType) ? inJson : /urlencoded/i.test(body.contentType) ? inUrl : undefined
        const text = this.marks.put(body.text, allowed, write)
        return { content: text, size: Buffer.byteLength(text) }
      }
      case 'bytes': {
        const bytes = Buffer.from(body.base64, 'base64')
        return { content: bytes, size: bytes.length }
      }
      case 'multipart': {
        const form = new FormData()
        let size = 0
        for (const part of body.parts) {
          if ('text' in part) {
            form.append(part.name, this.marks.put(part.text, allowed))
            size += part.text.length
            continue
          }
          const bytes = await this.file(part.file.id)
          form.append(part.name, new Blob([bytes], { type: part.file.type }), part.file.name)
          size += bytes.length
        }
        return { content: form, size }
      }
    }
  }

  private async file(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const { files, manifest } = this.options
    if (!files || !manifest.permissions.includes('files:read')) throw new EgressDenied('Sending files needs the permission files:read')
    const { bytes, size } = await files.read(id, 0, LARGEST_FILE)
    if (size > LARGEST_FILE) throw new EgressFailure('too-large', `A file of ${size} bytes; ${LARGEST_FILE} is the most`)
    return new Uint8Array(bytes)
  }

  private async turn(time: number): Promise<void> {
    const wait = this.rate.take()
    if (wait > Math.min(time, PATIENCE)) {
      this.rate.giveBack()
      throw new EgressFailure('too-many', `More than ${this.options.limits.requests} calls a second`)
    }
    if (wait > 0) await delay(wait)
  }

  private async follow(
    first: BoundEndpoint,
    start: URL,
    wire: WireRequest,
    {
      headers,
      body,
      signal,
      time,
    }: { headers: Record<string, string>; body: string | Buffer | FormData | undefined; signal: AbortSignal; time: number },
  ): Promise<{ wire: WireAnswer; size: number }> {
    let [endpoint, url, method, content, sent] = [first, start, wire.method, body, headers]
    for (let redirects = 0; ; redirects++) {
      const response = await this.send(endpoint, url, method, sent, content, signal, time)
      const location = isRedirect(response.statusCode) ? response.headers['location'] : undefined
      if (typeof location !== 'string') return readAnswer(response, wire, this.marks, this.options.files)
      await response.body.dump({ limit: 65_536 }).catch(() => undefined)
      if (redirects === MOST_REDIRECTS) throw new EgressFailure('redirect', `More than ${MOST_REDIRECTS} redirects`)
      const next = parseUrl(URL.parse(location, url)?.href ?? location)
      const owner = endpointOf(next, this.endpoints.values())
      if (!owner) throw new EgressDenied(`The peer redirects to ${next.host}, which is no declared endpoint`)
      if (response.statusCode === 303 || (method === 'POST' && (response.statusCode === 301 || response.statusCode === 302)))
        [method, content] = ['GET', undefined]
      if (!owner.methods.includes(method))
        throw new EgressDenied(`The peer redirects to ${owner.name}, which is not declared for ${method}`)
      if (next.origin !== url.origin || owner !== endpoint) {
        // Nothing that was meant for one peer goes to another.
        if (content !== undefined) throw new EgressDenied('The peer redirects a body to another endpoint')
        sent = { 'user-agent': 'shaotai-plugin/1', 'accept-encoding': 'gzip, deflate, br' }
      }
      ;[endpoint, url] = [owner, next]
    }
  }

  private async send(
    endpoint: BoundEndpoint,
    url: URL,
    method: Method,
    headers: Record<string, string>,
    body: string | Buffer | FormData | undefined,
    signal: AbortSignal,
    time: number,
  ): Promise<Dispatcher.ResponseData> {
    const literal = literalAddress(url)
    if (literal !== undefined) vetAddress(literal, literal, this.approved)
    return request(url, {
      dispatcher: this.agent(endpoint.name),
      method,
      headers,
      body: body ?? null,
      signal,
      headersTimeout: time,
      bodyTimeout: time,
    })
  }

  private agent(endpoint: string): Agent {
    const kept = this.agents.get(endpoint)
    if (kept) return kept
    const { certificates, resolve = resolveBySystem } = this.options
    const ca = certificates?.[endpoint]
    const agent = new Agent({
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: 10_000,
      maxHeaderSize: 32_768,
      connect: { lookup: pinnedLookup(resolve, this.approved), timeout: 10_000, ...(ca !== undefined && { ca }) },
    })
    this.agents.set(endpoint, agent)
    return agent
  }

  private secret(name: string): string {
    const secret = this.options.secrets[name]
    if (secret === undefined) throw new EgressDenied(`The secret ${name} is not set`)
    return secret
  }
}

const LARGEST_FILE = 20 * 1024 * 1024

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}
