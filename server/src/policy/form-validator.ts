import { Injectable } from '@nestjs/common'
import {
  closedFields,
  fail,
  foreignAnswer,
  formOf,
  formFor,
  normaliseFormData,
  refuse,
  toFormErrors,
  type Form,
  type FormData,
  type FormError,
  type FormPerson,
  type Policy,
  type Refusal,
  type Result,
} from '@shaotai/core'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { RE2JS } from 're2js'

/** Compiled forms kept in memory. */
const KEPT = 256

/** Who fills a form in, and at which step: the name of the command. */
export type Filling = { readonly person: FormPerson; readonly step: string }

/**
 * Checks form data against a county's form. The schema was linted when the policy was published (allowed keywords, local references,
 * bounded size); patterns run on a linear-time engine, so no pattern of an administrator can stall the server.
 */
@Injectable()
export class FormValidator {
  private readonly compiled = new Map<string, ValidateFunction>()

  /**
   * The data as they are stored: cleaned, and valid by the form. Refusal `form.invalid`: `params.problems` names each place
   * as `{ at, code, params }`, pointers into the form's data. With `by` the form is what that person is asked at the step: an answer that
   * is not theirs is refused (`form.field-not-yours`) and none is demanded.
   */
  check(policy: Policy, policyHash: string, formId: string, data: unknown, by?: Filling): Result<FormData> {
    const whole = formOf(policy, formId)
    if (!whole) return fail(refuse('form.unknown', { form: formId }))
    const foreign = by && isData(data) ? foreignAnswer(whole, data, by.person, by.step) : undefined
    if (foreign) return fail(foreign)
    const form = by ? formFor(whole, by.person, by.step) : whole
    const closed = by ? [...closedFields(whole, by.person, by.step)].toSorted() : []
    const cleaned = normaliseFormData(form.schema, data)
    if (!cleaned.ok) return fail(invalid(form, [{ at: cleaned.error.at ?? '', code: cleaned.error.code, params: cleaned.error.params }]))
    const validate = this.compile([policyHash, formId, ...closed].join(' '), form)
    if (validate(cleaned.value)) return cleaned
    const errors = (validate.errors ?? []).map(({ keyword, instancePath, schemaPath, params }) => ({
      keyword,
      instancePath,
      schemaPath,
      params: params as Record<string, unknown>,
    }))
    return fail(invalid(form, toFormErrors(errors, form.schema, cleaned.value).slice(0, 20)))
  }

  private compile(key: string, form: Form): ValidateFunction {
    const known = this.compiled.get(key)
    if (known) return known
    const ajv = new Ajv2020({ strict: false, allErrors: true, code: { regExp: linearRegExp } })
    addFormats.default(ajv)
    const validate = ajv.compile(form.schema)
    if (this.compiled.size >= KEPT) this.compiled.delete(this.compiled.keys().next().value ?? '')
    this.compiled.set(key, validate)
    return validate
  }
}

function isData(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function invalid(form: Form, problems: readonly FormError[]): Refusal {
  return refuse('form.invalid', { form: form.title, problems }, { at: `/form${problems[0]?.at ?? ''}` })
}

/** ajv’s pattern engine on RE2: no backtracking. */
export function linearRegExp(pattern: string) {
  const compiled = RE2JS.compile(pattern)
  // ajv keeps patterns by their text: without a text of its own every pattern would be the first one compiled.
  return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern }
}
linearRegExp.code = 'new RegExp'
