import type { FirstPasswordList, OrganisationChanged, OrganisationView } from '@shaotai/api'
import { parseLocal, type OrganisationChange } from '@shaotai/core'
import { beforeAll, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient, type Answer } from '../platform/testing/http-client.ts'

describeEachDatabase('units and people of a county', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let admin: TestClient, security: TestClient, town: TestClient
  const as = <T>(answer: Answer) => answer.body as T & { code: string; at: string; why: { code: string; at: string }[] }
  const view = async () => as<OrganisationView>(await admin.get('/api/v1/organisation'))
  const change = async (wanted: Partial<OrganisationChange>, { by = admin, base = '', dry = false } = {}) =>
    by.send('POST', '/api/v1/organisation/changes', {
      base: base || (await view()).base,
      change: { units: [], people: [], removed: [], ...wanted },
      dry,
    })
  const clerk = { id: 'p.new', account: 'new.clerk', name: '新来的', unit: 'N1', roles: ['town-clerk' as const], active: true }

  beforeAll(async () => {
    running = await database.app({ clock: new FakeClock(parseLocal('2026-11-02T09:00', 480)) })
    ;[admin, security, town] = (await Promise.all(
      ['admin', 'secadmin', 'town'].map((account) => TestClient.signedIn(running.url, account)),
    )) as [TestClient, TestClient, TestClient]
  })

  test('only those who keep them read all accounts, or change anything', async () => {
    expect((await town.get('/api/v1/organisation')).status).toBe(403)
    expect((await change({}, { by: town })).status).toBe(403)
    expect((await town.send('POST', '/api/v1/people/first-passwords', { people: ['x'] })).status).toBe(403)
    const { units, people } = await view()
    expect([units.length > 300, people.length > 200]).toEqual([true, true])
    expect(JSON.stringify(people)).not.toContain('argon2')
  })

  test('a township, its cluster and its clerk come in at once, or not at all', async () => {
    const units = [
      { id: 'W1', name: '西片区', type: 'cluster' as const, active: true },
      { id: 'N1', name: '新设镇', shortName: '新镇', type: 'town' as const, parent: 'W1', active: true },
    ]
    const before = await view()
    const wrong = await change({ units, people: [{ ...clerk, unit: 'NOWHERE' }] })
    expect([wrong.status, as(wrong).code, as(wrong).at]).toEqual([422, 'organisation.person.unit-unknown', '/people/0/unit'])
    expect(await view()).toEqual(before)
    const dry = as<OrganisationChanged>(await change({ units, people: [clerk] }, { dry: true }))
    expect(await view()).toEqual(before)
    const done = as<OrganisationChanged>(await change({ units, people: [clerk] }))
    expect(done).toEqual(dry)
    expect(done).toMatchObject({ units: { added: 2, changed: 0, retired: 0, removed: 0 }, people: { added: 1 } })
    const after = await view()
    expect(after.base).toBe(done.base)
    expect(after.units.slice(-2)).toEqual(units)
    expect(after.people.find(({ id }) => id === clerk.id)).toEqual({ ...clerk, waiting: true })
  })

  test('all problems are told, each with its place', async () => {
    const refused = await change({
      units: [
        { id: 'W1', name: '西片区', type: 'cluster', parent: 'N1', active: true },
        { id: 'N2', name: '新设镇', type: 'town', active: true },
      ],
      people: [{ ...clerk, id: 'p.other' }],
    })
    expect(as(refused).why.map(({ code, at }) => [code, at])).toEqual([
      ['organisation.unit.name-taken', '/units/1/name'],
      ['organisation.unit.cycle', '/units/0/parent'],
      ['organisation.person.account-taken', '/people/0/account'],
    ])
  })

  test('what somebody else changed meanwhile is not overwritten', async () => {
    const { base } = await view()
    expect((await change({ people: [{ ...clerk, phone: '1380000' }] })).status).toBe(200)
    const late = await change({ people: [{ ...clerk, name: '另一个名字' }] }, { base })
    expect([late.status, as(late).code]).toEqual([409, 'organisation.changed-since'])
  })

  test('a new account opens with a password told once, which has to be changed', async () => {
    const given = await admin.send('POST', '/api/v1/people/first-passwords', { people: [clerk.id] })
    expect([given.status, given.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const [first] = as<FirstPasswordList>(given)
    expect(first).toMatchObject({ account: 'new.clerk', name: '新来的', unit: '新设镇' })
    const signedIn = await TestClient.signedIn(running.url, 'new.clerk', first?.password)
    expect(as<{ mustChangePassword: boolean }>(await signedIn.get('/api/v1/session')).mustChangePassword).toBe(true)
    expect(JSON.stringify(await view())).not.toContain(first?.password)
    const early = await signedIn.get('/api/v1/cases?limit=1&page=1')
    expect([early.status, as(early).code]).toEqual([403, 'access.change-password'])
    const next = { current: first?.password, next: 'Only-mine-2468' }
    expect((await signedIn.send('PUT', '/api/v1/session/password', next)).status).toBe(204)
    expect((await signedIn.get('/api/v1/cases?limit=1&page=1')).status).toBe(200)
    await admin.send('POST', '/api/v1/people/first-passwords', { people: [clerk.id] })
    expect((await signedIn.get('/api/v1/session')).status).toBe(401)
    expect((await new TestClient(running.url).signIn('new.clerk', first?.password ?? '')).status).toBe(401)
  })

  test('other roles end the sessions of before', async () => {
    const [first] = as<FirstPasswordList>(await admin.send('POST', '/api/v1/people/first-passwords', { people: [clerk.id] }))
    const signedIn = await TestClient.signedIn(running.url, 'new.clerk', first?.password)
    expect((await change({ people: [{ ...clerk, roles: ['town-principal'] }] })).status).toBe(200)
    expect((await signedIn.get('/api/v1/session')).status).toBe(401)
  })

  test('who drafts does not appoint who reviews; the security administrator does, but never themselves', async () => {
    const reviewer = { ...clerk, roles: ['policy-reviewer' as const] }
    const refused = await change({ people: [reviewer] })
    expect([refused.status, as(refused).code]).toEqual([403, 'organisation.person.administrative'])
    const { people } = await view()
    const own = people.find(({ account }) => account === 'secadmin')
    const { waiting: _, ...record } = own ?? people[0]!
    const myself = await change({ people: [{ ...record, roles: ['security-admin', 'policy-admin'] }] }, { by: security })
    expect([myself.status, as(myself).code]).toEqual([403, 'organisation.person.own'])
    expect((await change({ people: [reviewer] }, { by: security })).status).toBe(200)
    const password = await admin.send('POST', '/api/v1/people/first-passwords', { people: [clerk.id] })
    expect([password.status, as(password).code]).toEqual([403, 'organisation.person.administrative'])
  })

  test('a unit with records is retired, not removed; one entered by mistake is removed', async () => {
    await change({ people: [{ ...clerk, unit: 'W1', roles: ['town-clerk'] }] }, { by: security })
    expect(as(await change({ removed: ['W1'] })).code).toBe('organisation.unit.has-units')
    const busy = (await view()).units.find(({ id }) => id === 'ZF')!
    expect(as(await change({ removed: ['ZF'] })).why.map(({ code }) => code)).toContain('organisation.unit.in-use')
    expect(as(await change({ units: [{ ...busy, active: false }] })).code).toMatch(/^organisation\.unit\.has-/)
    expect(as<OrganisationChanged>(await change({ removed: ['N1'] })).units).toMatchObject({ removed: 1 })
    expect((await view()).units.map(({ id }) => id)).not.toContain('N1')
  })

  test('two people exchange their accounts', async () => {
    const two = [clerk, { ...clerk, id: 'p.two', account: 'two.clerk' }].map((one) => ({ ...one, unit: 'W1' }))
    expect((await change({ people: two })).status).toBe(200)
    const [one, other] = two as [typeof clerk, typeof clerk]
    const swapped = await change({
      people: [
        { ...one, account: other.account },
        { ...other, account: one.account },
      ],
    })
    expect([swapped.status, swapped.text]).toMatchObject([200, expect.anything()])
  })

  test('5,000 rows at once come in; 5,001 are refused', async () => {
    const units = Array.from({ length: 2500 }, (_, index) => ({
      id: `V${index}`,
      name: `村${index}`,
      type: 'village' as const,
      active: true,
    }))
    const people = Array.from({ length: 2500 }, (_, index) => ({ ...clerk, id: `v${index}`, account: `v${index}`, unit: `V${index}` }))
    const more = await change({ units: [...units, { id: 'V9999', name: '多一村', type: 'village', active: true }], people })
    expect([more.status, as(more).code]).toEqual([422, 'organisation.too-many'])
    const done = await change({ units, people })
    expect([done.status, as<OrganisationChanged>(done).people]).toMatchObject([200, { added: 2500 }])
    expect((await change({ units: Array.from({ length: 5001 }, () => units[0]!) })).status).toBe(400)
  })

  test('what was done is on record without anybody’s telephone number', async () => {
    const auditor = await TestClient.signedIn(running.url, 'audit')
    const lines = (await auditor.get('/api/v1/audit?limit=100&page=1')).text
    expect(lines).toContain('organisation.change')
    expect(lines).toContain('person.first-password')
    expect(lines).not.toContain('1380000')
  })
})
