import { readFileSync, writeFileSync } from 'node:fs'
import { maskText, maskValue } from './mask.ts'
import { answerOf, UnscriptedCall, type TestAnswer, type TestCall } from './scripted-http.ts'

/** One call and its answer, as they are kept in a file of fixtures. */
export type Exchange = {
  readonly endpoint: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly request: unknown
  readonly status: number
  readonly contentType: string
  /** JSON as a value, everything else as text; base64 where it is neither. */
  readonly response: { readonly json: unknown } | { readonly text: string } | { readonly base64: string }
}
export type Recording = { readonly format: 'shaotai-recording/1'; readonly exchanges: readonly Exchange[] }
type Asked = Omit<TestCall, 'status'>

/** Headers that never leave the machine of whoever records. */
const PRIVATE = /^(authorization|cookie|set-cookie|x-api-key|proxy-authorization)$/i
/** Fields that hold the name or address of a person in the interfaces of our peers. */
const NAMED = /^((reporter|contact|linkman|caller|citizen|person)[_-]?(name|address)?|name|address|姓名|联系人|来电人|诉求人|住址)$/i

/** Calls the real peer and keeps what it answered, without personal data and without secrets. */
export function recorder(file: string, against: (endpoint: string) => string, secrets: () => readonly string[]) {
  const exchanges: Exchange[] = []
  return async (asked: Asked): Promise<TestAnswer> => {
    const url = new URL(`${against(asked.endpoint).replace(/\/$/, '')}${asked.path}`)
    for (const [name, value] of Object.entries(asked.query)) for (const one of [value].flat()) url.searchParams.append(name, one)
    const response = await fetch(url, {
      method: asked.method,
      headers: asked.headers,
      redirect: 'manual',
      ...(asked.text !== '' && { body: asked.text }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const headers = Object.fromEntries(
      [...response.headers].filter(([name]) => !PRIVATE.test(name) && name !== 'content-encoding' && name !== 'content-length'),
    )
    exchanges.push(clean(exchangeOf(asked, response.status, headers['content-type'] ?? '', bytes), secrets()))
    const recording: Recording = { format: 'shaotai-recording/1', exchanges }
    writeFileSync(file, `${JSON.stringify(recording, undefined, 2)}\n`)
    return { status: response.status, headers, bytes }
  }
}

/** Answers from a file of fixtures: each call in its order, the last answer again when there are no more. */
export function replayer(file: string) {
  const { format, exchanges } = JSON.parse(readFileSync(file, 'utf8')) as Recording
  if (format !== 'shaotai-recording/1') throw new Error(`${file} is no recording of this kit`)
  const used = new Map<string, number>()
  return (asked: Asked): Promise<TestAnswer> => {
    const key = `${asked.method} ${asked.endpoint} ${asked.path}`
    const fits = exchanges.filter(({ method, endpoint, path }) => `${method} ${endpoint} ${path}` === key)
    const same = fits.filter(({ query }) => JSON.stringify(query) === JSON.stringify(maskValue(asked.query)))
    const chosen = same.length > 0 ? same : fits
    const index = used.get(key) ?? 0
    const exchange = chosen[Math.min(index, chosen.length - 1)]
    if (!exchange) return Promise.reject(new UnscriptedCall(`${file} holds no answer to ${key}; record it anew`))
    used.set(key, index + 1)
    return Promise.resolve(answerFrom(exchange))
  }
}

function exchangeOf(asked: Asked, status: number, contentType: string, bytes: Uint8Array): Exchange {
  const { endpoint, method, path, query, body, text } = asked
  return { endpoint, method, path, query, request: body ?? text, status, contentType, response: bodyOf(bytes) }
}

function bodyOf(bytes: Uint8Array): Exchange['response'] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') }
  }
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return { text }
  }
}

function answerFrom({ status, contentType, response }: Exchange): TestAnswer {
  const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType }
  if ('json' in response) return answerOf(response.json, status, headers)
  return answerOf('text' in response ? response.text : Uint8Array.from(Buffer.from(response.base64, 'base64')), status, headers)
}

function clean<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string')
    return maskText(secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), value)) as T
  if (Array.isArray(value)) return value.map((one: unknown) => clean(one, secrets)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      NAMED.test(key) && typeof one === 'string' && one !== '' ? '***' : clean(one as unknown, secrets),
    ]),
  ) as T
}
