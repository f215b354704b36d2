import type { Role } from '../organisation/role.ts'
import { copiedBy } from './copy-to.ts'

/** Somebody a copy concerns and what they are told. With `person` it is them alone. */
export type ToldOfCopy = { role: Role; unit: string; person?: string; what: string }

/** Who is told that something was copied to them (抄送): the clerks of a unit, or the person. */
export function toldOfCopy(event: Parameters<typeof copiedBy>[0] & { readonly reason?: { readonly text: string } }): ToldOfCopy[] {
  const note = event.reason?.text ?? ''
  return copiedBy(event).flatMap(({ unit, person }): ToldOfCopy[] =>
    person
      ? [{ role: 'dept-clerk', unit, person: person.id, what: `抄送您阅知。${note}` }]
      : READERS.map((role) => ({ role, unit, what: `抄送贵单位阅知。${note}` })),
  )
}

/** Who reads for a unit. */
const READERS: readonly Role[] = ['dept-clerk', 'town-clerk']
