const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'has'])

/** Every path that conditions and indicators below a value read, each once. */
export function readPaths(value: unknown): string[] {
  const paths = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, part] of Object.entries(node)) {
      if (COMPARISONS.has(key) && Array.isArray(part) && typeof part[0] === 'string') paths.add(part[0])
      else if ((key === 'exists' || key === 'mean' || key === 'sum') && typeof part === 'string') paths.add(part)
      else visit(part)
    }
  }
  visit(value)
  return [...paths]
}
