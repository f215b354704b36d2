import type { TFunction } from 'i18next'
import type { Language } from '../i18n.ts'
import type { Problem } from './problems.ts'

/** The sentence of a problem: what to do, with the field's own title. */
export function problemText(problem: Problem, t: TFunction, language: Language): string {
  const field = fieldName(problem, language) ?? t('platform:problem.here')
  const values = { ...problem.params, field }
  if (problem.rule === 'required') return t(`platform:problem.${requiredRule(problem)}`, values)
  if (problem.rule === 'enum' || problem.rule === 'oneOf') return t('platform:problem.enum', values)
  return t(`platform:problem.${problem.rule}`, { ...values, defaultValue: t('platform:problem.invalid', values) })
}

/** What the field is called on screen. */
export function fieldName(problem: Problem, language: Language): string | undefined {
  const schema = problem.schema
  const english = schema?.['x-en']
  if (language === 'en' && typeof english === 'string') return english
  const title = schema?.['title']
  if (typeof title === 'string') return title
  const name = problem.params['name']
  return typeof name === 'string' && name !== '' ? name : undefined
}

function requiredRule(problem: Problem): 'required' | 'choose' | 'upload' {
  const schema = problem.schema
  if (!schema) return 'required'
  if (schema['x-widget'] === 'photos') return 'upload'
  const chosen = ['enum', 'oneOf'].some((keyword) => keyword in schema) || schema['type'] === 'boolean'
  return chosen || ['unit', 'person', 'item', 'date-time'].includes(String(schema['x-widget'])) ? 'choose' : 'required'
}
