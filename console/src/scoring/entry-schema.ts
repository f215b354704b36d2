import type { ScoreEntryList } from '@shaotai/api'
import { parseAmount, scoreEntrySchema } from '@shaotai/core'

export type Offered = ScoreEntryList['mine'][number]

/** The form of one input, from the schema of an entry: whom it may be about, the range, and whether a reason is asked. */
export function entrySchema({ input, subjects }: Offered, words: { subject: string; value: string; range: string }): object {
  const { reason } = scoreEntrySchema.properties
  return {
    type: 'object',
    properties: {
      subject: { type: 'string', title: words.subject, oneOf: subjects.map(({ id, name }) => ({ const: id, title: name })) },
      value: {
        type: 'number',
        title: words.value,
        description: words.range,
        minimum: toNumber(input.min),
        maximum: toNumber(input.max),
      },
      ...(input.reason !== 'none' && { reason: { ...reason, type: 'string', ...(input.reason === 'required' && { minLength: 1 }) } }),
    },
    required: ['subject', 'value', ...(input.reason === 'required' ? ['reason'] : [])],
    additionalProperties: false,
  }
}

/** What the form gave as an entry's value: a decimal without an exponent, at most six digits behind the point. */
export function valueText(value: number): string {
  return String(Number(value.toFixed(6)))
}

function toNumber(text: string): number {
  const amount = parseAmount(text)
  return amount ? Number(amount.n) / Number(amount.d) : 0
}
