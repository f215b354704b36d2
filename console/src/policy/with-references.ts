import type { Policy } from '@shaotai/core'
import type { Schema } from './kinds.ts'

type Option = { id: string; name: string }
type Units = readonly { value: string; label: string }[]

/**
 * A schema whose references to other parts of the policy are choices by name: people pick 综合行政执法局, the code keeps its id. Only what a
 * form draws changes; checking always uses the schema itself.
 */
export function withReferences(schema: Schema, { policy, units, own }: { policy: Policy; units: Units; own: unknown }): Schema {
  const unitOptions = units.map(({ value, label }) => ({ id: value, name: label }))
  const titled = (list: readonly { id: string; title: string }[]) => list.map(({ id, title }) => ({ id, name: title }))
  const states = listOf(own, 'states')
  const choices: Readonly<Record<string, readonly Option[]>> = {
    category: policy.categories,
    domain: policy.responsibilities.domains,
    flow: policy.flows,
    form: titled(policy.forms),
    calendar: policy.calendars,
    clock: policy.sla.clocks,
    guide: titled(policy.guides),
    lead: unitOptions,
    cooperating: unitOptions,
    consulted: unitOptions,
    unit: unitOptions,
    initial: states,
    from: states,
    to: states,
    approval: listOf(own, 'approvals'),
    clocks: policy.sla.clocks,
  }
  return refer(schema, choices)
}

function refer(schema: Schema, choices: Readonly<Record<string, readonly Option[]>>): Schema {
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined
  const items = schema['items']
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, field]) => {
          const options = Object.hasOwn(choices, key) ? choices[key] : undefined
          return [key, options && options.length > 0 ? offer(field, options, choices) : refer(field, choices)]
        }),
      ),
    }),
    ...(isSchema(items) && { items: refer(items, choices) }),
  }
}

function offer(field: Schema, options: readonly Option[], choices: Readonly<Record<string, readonly Option[]>>): Schema {
  if (isPlainText(field)) return choice(field, options)
  const items = field['items']
  if (isSchema(items) && isPlainText(items)) return { ...field, uniqueItems: true, items: choice(items, options) }
  return refer(field, choices)
}

function choice({ pattern: _pattern, ...field }: Schema, options: readonly Option[]): Schema {
  return { ...field, enum: options.map(({ id }) => id), 'x-enum-names': options.map(({ name }) => name) }
}

/** References are ids; dates and clock times of the same key have a pattern of their own. */
function isPlainText(field: Schema): boolean {
  return (
    field['type'] === 'string' &&
    !('enum' in field) &&
    !('format' in field) &&
    typeof field['pattern'] === 'string' &&
    field['pattern'].startsWith('^[A-Za-z]')
  )
}

/** What the object under edit itself lists: a flow's states and approvals. */
function listOf(own: unknown, key: 'states' | 'approvals'): readonly Option[] {
  const listed = (own as Record<string, unknown> | null | undefined)?.[key]
  if (!Array.isArray(listed)) return []
  return listed.filter((one): one is Option => typeof one?.id === 'string' && typeof one.name === 'string')
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
