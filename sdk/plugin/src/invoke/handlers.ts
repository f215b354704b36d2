import type { IntakeItem } from '../case/draft.ts'
import type { IncomingRequest } from '../contribution.ts'
import type { AnyContext, AnyDeliveryContext, PluginDefinition } from '../definition.ts'
import { Reject } from '../errors.ts'
import type { CallMessage } from '../protocol/message.ts'
import type { PayloadOf, ValueOf, VerbName, WireIncoming } from '../protocol/verb.ts'
import { compareVersions } from '../schema/version.ts'
import { fromBase64, toBase64, utf8 } from './bytes.ts'

type Handle<V extends VerbName> = (
  definition: PluginDefinition,
  call: CallMessage,
  context: AnyDeliveryContext,
) => Promise<ValueOf<V>> | ValueOf<V>

/** How each verb of the host reaches the plugin's handler. */
export const HANDLERS: { readonly [V in VerbName]: Handle<V> } = {
  'intake.poll': async (definition, call, context) => {
    const intake = find(definition.intake, call)
    const run = part(intake.poll, call).run
    const { cursor } = call.payload as PayloadOf<'intake.poll'>
    const page = await run(cursor, context)
    const items = await itemsOf(page.items, intake.toCase, context)
    return { items, ...(page.cursor !== undefined && { cursor: page.cursor }), more: page.more ?? false }
  },
  'intake.webhook': async (definition, call, context) => {
    const intake = find(definition.intake, call)
    const found = await part(intake.webhook, call).parse(incoming(call.payload as WireIncoming), context)
    return { items: await itemsOf(found, intake.toCase, context) }
  },
  'event.deliver': async (definition, call, context) => {
    await find(definition.event, call).handler(call.payload, context)
    return null
  },
  'channel.send': (definition, call, context) => find(definition.channel, call).send(call.payload as PayloadOf<'channel.send'>, context),
  'channel.receipts': (definition, call, context) =>
    part(find(definition.channel, call).receipts, call).parse(
      incoming(call.payload as WireIncoming),
      context,
    ) as ValueOf<'channel.receipts'>,
  'calendar.year': (definition, call, context) =>
    part(find(definition.calendar, call).year, call)(
      (call.payload as PayloadOf<'calendar.year'>).year,
      context,
    ) as ValueOf<'calendar.year'>,
  'calendar.read': (definition, call, context) =>
    part(find(definition.calendar, call).read, call)(call.payload as PayloadOf<'calendar.read'>, context) as ValueOf<'calendar.read'>,
  'action.run': async (definition, call, context) => {
    const { input, ...act } = call.payload as PayloadOf<'action.run'>
    return (await find(definition.action, call).run({ ...act, input: input as undefined }, context)) ?? null
  },
  'field.check': (definition, call) => {
    const { validate, normalise, mask } = find(definition.field, call)
    return (call.payload as PayloadOf<'field.check'>).values.map((given) => {
      const normalised = normalise?.(given) ?? given
      return { problem: validate(normalised), normalised, ...(mask && { masked: mask(normalised) }) }
    })
  },
  'scoring.score': (definition, call) => {
    const { score } = find(definition.scoring, call)
    const { facts, params } = call.payload as PayloadOf<'scoring.score'>
    return facts.map((fact) => score(fact, params as never))
  },
  'report.query': (definition, call, context) => find(definition.report, call).query(call.payload as PayloadOf<'report.query'>, context),
  'serve.handle': async (definition, call, context) => {
    const { status, headers, body } = await find(definition.serve, call).handle(incoming(call.payload as WireIncoming), context)
    return { status, headers: headers ?? {}, base64: body === undefined ? '' : toBase64(typeof body === 'string' ? utf8(body) : body) }
  },
  'schedule.run': async (definition, call, context) => {
    await find(definition.schedule, call).run(context)
    return null
  },
  health: async (definition, _call, context) => (await definition.health?.(context)) ?? {},
  migrate: (definition, call) => {
    const { from, config } = call.payload as PayloadOf<'migrate'>
    return definition.migrations
      .filter((step) => compareVersions(step.from, from) >= 0)
      .sort((a, b) => compareVersions(a.from, b.from))
      .reduce<Readonly<Record<string, unknown>>>((lifted, step) => step.lift(lifted), config)
  },
}

function find<T>(contributions: Map<string, T>, { contribution = '', verb }: CallMessage): T {
  const found = contributions.get(contribution)
  if (found === undefined) throw new Reject(`This plugin has no ${JSON.stringify(contribution)} for ${verb}`)
  return found
}

function part<T>(value: T | undefined, { contribution, verb }: CallMessage): T {
  if (value === undefined) throw new Reject(`${JSON.stringify(contribution)} does not do ${verb}`)
  return value
}

async function itemsOf(
  items: readonly unknown[],
  toCase: (item: unknown, context: AnyContext) => unknown,
  context: AnyContext,
): Promise<IntakeItem[]> {
  const out: IntakeItem[] = []
  for (const item of items) {
    const made = (await toCase(item, context)) as IntakeItem | readonly IntakeItem[] | null
    for (const one of made === null ? [] : Array.isArray(made) ? (made as readonly IntakeItem[]) : [made as IntakeItem])
      out.push(one.kind === undefined ? { ...one, kind: 'case' } : one)
  }
  return out
}

function incoming({ base64, ...request }: WireIncoming): IncomingRequest {
  const body = fromBase64(base64)
  const charset = /charset=["']?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  return { ...request, body, text: decoder(charset).decode(body) }
}

function decoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch {
    throw new Reject(`Nobody here reads the character set ${JSON.stringify(charset)}`)
  }
}
