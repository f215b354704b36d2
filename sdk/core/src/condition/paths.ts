import type { Condition } from './schema.ts'

/** Every path a condition reads, each once. */
export function pathsOf(condition: Condition): string[] {
  if ('all' in condition) return unique(condition.all.flatMap(pathsOf))
  if ('any' in condition) return unique(condition.any.flatMap(pathsOf))
  if ('not' in condition) return pathsOf(condition.not)
  const [operand] = Object.values(condition) as (string | [string, unknown])[]
  return operand === undefined ? [] : [typeof operand === 'string' ? operand : operand[0]]
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)]
}
