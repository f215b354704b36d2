import type { CaseView } from '@shaotai/api'
import { flowOf, minutesSchema, resolutionSchema, type Policy } from '@shaotai/core'
import { seatOf, type Action } from './action.ts'

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; items?: Schema; required?: string[] }

/** The form a command is filled in with: its own schema, the key it stands under, and what is sent besides. */
export type GeneratedForm = { schema: object; key: 'resolution' | 'minutes'; envelope: Record<string, unknown> }

/** The form of a meeting's resolution, or of a consultation's minutes as the flow lets them be: clocks, levels and units by name. */
export function generatedForm(action: Action, view: CaseView, policy: Policy): GeneratedForm {
  if (action.command === 'resolveMeeting') return { schema: resolutionSchema, key: 'resolution', envelope: seatOf(action) }
  return { schema: minutesForm(view, policy), key: 'minutes', envelope: action.step === undefined ? {} : { step: action.step } }
}

function minutesForm({ case: state }: CaseView, policy: Policy): Schema {
  const rule = flowOf(policy, state.category)?.consultation
  const schema = structuredClone(minutesSchema) as unknown as Schema
  const { measures, cooperating, extensions, level, lead, text } = schema.properties ?? {}
  const mayChange = new Set(rule?.mayChange ?? [])
  const unit = (title: string): Schema => ({ type: 'string', title, 'x-widget': 'unit' })
  const properties: Record<string, Schema> = {
    ...(text && { text }),
    ...(measures && { measures: { ...measures, minItems: rule?.measures ?? 0, items: withUnit(measures.items, unit('责任单位')) } }),
  }
  if (mayChange.has('units') && lead && cooperating) {
    properties.lead = unit('牵头单位')
    properties.cooperating = { ...cooperating, title: '配合单位', items: unit('配合单位') }
  }
  if (mayChange.has('due') && extensions)
    properties.extensions = {
      ...extensions,
      items: {
        ...withUnit(extensions.items, unit('应哨单位')),
        properties: {
          clock: named('时限', rule?.clocks ?? [], (id) => policy.sla.clocks.find((one) => one.id === id)?.name),
          ...pick(withUnit(extensions.items, unit('应哨单位')).properties, 'unit', 'days'),
        },
      },
    }
  if (mayChange.has('level') && level) {
    const levels = policy.categories.find((one) => one.id === state.category)?.levels ?? []
    const others = levels.filter((one) => one.id !== state.level)
    if (others.length > 0)
      properties.level = named(
        '哨级',
        others.map((one) => one.id),
        (id) => levels.find((one) => one.id === id)?.name,
      )
  }
  return { ...schema, properties }
}

function withUnit(items: Schema | undefined, unit: Schema): Schema {
  return { ...items, properties: { ...items?.properties, unit } }
}

function named(title: string, ids: readonly string[], nameOf: (id: string) => string | undefined): Schema {
  return { type: 'string', title, enum: [...ids], 'x-enum-names': ids.map((id) => nameOf(id) ?? id) }
}

function pick(properties: Record<string, Schema> | undefined, ...keys: string[]): Record<string, Schema> {
  return Object.fromEntries(keys.flatMap((key) => (properties?.[key] ? [[key, properties[key]]] : [])))
}
