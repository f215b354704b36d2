import type { ListItem, Policy } from '@shaotai/core'
import { matches } from '../platform/pinyin.ts'

/** Which part of the list a department looks at: all, what it leads, what it helps with. */
export type Reach = 'all' | 'lead' | 'cooperating'

type Wanted = { typed: string; reach: Reach; unit: string | undefined; unitName: (id: string) => string }

export type DomainItems = { domain: { id: string; name: string }; items: ListItem[] }

/** The items somebody looks for, by domain: name, code, situation or department, in Chinese or by pinyin initials. Retired ones are left out. */
export function findItems({ responsibilities }: Pick<Policy, 'responsibilities'>, wanted: Wanted): DomainItems[] {
  const found = responsibilities.items.filter((item) => !item.retired && isOf(item, wanted) && isTyped(item, wanted))
  return responsibilities.domains
    .map((domain) => ({ domain, items: found.filter((item) => item.domain === domain.id) }))
    .filter(({ items }) => items.length > 0)
}

function isOf({ lead, cooperating }: ListItem, { reach, unit }: Wanted): boolean {
  if (reach === 'all' || unit === undefined) return true
  return reach === 'lead' ? lead === unit : cooperating.includes(unit)
}

function isTyped(item: ListItem, { typed, unitName }: Wanted): boolean {
  const text = typed.trim()
  if (text === '') return true
  const names = [item.name, ...item.situations.map((one) => one.name), unitName(item.lead)]
  return item.id.toLowerCase().includes(text.toLowerCase()) || names.some((name) => matches(name, text))
}
