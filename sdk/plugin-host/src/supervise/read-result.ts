import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { FAILURE_CLASSES, type FailureClass, type Permission } from '@shaotai/plugin'
import { effectsSchema, permissionOf, valueSchemas, type Effect, type VerbName } from '@shaotai/plugin/protocol'
import type { CallFailure, CallOutcome } from '../host.ts'

const ajv = new Ajv2020({ strict: false, allErrors: false, ownProperties: true })
const compiled = new Map<string, ValidateFunction>()

/** Makes an outcome of what a plugin sent as the result of a call. Nothing of it is believed: shapes, lengths and permissions are checked. */
export function readResult<V extends VerbName>(
  verb: V,
  result: Readonly<Record<string, unknown>>,
  permissions: readonly Permission[],
): CallOutcome<V> & { readonly denied?: Permission } {
  if (result['ok'] !== true) return { ok: false, error: readFailure(result['error']) }
  const wrongValue = problem(verb, valueSchemas[verb], result['value'])
  if (wrongValue !== undefined) return fault(`${verb} gave back what it may not: ${wrongValue}`)
  const wrongEffects = problem('effects', effectsSchema, result['effects'])
  if (wrongEffects !== undefined) return fault(`The acts of this call cannot be read: ${wrongEffects}`)
  const effects = result['effects'] as readonly Effect[]
  const items = verb === 'intake.poll' || verb === 'intake.webhook' ? (result['value'] as { items: readonly Effect[] }).items : []
  const acts: readonly Effect[] = [...effects, ...items.map((item) => ({ kind: 'case.intake', item }) as unknown as Effect)]
  const denied = acts.map(permissionOf).find((permission) => permission !== undefined && !permissions.includes(permission))
  if (denied !== undefined)
    return { ok: false, denied, error: { class: 'reject', message: `The plugin acted without the permission ${denied}` } }
  return { ok: true, value: result['value'] as never, effects }
}

function readFailure(error: unknown): CallFailure {
  const {
    class: given,
    message,
    after,
    fix,
    name,
    stack,
  } = (typeof error === 'object' && error !== null ? error : {}) as Readonly<Record<string, unknown>>
  return {
    class: FAILURE_CLASSES.includes(given as FailureClass) ? (given as FailureClass) : 'fault',
    message: typeof message === 'string' && message !== '' ? message.slice(0, 2000) : 'The plugin gave no reason',
    ...(typeof after === 'number' && after >= 0 && { after: Math.min(after, LONGEST_WAIT) }),
    ...(typeof fix === 'string' && { fix: fix.slice(0, 100) }),
    ...(typeof name === 'string' && { name: name.slice(0, 100) }),
    ...(typeof stack === 'string' && { stack: stack.slice(0, 4000) }),
  }
}

const LONGEST_WAIT = 7 * 86_400_000

function fault(message: string): { readonly ok: false; readonly error: CallFailure } {
  return { ok: false, error: { class: 'fault', message: message.slice(0, 2000) } }
}

function problem(name: string, schema: object, value: unknown): string | undefined {
  const check = compiled.get(name) ?? ajv.compile(schema)
  compiled.set(name, check)
  return check(value) ? undefined : sentence(check.errors ?? [])
}

/** The most telling of what is wrong: a field, not "no alternative fits". */
function sentence(errors: readonly ErrorObject[]): string {
  const [first] = errors.toSorted((a, b) => b.instancePath.split('/').length - a.instancePath.split('/').length)
  return first ? `${first.instancePath || 'it'} ${first.message ?? 'is wrong'}` : 'it is wrong'
}
