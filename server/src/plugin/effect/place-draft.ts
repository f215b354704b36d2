import type { Policy } from '@shaotai/core'
import type { CaseDraft } from '@shaotai/plugin'

/** A town a matter may lie in. */
export type Town = { readonly id: string; readonly name: string; readonly shortName?: string | undefined }

/** What a case is submitted with, in the town it lies in. */
export type Placed = {
  readonly town: string
  readonly body: {
    readonly category: string
    readonly item?: string
    readonly level?: string
    readonly source?: string
    readonly form: Record<string, unknown>
  }
}

/** What a person decided about a matter that found no place by itself. */
export type Decided = {
  readonly town?: string | undefined
  readonly category?: string | undefined
  readonly item?: string | undefined
  readonly level?: string | undefined
  readonly form?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Finds where a matter from a source belongs by the county's rules: town, category, list item and the fields of its form. `undefined` town is
 * told as a problem, because a case without a town is nobody's; what else is unknown is left to the dispatcher.
 */
export function placeDraft(
  policy: Policy,
  towns: readonly Town[],
  draft: CaseDraft,
  { source, decided = {} }: { readonly source: string; readonly decided?: Decided },
): Placed | { readonly problem: string } {
  const town = decided.town ?? townOf(towns, draft)
  if (town === undefined || !towns.some(({ id }) => id === town)) return { problem: '无法确定所属镇街' }
  const categories = policy.categories.filter(({ retired }) => !retired)
  const category =
    categories.find(({ id }) => id === (decided.category ?? draft.category)) ??
    (draft.emergency ? categories.find(({ emergency }) => emergency) : undefined) ??
    categories.find(({ emergency }) => !emergency)
  if (!category) return { problem: '无法确定哨种' }
  const item = policy.responsibilities.items.find(({ id, retired }) => id === (decided.item ?? draft.item) && !retired)
  const level = category.levels?.find(({ id }) => id === (decided.level ?? draft.level))
  const known = policy.sources.some(({ id }) => id === source)
  const schema = policy.forms.find(({ id }) => id === category.form)?.schema
  return {
    town,
    body: {
      category: category.id,
      ...(item && { item: item.id }),
      ...(level && { level: level.id }),
      ...(known && { source }),
      form: { ...fieldsOf(schema, draft), ...decided.form },
    },
  }
}

function townOf(towns: readonly Town[], { town, areaCode, place }: CaseDraft): string | undefined {
  const named = [town, areaCode].find((one) => one !== undefined && towns.some(({ id }) => id === one))
  if (named !== undefined) return named
  const said = [town, place?.address].filter((one) => one !== undefined)
  const found = towns.filter(({ name, shortName }) => said.some((text) => text.includes(name) || (shortName && text.includes(shortName))))
  // One name may be part of another: the longest that fits, if it is one.
  const longest = found.toSorted((a, b) => b.name.length - a.name.length)
  const [first, second] = longest
  return first && (!second || first.name.includes(second.shortName ?? second.name)) ? first.id : undefined
}

/** The draft's own answers first; then its title, text and place where the form asks for such. */
function fieldsOf(schema: Readonly<Record<string, unknown>> | undefined, draft: CaseDraft): Record<string, unknown> {
  const properties = (schema?.['properties'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const form: Record<string, unknown> = {}
  const put = (names: readonly string[], value: unknown) => {
    const name = value === undefined ? undefined : names.find((one) => Object.hasOwn(properties, one))
    if (name !== undefined) form[name] = value
  }
  put(['title'], clipped(properties['title'], draft.title))
  put(['description', 'content', 'text', 'detail'], draft.text)
  put(['place', 'location', 'address'], draft.place)
  put(['reporter', 'reporterName', 'contactName', 'caller'], draft.reporter?.name)
  put(['phone', 'reporterPhone', 'contactPhone', 'tel'], draft.reporter?.phone)
  for (const [name, value] of Object.entries(draft.form ?? {})) if (Object.hasOwn(properties, name)) form[name] = value
  return form
}

function clipped(field: Readonly<Record<string, unknown>> | undefined, text: string): string {
  const longest = field?.['maxLength']
  return typeof longest === 'number' ? text.slice(0, longest) : text
}
