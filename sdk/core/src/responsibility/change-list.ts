import { formatCivilDate, parseCivilDate } from '../calendar/civil.ts'
import type { ListChangeOrder } from '../ledger/event.ts'
import type { CivilDate } from '../shared/instant.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { isInForce } from './in-force.ts'
import { LIST_KINDS, type ListItem, type Responsibilities } from './schema.ts'

/**
 * The list after a decided change (清单动态调整), from its day on. Added: the item begins that day. Removed: it ends the day before.
 * Amended: the old item ends the day before and a new one that replaces it begins, so that both can be read and cases keep theirs.
 * Refusals: `list.change.item-unknown`, `.item-exists`, `.item-ended`, `.too-early`, `.incomplete`, `.lead-among-cooperating`, `.nothing`.
 */
export function changeList(list: Responsibilities, order: ListChangeOrder): Result<Responsibilities> {
  return order.change === 'add' ? addItem(list, order) : endItem(list, order)
}

function addItem(list: Responsibilities, order: ListChangeOrder): Result<Responsibilities> {
  if (list.items.some((one) => one.id === order.item)) return fail(refuse('list.change.item-exists', { item: order.item }))
  if (!ITEM_ID.test(order.item)) return fail(refuse('list.change.bad-id', { item: order.item }))
  const item = withValues(blankItem(order.item), order)
  return item.ok ? ok({ ...list, items: [...list.items, item.value] }) : item
}

function endItem(list: Responsibilities, order: ListChangeOrder): Result<Responsibilities> {
  const index = list.items.findIndex((one) => one.id === order.item)
  const old = list.items[index]
  if (!old) return fail(refuse('list.change.item-unknown', { item: order.item }))
  if (!isInForce(old, order.from) && (old.retired || (old.effectiveTo !== undefined && old.effectiveTo < order.from)))
    return fail(refuse('list.change.item-ended', { item: order.item, name: old.name }))
  const last = dayBefore(order.from)
  if (last === undefined || (old.effectiveFrom !== undefined && last < old.effectiveFrom))
    return fail(refuse('list.change.too-early', { item: order.item, from: order.from }))
  const ended: ListItem = { ...old, effectiveTo: last }
  if (order.change === 'remove') return ok({ ...list, items: list.items.with(index, ended) })
  if (Object.keys(order.values).length === 0) return fail(refuse('list.change.nothing', { item: order.item }))
  const { effectiveTo, ...kept } = old
  const fresh = withValues({ ...kept, id: nextId(list, order.item), replaces: old.id, ...(effectiveTo && { effectiveTo }) }, order)
  return fresh.ok ? ok({ ...list, items: [...list.items.slice(0, index), ended, fresh.value, ...list.items.slice(index + 1)] }) : fresh
}

const ITEM_ID = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
/** An item of which nothing is known yet; what stays empty is refused as incomplete. */
function blankItem(id: string): Draft {
  return {
    id,
    name: '',
    domain: '',
    kind: undefined,
    category: '',
    lead: '',
    cooperating: [],
    legalBasis: [],
    situations: [],
    whistle: true,
  }
}
type Draft = Omit<ListItem, 'kind'> & { kind: ListItem['kind'] | undefined }

/** A county's form may give one line or a list; anything of another type is left as it was. */
function withValues(item: Draft, { values, from, consulted }: ListChangeOrder): Result<ListItem> {
  const text = (key: string, before: string) => (typeof values[key] === 'string' ? values[key] : before)
  const list = (key: string, before: string[]) =>
    values[key] === undefined ? before : [values[key]].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '')
  const changed: Draft = {
    ...item,
    name: text('name', item.name),
    domain: text('domain', item.domain),
    category: text('category', item.category),
    kind: LIST_KINDS.find((kind) => kind === values.kind) ?? item.kind,
    lead: text('lead', item.lead),
    cooperating: list('cooperating', item.cooperating),
    legalBasis: list('legalBasis', item.legalBasis),
    whistle: typeof values.whistle === 'boolean' ? values.whistle : item.whistle,
    effectiveFrom: from,
    ...(consulted.length > 0 && { consulted }),
    ...(typeof values.upstream === 'string' && { upstream: values.upstream }),
    ...((typeof values.townDuty === 'string' || typeof values.leadDuty === 'string') && {
      duties: {
        ...item.duties,
        ...(typeof values.townDuty === 'string' && { town: values.townDuty }),
        ...(typeof values.leadDuty === 'string' && { lead: values.leadDuty }),
      },
    }),
  }
  const { kind } = changed
  const missing = (['name', 'domain', 'category', 'lead', 'kind'] as const).filter((key) => !changed[key])
  if (missing.length > 0 || kind === undefined) return fail(refuse('list.change.incomplete', { missing }))
  if (changed.cooperating.includes(changed.lead)) return fail(refuse('list.change.lead-among-cooperating', { unit: changed.lead }))
  return ok({ ...changed, kind })
}

/** `A-01` → `A-01.2` → `A-01.3`. */
function nextId({ items }: Responsibilities, id: string): string {
  const base = id.replace(/\.\d+$/, '')
  for (let version = 2; ; version++) if (!items.some((one) => one.id === `${base}.${version}`)) return `${base}.${version}`
}

function dayBefore(day: CivilDate): CivilDate | undefined {
  const number = parseCivilDate(day)
  return number === undefined ? undefined : formatCivilDate(number - 1)
}
