import { itemsInForce, type ListItem, type Policy } from '@shaotai/core'
import { matches } from '../platform/pinyin.ts'

/** Which part of the list a department looks at: all, what it leads, what it helps with. */
export type Reach = 'all' | 'lead' | 'cooperating'

type Wanted = {
  typed: string
  reach: Reach
  unit: string | undefined
  unitName: (id: string) => string
  /** The civil day whose list is looked at. */
  day: string
  /** One kind of list; all of them without. */
  kind?: ListItem['kind']
}

export type DomainItems = { domain: { id: string; name: string }; items: ListItem[] }

/** The items somebody looks for, by domain: name, code, situation or department, in Chinese or by pinyin initials. Only those in force on the day. */
export function findItems(policy: Pick<Policy, 'responsibilities'>, wanted: Wanted): DomainItems[] {
  const found = itemsInForce(policy, wanted.day).filter(
    (item) => (wanted.kind === undefined || item.kind === wanted.kind) && isOf(item, wanted) && isTyped(item, wanted),
  )
  return policy.responsibilities.domains
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
