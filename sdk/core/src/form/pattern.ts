/** Longest pattern a form may use. */
export const MAX_PATTERN_LENGTH = 200

/**
 * Why a pattern cannot be used: too long, not a regular expression, or with a construct that needs backtracking (look-around, back-references),
 * which the server's linear-time engine refuses.
 */
export function patternProblem(pattern: string): { code: string; params: Record<string, unknown> } | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH)
    return { code: 'form-schema.pattern-too-long', params: { most: MAX_PATTERN_LENGTH, given: pattern.length } }
  const plain = pattern.replaceAll(/\\[^1-9k]/g, '').replaceAll(/\[[^\]]*\]/g, '')
  const unsupported = /\(\?(?:[=!]|<[=!])|\\[1-9]|\\k</.exec(plain)?.[0]
  if (unsupported !== undefined) return { code: 'form-schema.pattern-unsupported', params: { given: unsupported } }
  const count = /\{(\d{4,})|\{\d*,(\d{4,})/.exec(plain)?.[0]
  if (count !== undefined) return { code: 'form-schema.pattern-unsupported', params: { given: count } }
  return isRegularExpression(pattern) ? undefined : { code: 'form-schema.pattern-invalid', params: { given: pattern } }
}

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}
