import type { Organisation, Person, Unit } from '../organisation/schema.ts'
import type { Role } from '../organisation/role.ts'

/** The organisation of `aPolicy`: platform PT, town T1, departments ZF and SL, one person per role they need. */
export function anOrganisation(overrides: Partial<Organisation> = {}): Organisation {
  return { county: { id: '000001', name: '示范县', fictional: true }, units: units(), people: people(), ...overrides }
}

const ALWAYS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])) as unknown as Unit['duty']

function units(): Unit[] {
  return [
    { id: 'PT', name: '县平台', type: 'platform', active: true, duty: ALWAYS },
    { id: 'T1', name: '东河镇', type: 'town', active: true, duty: ALWAYS },
    { id: 'ZF', name: '综合执法局', type: 'department', active: true, duty: ALWAYS },
    { id: 'SL', name: '水利局', type: 'department', active: true, duty: ALWAYS },
  ]
}

function people(): Person[] {
  const person = (id: string, unit: string, ...roles: Role[]): Person => ({ id, account: id, name: id, unit, roles })
  return [
    person('dispatcher', 'PT', 'dispatcher'),
    person('town', 'T1', 'town-clerk'),
    person('zf-clerk', 'ZF', 'dept-clerk', 'responder'),
    person('zf-leader', 'ZF', 'dept-leader'),
    person('sl-clerk', 'SL', 'dept-clerk', 'responder'),
    person('supervisor', 'PT', 'supervisor'),
  ]
}
