import type { TFunction } from 'i18next'
import type { Language } from '../i18n.ts'
import type { Problem } from './problems.ts'

/** The sentence of a problem: what to do, with the field's own title. */
export function problemText(problem: Problem, t: TFunction, language: Language): string {
  const values = { ...problem.params, field: fieldName(problem, language) ?? t('platform:problem.here'), key: problem.params['field'] }
  const code = problem.code.replace(/^form\./, '')
  if (code === 'required') return t(`platform:problem.${requiredKind(problem)}`, values)
  const plain = t(`platform:problem.${code}`, { ...values, defaultValue: t('platform:problem.invalid-field', values) })
  const variant = variantOf(problem)
  return variant ? t(`platform:problem.${code}.${variant}`, { ...values, defaultValue: plain }) : plain
}

function fieldName(problem: Problem, language: Language): string | undefined {
  const english = problem.schema?.['x-en']
  if (language === 'en' && typeof english === 'string') return english
  const title = problem.schema?.['title']
  if (typeof title === 'string') return title
  const name = problem.params['field']
  return typeof name === 'string' && name !== '' ? name : undefined
}

function requiredKind({ schema }: Problem): 'required' | 'choose' | 'upload' {
  if (!schema) return 'required'
  const widget = String(schema['x-widget'])
  if (widget === 'photos' || widget === 'signature') return 'upload'
  const isChosen = 'enum' in schema || 'oneOf' in schema || schema['type'] === 'boolean' || 'format' in schema
  return isChosen || ['unit', 'person', 'item', 'date-time'].includes(widget) ? 'choose' : 'required'
}

/** What a code alone does not tell: which type or format was wanted, whether the limit itself is allowed. */
function variantOf({ code, params, schema }: Problem): string | undefined {
  if (code === 'form.wrong-type' || code === 'form.wrong-format') return String(params['limit'])
  if (code === 'form.not-in-list') return schema && 'anyOf' in schema ? 'union' : undefined
  if (code === 'form.too-small') return schema?.['exclusiveMinimum'] === params['limit'] ? 'exclusive' : undefined
  if (code === 'form.too-large') return schema?.['exclusiveMaximum'] === params['limit'] ? 'exclusive' : undefined
  return undefined
}
