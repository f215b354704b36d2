import type { PolicyKind } from '@shaotai/core'

/** An id no other object of the list has. People never see it; it is made once and never changed. */
export function freshId(kind: PolicyKind, entries: readonly unknown[]): string {
  const taken = new Set(entries.map((entry) => (entry as { id?: unknown } | null)?.id))
  for (let count = entries.length + 1; ; count += 1) if (!taken.has(`${kind}-${count}`)) return `${kind}-${count}`
}
