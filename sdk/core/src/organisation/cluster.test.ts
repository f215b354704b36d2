import { describe, expect, it } from 'vitest'
import { mayActFor, signatureOf, type Actor, type Role } from './role.ts'

const coordinator = (roles: Role[]): Actor => ({ person: 'p', name: '柏', unit: 'PQ', roles, covers: ['T1', 'T2'] })

describe('whom a coordinator of a cluster (片区) acts for', () => {
  it.each<[string, Role, string, boolean]>([
    ['a town of it', 'town-principal', 'T1', true],
    ['the cluster itself', 'town-principal', 'PQ', true],
    ['no other town', 'town-principal', 'T3', false],
    ['no town with a department’s role', 'dept-leader', 'T1', false],
  ])('%s', (_, role, unit, may) => expect(mayActFor(role, coordinator([role]), unit)).toBe(may))

  it('and events do not keep which towns that were', () => {
    expect(signatureOf(coordinator(['town-principal']))).toEqual({ person: 'p', name: '柏', unit: 'PQ', roles: ['town-principal'] })
  })
})
