import { formOf } from '../dictionary/forms-of.ts'
import type { CaseEvent } from '../case/event.ts'
import { answersOf } from '../form/answers.ts'
import { answerKind, converts } from '../form/convert.ts'
import { fieldsOf, isNode, resolveNode, type SchemaNode } from '../form/fields.ts'
import type { Form } from '../form/schema.ts'
import type { Policy } from '../policy/schema.ts'

/** A field of the draft that takes another kind of answer than it did, and what is stored in it. */
export type RetypedField = {
  readonly form: string
  readonly field: string
  readonly was: string
  readonly is: string
  /** How it was declared, for taking the change back. */
  readonly before: SchemaNode
  values: number
  /** Values that mean nothing in the new type. */
  unconverted: number
  /** Values a history without personal data does not show: nobody can say. */
  hidden: number
}

/** Whether a draft gives any field another type than the version in force; if not, no stored answer has to be read. */
export function retypesFields(current: Policy, draft: Policy): boolean {
  return current.forms.some((form) => retypings(form, draft).size > 0)
}

/**
 * Counts the stored answers of fields that a draft gives another type: than the version in force, where that is given, so that a change
 * which was published long ago is not held against every later draft. Memory is bounded by the fields of the policies.
 */
export function retypedFields(draft: Policy, current?: Policy) {
  const found = new Map<string, RetypedField>()
  const changed = new Map<Policy, ReadonlyMap<string, ReadonlyMap<string, Retyping>>>()
  const changesOf = (pinned: Policy) => {
    let known = changed.get(pinned)
    if (!known) {
      known = new Map(pinned.forms.map((form) => [form.id, retypings(form, draft, current)]))
      changed.set(pinned, known)
    }
    return known
  }
  return {
    /** Counts the answers of one event by the form it was filled in with. */
    note(pinned: Policy, category: string, { type, data }: CaseEvent): void {
      if (!isNode(data.form)) return
      const changes = changesOf(pinned)
      if ([...changes.values()].every((one) => one.size === 0)) return
      const form = filledForm(pinned, category, type, data.form)
      const retyped = form && changes.get(form.id)
      if (!form || !retyped || retyped.size === 0) return
      for (const { id, value } of answersOf(form, data.form)) {
        const change = retyped.get(id)
        if (!change) continue
        const key = `${form.id} ${id}`
        const { is, ...rest } = change
        const counted = found.get(key) ?? { form: form.id, field: id, ...rest, is: answerKind(is), values: 0, unconverted: 0, hidden: 0 }
        found.set(key, counted)
        counted.values++
        if (value === HIDDEN) counted.hidden++
        else if (!converts(is, value)) counted.unconverted++
      }
    },
    found: (): RetypedField[] => [...found.values()],
  }
}

/** What `withoutPersonal` leaves of an answer. */
const HIDDEN = '***'

type Retyping = { readonly was: string; readonly before: SchemaNode; readonly is: SchemaNode }

/** Fields of a form that the draft still asks for, as another kind of answer. */
function retypings(form: Form, draft: Policy, current?: Policy): ReadonlyMap<string, Retyping> {
  const drafted = formOf(draft, form.id)
  const inForce = current?.forms.find((one) => one.id === form.id)
  const today = inForce && fieldsOf(inForce.schema, inForce.schema)
  const found = new Map<string, Retyping>()
  if (!drafted) return found
  const before = fieldsOf(form.schema, form.schema)
  for (const [id, node] of fieldsOf(drafted.schema, drafted.schema)) {
    const declared = before.get(id)
    const is = resolveNode(node, drafted.schema)
    if (!declared || is['x-retired'] === true) continue
    if (today?.has(id) && answerKind(resolveNode(today.get(id), inForce?.schema)) === answerKind(is)) continue
    const was = answerKind(resolveNode(declared, form.schema))
    if (was !== answerKind(is)) found.set(id, { was, before: declared, is })
  }
  return found
}

/** Events do not name their form: a whistle has its category's, any other the first form that has all its fields. */
export function filledForm(policy: Policy, category: string, type: CaseEvent['type'], answers: SchemaNode): Form | undefined {
  const whistle = policy.forms.find((one) => one.id === policy.categories.find(({ id }) => id === category)?.form)
  if (type === 'case.submitted' || type === 'case.supplemented') return whistle
  const ids = Object.keys(answers)
  return policy.forms.find((one) => {
    if (one === whistle) return false
    const fields = fieldsOf(one.schema, one.schema)
    return ids.every((id) => fields.has(id))
  })
}
