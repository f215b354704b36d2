import type { JsonSchema } from '../../platform/form/prepare-schema.ts'

export type FormStep = 'photos' | 'place' | 'matter'

/**
 * A form taken apart for a phone: photos first, then the place, then everything else. Nothing when a condition reads a field that would be
 * on another step: then the form stays whole.
 */
export function splitForm(schema: JsonSchema): Partial<Record<FormStep, JsonSchema>> | undefined {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const stepOf = (field: unknown): FormStep => {
    const widget = isRecord(field) ? field['x-widget'] : undefined
    return widget === 'photos' ? 'photos' : widget === 'location' ? 'place' : 'matter'
  }
  const names = (step: FormStep) => Object.keys(properties).filter((name) => stepOf(properties[name]) === step)
  const apart = [...names('photos'), ...names('place')]
  const conditions = JSON.stringify(
    ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas'].map((word) => schema[word]),
  )
  if (apart.length === 0 || apart.some((name) => conditions.includes(`"${name}"`))) return undefined
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : []
  const part = (step: FormStep): JsonSchema | undefined => {
    const own = names(step)
    if (own.length === 0) return undefined
    const { allOf, if: condition, then: yes, else: no, ...plain } = schema
    const conditional =
      step === 'matter'
        ? {
            ...(allOf !== undefined && { allOf }),
            ...(condition !== undefined && { if: condition }),
            ...(yes !== undefined && { then: yes }),
            ...(no !== undefined && { else: no }),
          }
        : {}
    return {
      ...plain,
      ...conditional,
      properties: Object.fromEntries(own.map((name) => [name, properties[name]])),
      required: required.filter((name) => own.includes(name)),
    }
  }
  return { photos: part('photos'), place: part('place'), matter: part('matter') }
}

/** The part of the data that belongs to a step; what no other step claims belongs to the matter. */
export function dataOf(
  step: FormStep,
  parts: Partial<Record<FormStep, JsonSchema>>,
  data: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const own = (one: FormStep) => Object.keys((parts[one]?.['properties'] ?? {}) as object)
  const elsewhere = new Set((['photos', 'place'] as const).flatMap(own))
  const isMine = (name: string) => (step === 'matter' ? !elsewhere.has(name) : own(step).includes(name))
  return Object.fromEntries(Object.entries(data).filter(([name]) => isMine(name)))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
