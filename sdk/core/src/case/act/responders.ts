import type { AssignmentStep } from '../../flow/schema.ts'
import type { KnownPerson } from '../../organisation/directory.ts'
import { ROLES } from '../../organisation/role.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Assignment } from '../event.ts'
import { findItem } from '../route.ts'
import type { Turn } from '../turn.ts'
import { levelsOf } from './level.ts'

/**
 * Why these people may not be sent (派员): the step asks for the unit's squad, or one whose domains hold the item's, or the case's level for somebody
 * of rank among them, or those stationed in the case's town. Without an organisation nothing is known of people and nothing is asked of them.
 * Refusals: `case.responders.no-person`, `.not-of-unit`, `.not-of-squad`, `.not-resident`, `.resident-first`, `.rank`.
 */
export function respondersProblem(
  turn: Turn,
  step: Pick<AssignmentStep, 'squad' | 'residentInTown'>,
  assignment: Assignment,
  responders: Assignment['responders'],
): Refusal | undefined {
  const { people, policy } = turn.context
  if (!people) return undefined
  const known = responders.map((one) => (one.person === undefined ? undefined : people(one.person)))
  const domain = findItem(policy, turn.state.item)?.domain
  for (const [index, person] of step.squad ? known.entries() : []) {
    const at = `/responders/${index}`
    if (!person) return refuse('case.responders.no-person', { name: responders[index]?.name }, { at })
    if (person.unit !== assignment.unit && person.squad?.parent !== assignment.unit)
      return refuse('case.responders.not-of-unit', { name: person.name }, { at })
    if (!isOfSquad(person, assignment.unit, step.squad === 'fitting' ? domain : undefined))
      return refuse('case.responders.not-of-squad', { name: person.name }, { at })
  }
  const away = residencyProblem(
    turn,
    step,
    assignment,
    responders.map(({ name }, index) => ({ name, person: known[index] })),
  )
  if (away) return away
  const rank = levelsOf(turn).find((one) => one.id === turn.state.level)?.responder
  return rank && !known.some((person) => person?.roles.includes(rank))
    ? refuse('case.responders.rank', { role: ROLES[rank].name }, { at: '/responders' })
    : undefined
}

/** `all`: everybody sent is stationed in the town; `first`: one of them is, if the unit keeps people there at all (先派驻员). */
function residencyProblem(
  { state, context }: Turn,
  { residentInTown }: Pick<AssignmentStep, 'residentInTown'>,
  { unit }: Assignment,
  sent: readonly Sent[],
): Refusal | undefined {
  const away = sent.findIndex(({ person }) => person?.residentIn !== state.town)
  if (residentInTown === 'all' && away >= 0)
    return refuse('case.responders.not-resident', { name: sent[away]?.name, town: state.town }, { at: `/responders/${away}` })
  const nobody = sent.every(({ person }) => person?.residentIn !== state.town)
  return residentInTown === 'first' && nobody && context.stationed?.includes(unit)
    ? refuse('case.responders.resident-first', { unit, town: state.town }, { at: '/responders' })
    : undefined
}

type Sent = { readonly name: string; readonly person: KnownPerson | undefined }

function isOfSquad({ squad }: KnownPerson, unit: string, domain: string | undefined): boolean {
  return squad?.parent === unit && (domain === undefined || squad.domains.includes(domain))
}
