import type { PluginDefinition } from '../definition.ts'
import { failureOf } from '../errors.ts'
import type { Effect } from '../protocol/effect.ts'
import type { CallMessage, ResultMessage } from '../protocol/message.ts'
import type { HostPort } from '../protocol/port.ts'
import type { VerbName } from '../protocol/verb.ts'
import { contextOf } from './context-of.ts'
import { HANDLERS } from './handlers.ts'

/** A value that JSON and a frame can carry, or the reason why not. */
const LONGEST_RESULT = 3 * 1024 * 1024

/**
 * Carries out one call of the host: finds the contribution, builds its context over `port`, runs the handler and gathers its effects.
 * The runner and the test kit both come through here, so that a handler cannot tell them apart. Never throws.
 */
export async function invoke(definition: PluginDefinition, call: CallMessage, port: HostPort): Promise<ResultMessage> {
  const effects: Effect[] = []
  try {
    const handle = Object.hasOwn(HANDLERS, call.verb) ? HANDLERS[call.verb as VerbName] : undefined
    if (!handle) throw new Error(`This plugin knows no ${String(call.verb)}: it was built with an older SDK`)
    const value: unknown = await handle(definition, call, contextOf(definition, call, port, effects))
    const size = JSON.stringify([value, effects]).length
    if (size > LONGEST_RESULT) throw new Error(`The result has ${size} characters; ${LONGEST_RESULT} is the most. Return it in parts.`)
    return { t: 'result', id: call.id, ok: true, value: value ?? null, effects }
  } catch (thrown) {
    return { t: 'result', id: call.id, ok: false, error: failureOf(thrown) }
  }
}
