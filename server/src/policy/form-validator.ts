import { Injectable } from '@nestjs/common'
import type { Form, Policy, Refusal } from '@shaotai/core'
import { refuse } from '@shaotai/core'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { RE2JS } from 're2js'

/** Compiled forms kept in memory. */
const KEPT = 256

/**
 * Checks form data against a county's form. The schema was linted when the policy was published (allowed keywords, local references,
 * bounded size); patterns run on a linear-time engine, so no pattern of an administrator can stall the server.
 */
@Injectable()
export class FormValidator {
  private readonly compiled = new Map<string, ValidateFunction>()

  /** The first problems of the data, as one refusal `form.invalid` whose `params.problems` name each place; `undefined` when it is valid. */
  check(policy: Policy, policyHash: string, formId: string, data: unknown): Refusal | undefined {
    const form = policy.forms.find((one) => one.id === formId)
    if (!form) return refuse('form.unknown', { form: formId })
    const validate = this.compile(`${policyHash} ${formId}`, form)
    if (validate(data)) return undefined
    const problems = (validate.errors ?? [])
      .slice(0, 20)
      .map(({ keyword, instancePath, params }) => ({ keyword, instancePath, params: params as Record<string, unknown> }))
    return refuse('form.invalid', { form: form.title, problems }, { at: '/form' })
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

/** ajv's pattern engine on RE2: no backtracking. */
function linearRegExp(pattern: string) {
  const compiled = RE2JS.compile(pattern)
  // ajv keeps patterns by their text: without a text of its own every pattern would be the first one compiled.
  return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern }
}
linearRegExp.code = 'new RegExp'
