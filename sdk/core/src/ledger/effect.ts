import { parseCivilDate } from '../calendar/civil.ts'
import { TASK_KINDS, type TaskKind } from '../gate/schema.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { ListChange, ListChangeField, TaskAdmission } from './effect-schema.ts'
import type { LedgerEntry, ListChangeOrder, PermissionGrant } from './event.ts'
import { unitsIn } from './permit.ts'
import type { Ledger } from './schema.ts'
import type { EntryDraft } from './turn.ts'

/**
 * What a written-off entry brings about, as an event; nothing for a ledger without an effect.
 * Refusals: `ledger.effect.field-missing`, `.bad-date`, `.dates-reversed`, `.too-long`, `.unknown-kind`, `.unknown-change`.
 */
export function decideEffect({ effect }: Pick<Ledger, 'effect'>, entry: LedgerEntry): Result<EntryDraft[]> {
  if (!effect) return ok([])
  const data = effect.kind === 'list-change' ? orderChange(effect, entry) : grantPermission(effect, entry)
  return data.ok
    ? ok([{ type: 'entry.effected', data: { [effect.kind === 'list-change' ? 'listChange' : 'permission']: data.value } }])
    : data
}

function orderChange(effect: ListChange, entry: LedgerEntry): Result<ListChangeOrder> {
  const { form } = entry
  const change = form[effect.change]
  if (change !== 'add' && change !== 'amend' && change !== 'remove')
    return fail(refuse('ledger.effect.unknown-change', { field: effect.change }, { at: `/form/${effect.change}` }))
  const item = readText(entry, effect.item)
  if (!item.ok) return item
  const from = readDate(entry, effect.from)
  if (!from.ok) return from
  const values: Partial<Record<ListChangeField, unknown>> = {}
  for (const [key, field] of Object.entries(effect.fields) as [ListChangeField, string | undefined][]) {
    const value = field === undefined ? undefined : form[field]
    if (value !== undefined && value !== '') values[key] = value
  }
  const consulted = entry.consultation?.units ?? []
  return ok({ change, item: item.value, from: from.value, values, consulted })
}

function grantPermission(effect: TaskAdmission, entry: LedgerEntry): Result<PermissionGrant> {
  const asked = unitsIn(entry.form[effect.tasks])
  const kinds = asked.filter((one): one is TaskKind => (TASK_KINDS as readonly string[]).includes(one))
  if (kinds.length === 0 || kinds.length < asked.length)
    return fail(refuse('ledger.effect.unknown-kind', { field: effect.tasks }, { at: `/form/${effect.tasks}` }))
  const from = readDate(entry, effect.from)
  if (!from.ok) return from
  const to = readDate(entry, effect.to)
  if (!to.ok) return to
  const days = (parseCivilDate(to.value) ?? 0) - (parseCivilDate(from.value) ?? 0) + 1
  if (days < 1) return fail(refuse('ledger.effect.dates-reversed', {}, { at: `/form/${effect.to}` }))
  if (days > effect.maxDays)
    return fail(refuse('ledger.effect.too-long', { most: effect.maxDays, given: days }, { at: `/form/${effect.to}` }))
  const item = effect.item === undefined ? undefined : entry.form[effect.item]
  return ok({
    unit: entry.author,
    towns: unitsIn(entry.form[effect.towns]),
    kinds,
    ...(typeof item === 'string' && item !== '' && { item }),
    title: entry.title,
    from: from.value,
    to: to.value,
  })
}

function readText({ form }: LedgerEntry, field: string): Result<string> {
  const value = form[field]
  return typeof value === 'string' && value.trim() !== ''
    ? ok(value.trim())
    : fail(refuse('ledger.effect.field-missing', { field }, { at: `/form/${field}` }))
}

function readDate(entry: LedgerEntry, field: string): Result<string> {
  const text = readText(entry, field)
  if (!text.ok) return text
  return parseCivilDate(text.value) === undefined ? fail(refuse('ledger.effect.bad-date', { field }, { at: `/form/${field}` })) : text
}
