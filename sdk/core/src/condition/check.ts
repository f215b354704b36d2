import { pointTo } from '../shared/json-pointer.ts'
import type { Condition, ConditionValue } from './schema.ts'
import type { FactTerm, Vocabulary } from './vocabulary.ts'

/** Groups a reader can still follow; deeper conditions are split into several rules. */
export const MAX_READABLE_DEPTH = 3

/** One thing wrong with a condition; `at` points into it. */
export type ConditionProblem = { code: ConditionProblemCode; at: string; params: Record<string, unknown> }
export type ConditionProblemCode =
  | 'condition.path-unknown'
  | 'condition.path-retired'
  | 'condition.type-mismatch'
  | 'condition.value-unknown'
  | 'condition.value-retired'
  | 'condition.no-order'
  | 'condition.too-deep'
  | 'condition.empty-group'

/** Checks a condition against the facts it may read: unknown or retired paths and values, wrong types, too many levels. */
export function checkCondition(condition: Condition, vocabulary: Vocabulary): ConditionProblem[] {
  const problems: ConditionProblem[] = []
  visit(condition, '', 1, new Map(vocabulary.map((term) => [term.path, term])), problems)
  return problems
}

type Terms = ReadonlyMap<string, FactTerm>

function visit(condition: Condition, at: string, depth: number, terms: Terms, problems: ConditionProblem[]): void {
  if ('all' in condition || 'any' in condition) {
    const [op, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const)
    if (depth === MAX_READABLE_DEPTH + 1) problems.push({ code: 'condition.too-deep', at, params: { most: MAX_READABLE_DEPTH } })
    if (parts.length === 0) problems.push({ code: 'condition.empty-group', at: pointTo(at, op), params: { op } })
    for (const [index, part] of parts.entries()) visit(part, `${at}/${op}/${index}`, depth + 1, terms, problems)
  } else if ('not' in condition) visit(condition.not, `${at}/not`, depth, terms, problems)
  else if ('exists' in condition) checkPath(condition.exists, `${at}/exists`, terms, problems)
  else visitComparison(condition, at, terms, problems)
}

function visitComparison(condition: Condition, at: string, terms: Terms, problems: ConditionProblem[]): void {
  const [op, [path, operand]] = Object.entries(condition)[0] as [string, [string, ConditionValue | ConditionValue[]]]
  const term = checkPath(path, `${at}/${op}/0`, terms, problems)
  if (!term) return
  const params = { path, name: term.name, type: term.type }
  if (ORDERED.has(op) && term.type !== 'number' && term.type !== 'date')
    problems.push({ code: 'condition.no-order', at: `${at}/${op}`, params })
  if ((op === 'has') !== (term.type === 'list')) {
    problems.push({ code: 'condition.type-mismatch', at: `${at}/${op}`, params })
    return
  }
  for (const [index, value] of (Array.isArray(operand) ? operand : [operand]).entries())
    checkValue(value, term, Array.isArray(operand) ? `${at}/${op}/1/${index}` : `${at}/${op}/1`, problems)
}

function checkPath(path: string, at: string, terms: Terms, problems: ConditionProblem[]): FactTerm | undefined {
  const term = terms.get(path)
  if (!term) problems.push({ code: 'condition.path-unknown', at, params: { path } })
  else if (term.retired) problems.push({ code: 'condition.path-retired', at, params: { path, name: term.name } })
  return term
}

function checkValue(value: ConditionValue, term: FactTerm, at: string, problems: ConditionProblem[]): void {
  const params = { path: term.path, name: term.name, value }
  if (term.type !== 'list' && typeof value !== JS_TYPE[term.type]) {
    problems.push({ code: 'condition.type-mismatch', at, params: { ...params, type: term.type } })
    return
  }
  const known = term.values?.find((one) => one.value === value)
  if (term.values && !known) problems.push({ code: 'condition.value-unknown', at, params })
  else if (known?.retired) problems.push({ code: 'condition.value-retired', at, params: { ...params, valueName: known.name } })
}

const ORDERED = new Set(['lt', 'le', 'gt', 'ge'])
const JS_TYPE = { text: 'string', date: 'string', number: 'number', boolean: 'boolean', list: 'string' } as const
