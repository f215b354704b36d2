import {
  DAY,
  inventHistory,
  openYear,
  packYearPage,
  playStory,
  ROLES,
  type Instant,
  type Organisation,
  type Policy,
  type Role,
  type StoredCase,
} from '@shaotai/core'
import type { Cases } from './desk.ts'
import type { Place } from './desk-messages.ts'

const PINNED = 'invented'
const INVENTED_CASES = 400

/** The cases of a policy's own examples (范例), each played to its end. */
export function examplesAsCases(policy: Policy): Cases {
  const runs = policy.examples.map((example) => ({ example, run: playStory(policy, example) }))
  const stored = runs.flatMap(({ example, run }) =>
    run.cases.map(({ key, events }, index): StoredCase => ({
      id: `${example.id}/${key}`,
      number: run.cases.length > 1 ? `${example.title}（${index + 1}）` : example.title,
      pinned: PINNED,
      policy,
      events,
    })),
  )
  return together(stored, Math.max(0, ...runs.map(({ run }) => run.end)), policy)
}

/** Invented cases (虚拟数据) of the last twelve months for a county that has none yet; the same each time for the same policy and units. */
export function inventCases(
  policy: Policy,
  { towns, departments }: { towns: readonly Place[]; departments: readonly Place[] },
  now: Instant,
): Cases {
  const until = Math.floor(now / DAY) * DAY
  const stored = [
    ...inventHistory(policy, PINNED, staffed(towns, departments), {
      cases: INVENTED_CASES,
      seed: 1,
      from: until - 365 * DAY,
      to: until,
      photos: [{ id: 'a'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 1 }],
      texts: ['情况属实，已处理。'],
      comments: ['及时'],
    }),
  ].map((one): StoredCase => ({ ...one, pinned: PINNED, policy }))
  return together(stored, until, policy)
}

function together(stored: readonly StoredCase[], until: Instant, policy: Policy): Cases {
  return { year: openYear([packYearPage(stored)]), until, pinned: (hash) => (hash === PINNED ? policy : undefined) }
}

/** Every unit with one person for all roles of its side: the least that handles cases. */
function staffed(towns: readonly Place[], departments: readonly Place[]): Organisation {
  const unit = (type: 'town' | 'department' | 'platform' | 'county') => (place: Place) => ({ ...place, type, active: true })
  const of = (side: string): Role[] => (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].side === side)
  const person = (place: Place, roles: Role[]) => ({ id: `p-${place.id}`, account: 'nobody', name: place.name, unit: place.id, roles })
  const platform = { id: 'platform', name: 'platform' }
  const county = { id: 'county', name: 'county' }
  return {
    county: { id: 'county', name: 'county' },
    units: [...towns.map(unit('town')), ...departments.map(unit('department')), unit('platform')(platform), unit('county')(county)],
    people: [
      ...towns.map((place) => person(place, of('town'))),
      ...departments.map((place) => person(place, of('department'))),
      person(platform, of('platform')),
      person(county, [...of('county'), ...of('called')]),
    ],
  } as Organisation
}
