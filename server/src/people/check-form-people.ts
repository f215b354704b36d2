import { formOf, peopleNamed, refuse, type FormData, type Policy, type Refusal } from '@shaotai/core'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { seesWholeCounty } from './sees-whole-county.ts'

/**
 * Checks that whoever an answer names is there, is active, is one of those the field says, and one of those whom the person filling in may see.
 * The refusal is that of a form: `form.invalid`, with each place.
 */
export async function checkFormPeople(tx: Tx, policy: Policy, formId: string, data: FormData): Promise<Refusal | undefined> {
  const form = formOf(policy, formId)
  const { county, actor } = tx.context
  const named = form ? peopleNamed(form, data, actor.unit) : []
  if (!form || named.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('people')
    .select(['id', 'unit'])
    .where('county_id', '=', county)
    .where('active', '=', 1)
    .where('id', 'in', [...new Set(named.map(({ id }) => id))])
    .execute()
  const units = new Map(rows.map((row) => [row.id, row.unit]))
  const all = seesWholeCounty(tx.context)
  const wrong = named.filter(({ id, unit }) => {
    const own = units.get(id)
    return own === undefined || (unit !== undefined && own !== unit) || (!all && own !== actor.unit)
  })
  if (wrong.length === 0) return undefined
  const problems = wrong.map(({ at }) => ({ at, code: 'form.not-in-list', params: {} }))
  return refuse('form.invalid', { form: form.title, problems }, { at: `/form${problems[0]?.at ?? ''}` })
}
