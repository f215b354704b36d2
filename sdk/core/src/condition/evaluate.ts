import type { Condition, ConditionValue, Facts } from './schema.ts'
import { lookUp } from './look-up.ts'

/** Three-valued truth (Kleene): `unknown` when a fact is missing or of another type than the condition compares with. */
export type Truth = true | false | 'unknown'

/** Why a condition came out as it did: one node per operator, with what was compared. */
export type ConditionTrace = {
  op: string
  value: Truth
  path?: string
  expected?: ConditionValue | readonly ConditionValue[]
  actual?: unknown
  /** Why the value is unknown: no such fact, a fact of another type, too deep or too long a condition, or not a condition at all. */
  unknown?: 'missing' | 'type' | 'limit' | 'malformed'
  parts?: ConditionTrace[]
}

/** Groups may nest this deep; the check of a policy asks for far less. */
export const MAX_CONDITION_DEPTH = 16
/** Operators one evaluation may visit; what lies beyond is unknown. */
export const MAX_CONDITION_STEPS = 2000

/**
 * Decides a condition over facts. Total: never throws, reads own properties only, visits at most `MAX_CONDITION_STEPS` operators.
 * Every part is visited, so that the trace names every missing fact and not only the first.
 */
export function evaluateCondition(condition: Condition, facts: Facts): { value: Truth; trace: ConditionTrace } {
  const trace = visit(condition, { facts, steps: MAX_CONDITION_STEPS }, 0)
  return { value: trace.value, trace }
}

/** Whether a condition applies: no condition always does, an unknown one never does. */
export function holds(condition: Condition | undefined, facts: Facts): boolean {
  return condition === undefined || evaluateCondition(condition, facts).value === true
}

/** The paths whose facts were missing or of another type, in the order of the condition, each once. */
export function missingPaths(trace: ConditionTrace): string[] {
  const own = trace.path !== undefined && (trace.unknown === 'missing' || trace.unknown === 'type') ? [trace.path] : []
  return [...new Set([...own, ...(trace.parts ?? []).flatMap(missingPaths)])]
}

type Run = { readonly facts: Facts; steps: number }

function visit(condition: Condition, run: Run, depth: number): ConditionTrace {
  if (typeof condition !== 'object' || condition === null) return { op: '', value: 'unknown', unknown: 'malformed' }
  const op = Object.keys(condition)[0] ?? ''
  if (--run.steps < 0 || depth > MAX_CONDITION_DEPTH) return { op, value: 'unknown', unknown: 'limit' }
  // Data may come from anywhere: an operand is looked at before it is believed.
  const operand: unknown = (condition as Record<string, unknown>)[op]
  if (op === 'all' || op === 'any') return Array.isArray(operand) ? group(op, operand as Condition[], run, depth) : malformed(op)
  if (op === 'not') {
    const part = visit(operand as Condition, run, depth + 1)
    return { op, value: part.value === 'unknown' ? 'unknown' : !part.value, parts: [part] }
  }
  if (op === 'exists') {
    if (typeof operand !== 'string') return malformed(op)
    return { op, path: operand, value: lookUp(run.facts, operand) !== undefined }
  }
  if (!Object.hasOwn(COMPARE, op) || !Array.isArray(operand) || typeof operand[0] !== 'string') return malformed(op)
  const [path, expected] = operand as [string, ConditionValue | ConditionValue[]]
  const actual = lookUp(run.facts, path)
  if (actual === undefined) return { op, path, expected, value: 'unknown', unknown: 'missing' }
  const value = COMPARE[op as keyof typeof COMPARE](actual, expected)
  return { op, path, expected, actual, value, ...(value === 'unknown' && { unknown: 'type' as const }) }
}

function group(op: 'all' | 'any', conditions: readonly Condition[], run: Run, depth: number): ConditionTrace {
  const decisive = op === 'any'
  const parts = conditions.map((part) => visit(part, run, depth + 1))
  const value = parts.some((part) => part.value === decisive)
    ? decisive
    : parts.some((part) => part.value === 'unknown')
      ? 'unknown'
      : !decisive
  return { op, value, parts }
}

function malformed(op: string): ConditionTrace {
  return { op, value: 'unknown', unknown: 'malformed' }
}

const COMPARE = {
  eq: (actual: unknown, expected: unknown): Truth => (sameType(actual, expected) ? actual === expected : 'unknown'),
  ne: (actual: unknown, expected: unknown): Truth => (sameType(actual, expected) ? actual !== expected : 'unknown'),
  lt: (actual: unknown, expected: unknown): Truth => ordered(actual, expected, (order) => order < 0),
  le: (actual: unknown, expected: unknown): Truth => ordered(actual, expected, (order) => order <= 0),
  gt: (actual: unknown, expected: unknown): Truth => ordered(actual, expected, (order) => order > 0),
  ge: (actual: unknown, expected: unknown): Truth => ordered(actual, expected, (order) => order >= 0),
  in: (actual: unknown, expected: unknown): Truth => {
    if (!Array.isArray(expected) || !isScalar(actual)) return 'unknown'
    if (expected.length > 0 && !expected.some((one) => sameType(actual, one))) return 'unknown'
    return expected.includes(actual)
  },
  has: (actual: unknown, expected: unknown): Truth => (Array.isArray(actual) && isScalar(expected) ? actual.includes(expected) : 'unknown'),
} satisfies Record<string, (actual: unknown, expected: unknown) => Truth>

/** Numbers and dates have an order; other text has none, or `"10" < "9"` would be true. */
function ordered(actual: unknown, expected: unknown, test: (order: number) => boolean): Truth {
  if (typeof actual === 'number' && typeof expected === 'number')
    return Number.isFinite(actual) && Number.isFinite(expected) ? test(actual - expected) : 'unknown'
  if (typeof actual !== 'string' || typeof expected !== 'string') return 'unknown'
  const comparable = [CIVIL_DATE, LOCAL_TIME].some((shape) => shape.test(actual) && shape.test(expected))
  return comparable ? test(actual < expected ? -1 : actual > expected ? 1 : 0) : 'unknown'
}

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

function sameType(actual: unknown, expected: unknown): boolean {
  return isScalar(actual) && typeof actual === typeof expected
}

function isScalar(value: unknown): value is ConditionValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
