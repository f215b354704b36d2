import type { CaseEvent } from '../case/event.ts'
import { answersOf } from '../form/answers.ts'
import { converts } from '../form/convert.ts'
import { fieldsOf, isNode, maskText, personalFields, type SchemaNode } from '../form/fields.ts'
import { answerWords } from '../form/words.ts'
import type { Policy } from '../policy/schema.ts'
import { filledForm } from './retyped-fields.ts'

/** What is stored for one field of a form, and what would become of it as another kind of answer. */
export type FieldUsage = {
  /** Cases in which somebody filled it in. */
  cases: number
  /** Cases that chose the option asked about; 0 when none was. */
  holding: number
  /** Answers stored; a case supplemented or sent back has several. */
  values: number
  /** Answers that mean nothing in the other kind; 0 when none was asked about. */
  unconverted: number
  /** A few of them for people to see, those that do not convert first. */
  sample: { text: string; converts: boolean }[]
}

/** A field of a form; `as`: the field as it would be; `value`: one of its options. */
export type FieldQuestion = { form: string; field: string; as?: SchemaNode; value?: string }

const SAMPLE = 5
const LONGEST = 80

/**
 * Counts the stored answers of a field, and with `as` how many of them still mean something there. Answers to personal fields and to those not everybody may see are masked in
 * the sample. Memory does not grow with the cases.
 */
export function fieldUsage({ form, field, as, value }: FieldQuestion) {
  let cases = 0
  let holding = 0
  let values = 0
  let unconverted = 0
  const kept: FieldUsage['sample'] = []
  const lost: FieldUsage['sample'] = []
  return {
    /** Counts the events of one case under the policy it is pinned to. */
    add(pinned: Policy, category: string, events: readonly CaseEvent[]): void {
      let used = false
      let holds = false
      for (const { type, data } of events) {
        if (!isNode(data.form)) continue
        const filled = filledForm(pinned, category, type, data.form)
        const answer = filled?.id === form ? answersOf(filled, data.form).find((one) => one.id === field) : undefined
        if (!filled || !answer) continue
        used = true
        values++
        holds ||= value !== undefined && [answer.value].flat().includes(value)
        const fits = as === undefined || converts(as, answer.value)
        if (!fits) unconverted++
        const sample = fits ? kept : lost
        if (sample.length >= SAMPLE) continue
        const isPersonal = personalFields(filled).some((at) => at === `/${field}` || at.startsWith(`/${field}/`))
        const isClosed = fieldsOf(filled.schema, filled.schema).get(field)?.['x-see'] !== undefined
        const words = answerWords(answer.field, answer.value) ?? JSON.stringify(answer.value)
        sample.push({ text: (isPersonal || isClosed ? String(maskText(words)) : words).slice(0, LONGEST), converts: fits })
      }
      if (used) cases++
      if (holds) holding++
    },
    result: (): FieldUsage => ({ cases, holding, values, unconverted, sample: [...lost, ...kept].slice(0, SAMPLE) }),
  }
}
