import {
  toErrorSchema,
  type RJSFSchema,
  type RJSFValidationError,
  type ValidationData,
  type UiSchema,
  type ValidatorType,
} from '@rjsf/utils'
import type { JsonSchema, PreparedForm } from './prepare-schema.ts'
import { withoutEmptyObjects } from './prune.ts'
import { findProblems, isValid, steps, type Problem } from './problems.ts'

/**
 * A validator for the form renderer that interprets schemas. It judges the data by `original`, whatever simplified schema the renderer draws;
 * `say` makes the sentence of a problem. Problems inside a field drawn as a whole (photos, place, code) are shown at that field.
 */
export function createValidator(original: JsonSchema, prepared: PreparedForm, say: (problem: Problem) => string): ValidatorType {
  return {
    validateFormData(formData, _schema, customValidate, transformErrors, uiSchema): ValidationData<unknown> {
      void customValidate
      const problems = findProblems(original, withoutEmptyObjects(original, formData)).map((problem) =>
        atDrawnField(problem, prepared.uiSchema),
      )
      let errors = inFormOrder(problems, prepared).map((problem) => toError(problem, say))
      if (transformErrors) errors = transformErrors(errors, uiSchema)
      return { errors, errorSchema: toErrorSchema(errors) }
    },
    isValid(schema: RJSFSchema, formData: unknown, rootSchema: RJSFSchema) {
      return isValid(withRoot(schema, rootSchema), formData)
    },
    rawValidation(schema: RJSFSchema, formData?: unknown) {
      return { errors: findProblems(schema, formData) as never[] }
    },
  }
}

/** A problem as the renderer files it: by the path of its field. */
export function toError(problem: Problem, say: (problem: Problem) => string): RJSFValidationError {
  const path = steps(problem.at)
  const message = say(problem)
  return {
    name: problem.code,
    message,
    property: path.map((step) => (/^\d+$/.test(step) ? `.${step}` : /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `['${step}']`)).join(''),
    stack: message,
    schemaPath: problem.at,
  }
}

/** Problems inside a field that is drawn as a whole belong to that field. */
function atDrawnField(problem: Problem, uiSchema: UiSchema): Problem {
  const path = steps(problem.at)
  let here: unknown = uiSchema
  for (const [index, step] of path.entries()) {
    const inside: Record<string, unknown> = isRecord(here) ? here : {}
    here = /^\d+$/.test(step) && 'items' in inside ? inside['items'] : inside[step]
    if (isRecord(here) && here['ui:field'] !== undefined) return { ...problem, at: `/${path.slice(0, index + 1).join('/')}` }
  }
  return problem
}

/** The order in which a person meets the fields. */
function inFormOrder(problems: Problem[], { schema, uiSchema }: PreparedForm): Problem[] {
  const declared = Object.keys(schema.properties ?? {})
  const given = (uiSchema['ui:order'] ?? []).filter((name) => name !== '*')
  const order = [...given, ...declared.filter((name) => !given.includes(name))]
  const place = (problem: Problem) => {
    const at = order.indexOf(steps(problem.at)[0] ?? '')
    return at < 0 ? order.length : at
  }
  return problems.toSorted((a, b) => place(a) - place(b))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const rooted = new WeakMap<object, JsonSchema>()

/** A part of a schema that points into the definitions of the whole. */
function withRoot(schema: RJSFSchema, root: RJSFSchema): JsonSchema {
  const definitions = root?.['$defs']
  if (!definitions || schema['$defs'] !== undefined || typeof schema !== 'object') return schema
  const known = rooted.get(schema)
  if (known) return known
  const whole = { ...schema, $defs: definitions as unknown }
  rooted.set(schema, whole)
  return whole
}
