/** A JSON pointer (RFC 6901) extended by one key or index. */
export function pointTo(at: string, key: string | number): string {
  return `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The keys of a pointer, from the root. */
export function pointerKeys(at: string): string[] {
  return at === ''
    ? []
    : at
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer points at; `undefined` when nothing is there. Own properties only. */
export function pointedAt(value: unknown, at: string): unknown {
  let found: unknown = value
  for (const key of pointerKeys(at)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}
