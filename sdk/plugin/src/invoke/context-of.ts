import type { AnyDeliveryContext, PluginDefinition } from '../definition.ts'
import type { Effect } from '../protocol/effect.ts'
import type { CallMessage, LogEntry } from '../protocol/message.ts'
import type { HostPort } from '../protocol/port.ts'
import type { Secret } from '../schema/schema.ts'
import { abilitiesOf } from './abilities.ts'
import { fetchOver, httpOf } from './http-of.ts'
import { kvOf } from './kv-of.ts'

/** The context of one call. What it does is written into `effects`; what it asks goes through `port`. */
export function contextOf(definition: PluginDefinition, call: CallMessage, port: HostPort, effects: Effect[]): AnyDeliveryContext {
  const { config, secrets, county } = port.init
  const handles = Object.fromEntries(secrets.names.map((name) => [name, secretHandle(name, secrets.mark)]))
  const log = (level: LogEntry['level']) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    port.log({ level, message: String(message).slice(0, 4000), ...(fields && { fields }) })
  const context = {
    config: Object.freeze({ ...config, ...handles }),
    http: httpOf(definition.declaration.egress ?? {}, port),
    fetch: fetchOver(port),
    sign: (secret: Secret, algorithm: never, data: string, options: object = {}) =>
      port.ask('sign', { secret: nameOf(secret), algorithm, data: String(data), ...options }),
    kv: kvOf(port, effects),
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    now: () => new Date(port.now()),
    county,
    signal: port.signal,
    ...(call.delivery && { delivery: call.delivery }),
    ...abilitiesOf(definition.declaration.permissions ?? [], port, effects),
  }
  return Object.freeze(context) as unknown as AnyDeliveryContext
}

const NAMES = new WeakMap<object, string>()

/** A secret as plugin code holds it: it reads as `mark:name:mark`, which only the host can make into the secret. */
function secretHandle(name: string, mark: string): Secret {
  const text = () => `${mark}:${name}:${mark}`
  const handle = Object.freeze({ toString: text, toJSON: text })
  NAMES.set(handle, name)
  return handle as unknown as Secret
}

function nameOf(secret: Secret): string {
  const name = NAMES.get(secret)
  if (name === undefined) throw new TypeError('sign() takes a secret of the configuration, such as config.appKey')
  return name
}
