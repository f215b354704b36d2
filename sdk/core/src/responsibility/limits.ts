import type { ItemLimit, ListItem } from './schema.ts'

/** The time limits an item sets by itself, by clock: those of the situation first, then those of the item; `undefined` without any. */
export function limitsOf(item: ListItem, situation?: ListItem['situations'][number]): Record<string, ItemLimit> | undefined {
  const limits = [...(item.limits ?? []), ...(situation?.limits ?? [])]
  return limits.length === 0 ? undefined : Object.fromEntries(limits.map((limit) => [limit.clock, limit]))
}
