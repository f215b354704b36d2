import type { Seat } from '../approval/schema.ts'
import type { Flow } from '../flow/schema.ts'
import { seatsOf } from '../approval/seats.ts'
import { ROLES, type Role } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import type { ListItem } from '../responsibility/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Seats against the county's people: somebody can take each seat of an approval, and enough of the panel to make its quorum. */
export function checkSeats({ flows, responsibilities }: Policy, organisation: Organisation): Finding[] {
  const held = (unit: string | undefined, role: Role) =>
    organisation.people.some((person) => (unit === undefined || person.unit === unit) && person.roles.includes(role))
  return flows.flatMap((flow, f) => {
    const at = `/flows/${f}`
    const seats = (flow.approvals ?? []).flatMap((rule, i) =>
      seatsOf(rule).flatMap((seat, s) => {
        const empty = emptyUnits(seat, organisation).filter((unit) => !held(unit.id, seat.role))
        const where = `${at}/approvals/${i}${rule.seats ? `/seats/${s}` : '/by'}`
        const names = empty.map((unit) => unit.name).slice(0, 10)
        return empty.length > 0
          ? [finding('policy.approval.seat-nobody', where, { name: rule.name, seat: seat.name ?? ROLES[seat.role].name, units: names })]
          : []
      }),
    )
    const vacant = (flow.panel?.seats ?? []).map((seat) => !held(seat.unit, seat.role ?? 'panel-member'))
    const filled = vacant.filter((one) => !one).length
    return [
      ...seats,
      ...vacant.flatMap((one, i) =>
        one ? [finding('policy.panel.seat-nobody', `${at}/panel/seats/${i}`, { flow: flow.name, unit: flow.panel?.seats[i]?.unit })] : [],
      ),
      ...(flow.panel && filled < flow.panel.quorum && flow.panel.quorum <= flow.panel.seats.length
        ? [finding('policy.panel.quorum-nobody', `${at}/panel/quorum`, { flow: flow.name, quorum: flow.panel.quorum, filled })]
        : []),
      ...checkIndependent(flow, `${at}/panel/quorum`, { vacant, items: responsibilities.items }),
    ]
  })
}

/**
 * Who has a part in a case does not vote on it. Items of the list whose own units sit on the panel leave fewer seats than its quorum: what they
 * dispute always goes to those above.
 */
function checkIndependent(
  { panel, name }: Flow,
  at: string,
  { vacant, items }: { vacant: readonly boolean[]; items: readonly ListItem[] },
): Finding[] {
  if (!panel) return []
  const left = (parties: readonly string[]) => panel.seats.filter((seat, i) => !vacant[i] && !parties.includes(seat.unit)).length
  if (left([]) < panel.quorum) return []
  const short = items.filter((item) => left([item.lead, ...item.cooperating]) < panel.quorum)
  const [first] = short
  if (!first) return []
  const seats = left([first.lead, ...first.cooperating])
  return [finding('policy.panel.quorum-party', at, { flow: name, quorum: panel.quorum, seats, item: first.name, count: short.length })]
}

/** The units a seat may turn out to belong to, as far as they are known beforehand; one without an id stands for the whole county. */
function emptyUnits({ of, unit }: Seat, { units, county }: Organisation): { id: string | undefined; name: string }[] {
  if (of === 'platform' || of === 'county') return [{ id: undefined, name: county.name }]
  if (of === 'unit') return units.filter((one) => one.id === unit)
  return of === 'town' ? units.filter((one) => one.type === 'town' && one.active) : []
}
