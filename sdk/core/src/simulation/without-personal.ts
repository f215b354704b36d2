import type { CaseEvent } from '../case/event.ts'
import { fieldsOf, isNode, resolveNode, type SchemaNode } from '../form/fields.ts'
import type { Policy } from '../policy/schema.ts'

/**
 * Events as a simulation needs them and no more: who acted by id, never by name; reasons by id; of forms only choices, numbers and
 * yes-or-no, every other answer is only known to have been given. Photos, places, phone numbers and words stay at home.
 */
export function withoutPersonal(policy: Policy | undefined, events: readonly CaseEvent[]): CaseEvent[] {
  return events.map(({ by, reason, data, ...rest }) => ({
    ...rest,
    by: { ...by, name: by.person },
    ...(reason && { reason: { ...(reason.id !== undefined && { id: reason.id }), text: '***' } }),
    data: Object.fromEntries(Object.entries(data).flatMap(([key, value]) => keep(policy, events, key, value))),
  }))
}

function keep(policy: Policy | undefined, events: readonly CaseEvent[], key: string, value: unknown): [string, unknown][] {
  if (key === 'form') return [[key, keepAnswers(formOf(policy, events[0]?.data.category), value)]]
  if (key === 'responders' && Array.isArray(value))
    return [[key, value.filter(isNode).map(({ person }) => ({ ...(typeof person === 'string' && { person }), name: '***' }))]]
  if (key === 'ratings' && Array.isArray(value)) return [[key, value.map((one: unknown) => (isNode(one) ? withoutWords(one) : one))]]
  return TEXTS.has(key) ? [[key, '***']] : [[key, value]]
}

/** Words that people typed, wherever an event holds them. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'comment', 'note', 'title', 'minutes', 'progress'])

function withoutWords({ comment: _comment, ...rest }: SchemaNode): SchemaNode {
  return rest
}

/** The answers of a whistle's form that are choices, numbers or yes-or-no; of every other it is only known that it was given. */
export function answersWithoutWords(policy: Policy | undefined, category: string, answers: unknown): unknown {
  return keepAnswers(formOf(policy, category), answers)
}

/** The form a case was whistled with; other forms are read as it, field by field: what it does not know is a text. */
function formOf(policy: Policy | undefined, category: unknown): SchemaNode {
  const form = policy?.categories.find((one) => one.id === category)?.form
  return (policy?.forms.find((one) => one.id === form)?.schema ?? {}) as SchemaNode
}

function keepAnswers(schema: SchemaNode, data: unknown): unknown {
  if (!isNode(data)) return {}
  const fields = fieldsOf(schema, schema)
  return Object.fromEntries(
    Object.entries(data).map(([id, value]) => {
      const field = resolveNode(fields.get(id), schema)
      const isChoice = Array.isArray(field.enum) || Array.isArray(field.oneOf) || isChoiceOf(field.items)
      const isPlain = typeof value === 'boolean' || typeof value === 'number'
      return [id, field['x-personal'] !== true && field['x-see'] === undefined && (isPlain || isChoice) ? value : '***']
    }),
  )
}

function isChoiceOf(items: unknown): boolean {
  return isNode(items) && (Array.isArray(items.enum) || Array.isArray(items.oneOf))
}
