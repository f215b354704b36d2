import { describe, expect, it } from 'vitest'
import type { KnownPerson } from '../organisation/directory.ts'
import type { Actor } from '../organisation/role.ts'
import { copyTo } from './copy-to.ts'

const PEOPLE: Record<string, KnownPerson> = {
  ma: { person: 'ma', name: '马所长', unit: 'ZF', roles: ['dept-leader'] },
  xu: { person: 'xu', name: '徐技术员', unit: 'XX', roles: ['system-admin'] },
  he: { person: 'he', name: '何干事', unit: 'T1', roles: ['town-clerk'] },
}
const platform: Actor = { person: 'd', name: '派单员', unit: 'PT', roles: ['dispatcher'] }
const town: Actor = { person: 't', name: '专员', unit: 'T1', roles: ['town-clerk'] }
const base = { copies: [], seeing: ['T1'], people: (id: string) => PEOPLE[id] }
const byPlatform = { ...base, actor: platform, as: 'dispatcher' as const }
const byTown = { ...base, actor: town, as: 'town-clerk' as const }

describe('whom something is copied to (抄送)', () => {
  it('units and single people, by name', () =>
    expect(copyTo(byPlatform, { units: ['SL'], people: ['ma'] })).toEqual({
      ok: true,
      value: { units: ['SL'], people: [{ id: 'ma', name: '马所长', unit: 'ZF' }] },
    }))

  it('where no organisation is known, people by what they are called', () =>
    expect(copyTo({ ...byPlatform, people: undefined }, { people: ['anyone'] })).toEqual({
      ok: true,
      value: { units: [], people: [{ id: 'anyone', name: 'anyone', unit: '' }] },
    }))

  it.each([
    ['nobody', byPlatform, {}, 'case.copy.nobody', undefined],
    ['a unit that sees it', byPlatform, { units: ['SL', 'T1'] }, 'case.copy.known', '/units/1'],
    ['themselves', byPlatform, { people: ['d'] }, 'case.copy.known', '/people/0'],
    ['somebody unknown', byPlatform, { people: ['ma', 'who'] }, 'case.person.unknown', '/people/1'],
    ['an administrator of the system, who reads no case', byPlatform, { people: ['xu'] }, 'case.copy.no-reader', '/people/0'],
    ['somebody of another unit, by a town', byTown, { people: ['ma'] }, 'case.copy.not-your-person', '/people/0'],
  ])('is refused to %s', (_, copying, command, code, at) =>
    expect(copyTo(copying, command)).toMatchObject({ ok: false, error: { code, ...(at && { at }) } }),
  )

  it('a town names people of its own, a cluster those of its towns', () => {
    expect(copyTo(byTown, { people: ['he'] }).ok).toBe(true)
    expect(copyTo({ ...byTown, actor: { ...town, unit: 'PQ', covers: ['T1'] } }, { people: ['he'] }).ok).toBe(true)
  })

  it('a person once, and their unit still besides', () => {
    const copies = [{ unit: 'ZF', person: { id: 'ma', name: '马所长' }, at: 0, by: 'd' }]
    expect(copyTo({ ...byPlatform, copies }, { people: ['ma'] })).toMatchObject({ error: { code: 'case.copy.known' } })
    expect(copyTo({ ...byPlatform, copies }, { units: ['ZF'] }).ok).toBe(true)
  })

  it('units and people together at most twenty', () => {
    const units = Array.from({ length: 19 }, (_, index) => `U${index}`)
    expect(copyTo(byPlatform, { units, people: ['ma'] }).ok).toBe(true)
    expect(copyTo(byPlatform, { units: [...units, 'U19'], people: ['ma'] })).toMatchObject({ error: { code: 'case.copy.limit' } })
  })
})
