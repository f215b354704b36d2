import type { ListItem, Policy, Responsibilities } from '@shaotai/core'

/** An id nobody has, after the pattern of the items of the domain: HC-ZF-07 after HC-ZF-06. */
export function nextItemId(
  items: readonly Pick<ListItem, 'id' | 'domain'>[],
  domain: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const known = new Set([...items.map(({ id }) => id), ...taken])
  const last = items.findLast((item) => item.domain === domain) ?? items.at(-1)
  const [, stem = `${domain || 'item'}-`, digits = '01'] = /^(.*?)(\d+)$/.exec(last?.id.replace(/\.\d+$/, '') ?? '') ?? []
  for (let number = 1; ; number++) {
    const id = `${stem}${String(number).padStart(digits.length, '0')}`
    if (!known.has(id) && number >= Number(digits)) return id
  }
}

/** A new item beside the others: of the most usual kind and category, everything else still to be said. */
export function newItem(
  { items, domains }: Responsibilities,
  policy: Pick<Policy, 'categories'>,
  values: Partial<ListItem> = {},
): ListItem {
  const domain = values.domain ?? items.at(-1)?.domain ?? domains[0]?.id ?? ''
  const like = items.findLast((item) => item.domain === domain && !item.retired) ?? items.at(-1)
  return {
    id: nextItemId(items, domain),
    name: '',
    domain,
    kind: like?.kind ?? 'whistle',
    category: like?.category ?? policy.categories[0]?.id ?? '',
    lead: '',
    cooperating: [],
    legalBasis: [],
    situations: [],
    whistle: true,
    ...values,
  }
}
