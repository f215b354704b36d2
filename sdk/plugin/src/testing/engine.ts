import { fromBase64, toBase64 } from '../invoke/bytes.ts'
import type { PluginDefinition } from '../definition.ts'
import type { Failure } from '../errors.ts'
import type { Effect } from '../protocol/effect.ts'
import type { InitMessage, LogEntry } from '../protocol/message.ts'
import type { ServiceAnswers, ServiceArgs, ServiceName } from '../protocol/service.ts'
import type { ValueOf, VerbName } from '../protocol/verb.ts'
import { maskValue } from './mask.ts'
import type { ScriptedHttp } from './scripted-http.ts'
import { signText } from './sign.ts'
import type { World } from './world.ts'

/** A failure as the host sees it: what the plugin said, or what became of its process. */
export type CallFailure = Omit<Failure, 'class'> & { readonly class: Failure['class'] | 'timeout' | 'crashed' | 'unavailable' }
export type Outcome<V extends VerbName = VerbName> =
  | { readonly ok: true; readonly value: ValueOf<V>; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly error: CallFailure }
export type CallOptions = {
  readonly contribution?: string
  readonly delivery?: { readonly id: string; readonly idempotencyKey: string; readonly attempt: number }
  /** The process dies right after the first request that changed something outside. */
  readonly crashAfterSend?: boolean
}
/** What carries out a call: this process, or the real runner. */
export type Engine = { call<V extends VerbName>(verb: V, payload: unknown, options: CallOptions): Promise<Outcome<V>> }
export type TestLog = LogEntry & { readonly contribution?: string }

/** Answers of the fake host to what a plugin asks for. */
export function servicesOf(world: World, http: ScriptedHttp, secrets: () => Readonly<Record<string, string>>, declared: readonly string[]) {
  const uploads = new Map<string, Uint8Array[]>()
  const answers: {
    readonly [S in ServiceName]: (args: ServiceArgs[S], contribution: string) => ServiceAnswers[S] | Promise<ServiceAnswers[S]>
  } = {
    'http.request': (wire, contribution) => http.request(wire, contribution),
    sign: ({ secret, algorithm, data, encoding }) => {
      const value = secrets()[secret] ?? ''
      const text = data.replaceAll(`${MARK}:${secret}:${MARK}`, value)
      return signText(value, algorithm, text, encoding === undefined ? {} : { encoding })
    },
    'kv.get': ({ key }) => world.stored(key),
    'kv.list': ({ prefix, limit }) => world.keys(prefix, limit),
    'cases.get': (by) => {
      const found = 'id' in by ? world.cases.get(by.id) : world.find(by.externalId)
      return found ? maskValue(found.view, declared) : null
    },
    'files.read': ({ id, offset, length }) => {
      const file = world.files.get(id)
      if (!file) throw new Error(`There is no file ${id}`)
      return { base64: toBase64(file.bytes.subarray(offset, offset + length)), size: file.bytes.length }
    },
    'files.write': ({ name, type, base64, append, last }) => {
      const upload = append ?? `upload-${uploads.size + 1}`
      const pieces = [...(uploads.get(upload) ?? []), fromBase64(base64)]
      uploads.set(upload, pieces)
      return last ? { upload, file: world.addFile(name, type, Uint8Array.from(pieces.flatMap((piece) => [...piece]))) } : { upload }
    },
    'organisation.units': () => world.units,
    'organisation.people': ({ unit }) => world.people[unit] ?? [],
  }
  return answers
}
export type Services = ReturnType<typeof servicesOf>

/** Stands around the name of a secret in everything the plugin sends. */
export const MARK = 'sh5t8k'
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

export type InProcessOptions = {
  readonly definition: PluginDefinition
  readonly world: World
  readonly services: Services
  readonly init: () => InitMessage
  readonly log: (line: TestLog) => void
  readonly patience: number
}

/** Calls the plugin in this process, through the same `invoke` as the runner. */
export function inProcess({ definition, world, services, init, log, patience }: InProcessOptions): Engine {
  let calls = 0
  return {
    async call(verb, payload, { contribution, delivery, crashAfterSend }) {
      const ending = new AbortController()
      let crashed = false
      const call = {
        t: 'call' as const,
        id: ++calls,
        verb,
        ...(contribution !== undefined && { contribution }),
        // As it would cross the boundary: nothing but JSON, and nothing shared.
        payload: JSON.parse(JSON.stringify(payload)) as unknown,
        deadline: patience,
        now: world.now,
        ...(delivery && { delivery }),
      }
      const port = {
        init: init(),
        ask: async <S extends ServiceName>(service: S, args: ServiceArgs[S]): Promise<ServiceAnswers[S]> => {
          if (crashed) return new Promise<never>(() => undefined)
          const answer = await services[service](args, contribution ?? verb)
          if (crashAfterSend && service === 'http.request' && WRITES.includes((args as ServiceArgs['http.request']).method)) {
            crashed = true
            ending.abort(new Error('crashed'))
            return new Promise<never>(() => undefined)
          }
          return answer
        },
        log: (entry: LogEntry) => log({ ...entry, ...(contribution !== undefined && { contribution }) }),
        signal: ending.signal,
        now: () => world.now,
      }
      const timer = setTimeout(() => ending.abort(new Error('timeout')), patience)
      const ended = new Promise<Outcome>((resolve) => {
        ending.signal.addEventListener('abort', () =>
          resolve(
            crashed
              ? { ok: false, error: { class: 'crashed', message: 'The process ended after the request was sent' } }
              : { ok: false, error: { class: 'timeout', message: `No answer within ${patience} ms of real time` } },
          ),
        )
      })
      try {
        const outcome = await Promise.race([definition.invoke(call, port), ended])
        return JSON.parse(JSON.stringify(outcome)) as never
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
