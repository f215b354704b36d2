import {
  SERVICE_PERMISSIONS,
  type AnswerMessage,
  type AskFailure,
  type AskMessage,
  type ServiceAnswers,
  type ServiceArgs,
  type ServiceName,
} from '@shaotai/plugin/protocol'
import type { Limits } from '@shaotai/plugin'
import { Broker } from '../egress/broker.ts'
import { EgressFailure } from '../egress/egress-failure.ts'
import { secretMarks } from '../egress/secret-marks.ts'
import type { Incident, OpenOptions } from '../host.ts'
import { isSignAlgorithm, sign } from '../sign/sign.ts'
import { Uploads } from './uploads.ts'

export type AskOptions = OpenOptions & {
  readonly limits: Limits
  readonly mark: string
  readonly incident: (kind: Incident['kind'], message: string) => void
}

type Services = { readonly [S in ServiceName]: (args: ServiceArgs[S], contribution: string | undefined) => Promise<ServiceAnswers[S]> }

/** A service this host does not offer. */
class NotHere extends Error {}
/** A question no SDK of ours would ask. */
class BadRequest extends Error {}

/** Answers what a plugin asks while it handles a call: only what its manifest allows, only what this host offers. Never throws. */
export function answerAsks(options: AskOptions): {
  answer(ask: AskMessage, contribution?: string): Promise<AnswerMessage>
  usage(): { requests: number; bytesOut: number; bytesIn: number }
  close(): void
} {
  const { manifest, secrets, mark, services, incident } = options
  const broker = new Broker({
    ...options,
    ...(services.files && { files: services.files }),
    record: (record) => services.called?.({ plugin: manifest.id, at: services.now?.() ?? Date.now(), ...record }),
  })
  const marks = secretMarks(secrets, mark)
  const uploads = new Uploads()

  const table: Services = {
    'http.request': async (wire, contribution) => {
      if (typeof wire.path !== 'string' || typeof wire.method !== 'string') throw new BadRequest('A call outside needs a method and a path')
      if (wire.as === 'file' && !manifest.permissions.includes('files:write'))
        throw new EgressFailure('denied', 'Downloading needs the permission files:write')
      return broker.call(wire, contribution)
    },
    sign: async ({ secret, algorithm, data, encoding }) => {
      const value = Object.hasOwn(secrets, secret) ? secrets[secret] : undefined
      if (value === undefined) throw new BadRequest(`The secret ${String(secret)} is not set`)
      if (!isSignAlgorithm(algorithm)) throw new BadRequest(`Nobody here signs with ${String(algorithm)}`)
      return sign(algorithm, value, marks.put(text(data), [secret]), encoding)
    },
    'kv.get': async ({ key }) => offered(services.kv).get(text(key)),
    'kv.list': async ({ prefix, limit }) => offered(services.kv).list(text(prefix), Math.min(Math.max(Number(limit) || 100, 1), 1000)),
    'cases.get': async (by) => {
      const found = await offered(services.cases).get('id' in by ? { id: text(by.id) } : { externalId: text(by.externalId) })
      return found ?? null
    },
    'files.read': async ({ id, offset, length }) => {
      const { bytes, size } = await offered(services.files).read(
        text(id),
        Math.max(0, Number(offset) || 0),
        Math.min(Number(length) || 0, 1024 * 1024),
      )
      return { base64: Buffer.from(bytes).toString('base64'), size }
    },
    'files.write': async (piece) => uploads.take(piece, offered(services.files)),
    'organisation.units': async () => offered(services.organisation).units(),
    'organisation.people': async ({ unit }) => offered(services.organisation).people(text(unit)),
  }

  async function answer(ask: AskMessage, contribution?: string): Promise<AnswerMessage> {
    const failed = (error: AskFailure): AnswerMessage => ({ t: 'answer', id: ask.id, ok: false, error })
    try {
      if (!Object.hasOwn(table, ask.service))
        return failed({ kind: 'bad-request', message: `This host has no service ${String(ask.service).slice(0, 50)}` })
      const permission = SERVICE_PERMISSIONS[ask.service]
      if (permission !== undefined && !manifest.permissions.includes(permission)) {
        incident('denied', `${ask.service} without the permission ${permission}`)
        return failed({ kind: 'denied', message: `${ask.service} needs the permission ${permission}` })
      }
      if (typeof ask.args !== 'object' || ask.args === null) throw new BadRequest('A question without its arguments')
      const serve = table[ask.service] as (args: unknown, contribution: string | undefined) => Promise<unknown>
      return { t: 'answer', id: ask.id, ok: true, value: await serve(ask.args, contribution) }
    } catch (error) {
      if (error instanceof EgressFailure) {
        if (error.code === 'denied') incident('denied', error.message)
        return failed({ kind: 'egress', code: error.code, message: error.message })
      }
      if (error instanceof NotHere || error instanceof BadRequest) return failed({ kind: 'bad-request', message: error.message })
      // What went wrong inside the host is for the host's own eyes.
      return failed({ kind: 'failed', message: 'The host could not answer' })
    }
  }

  return { answer, usage: () => ({ ...broker.counts }), close: () => broker.close() }
}

function offered<T>(service: T | undefined): T {
  if (service === undefined) throw new NotHere('This host does not offer that')
  return service
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value.length > 1_000_000) throw new BadRequest('A text was expected')
  return value
}
