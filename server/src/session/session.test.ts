import { beforeAll, describe, expect, test } from 'vitest'
import { FakeClock } from '../platform/clock/clock.ts'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { isStrongPassword } from './password.ts'

const NEXT = 'Other-horse-43'

describeEachDatabase('session', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let clock: FakeClock
  beforeAll(async () => {
    clock = new FakeClock()
    running = await database.app({ clock })
  })
  const client = () => new TestClient(running.url)

  test('signs in with an opaque cookie, says who it is, signs out at once', async () => {
    const clerk = client()
    const answer = await clerk.signIn('town', TEST_PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ account: 'town', roles: ['town-clerk'], county: { name: '禾川县' } })
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    const stored = await running.database.db.read.selectFrom('sessions').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(clerk.cookie!.split('=')[1])
    expect((await clerk.get('/api/v1/session')).body).toEqual(answer.body)
    expect((await clerk.send('DELETE', '/api/v1/session')).status).toBe(204)
    expect((await clerk.get('/api/v1/session')).status).toBe(401)
  })

  test('says who is signed in, if anybody, without calling it an error', async () => {
    const clerk = client()
    expect(await clerk.get('/api/v1/session-if-any')).toMatchObject({ status: 200, body: { session: null } })
    const { body } = await clerk.signIn('town', TEST_PASSWORD)
    expect((await clerk.get('/api/v1/session-if-any')).body).toEqual({ session: body })
  })

  test('acts for nobody but the person whose page asks', async () => {
    const clerk = client()
    const { body } = await clerk.signIn('town', TEST_PASSWORD)
    const ask = (person: string) => clerk.get('/api/v1/notifications?limit=1&page=1', { 'x-shaotai-person': person })
    expect((await ask((body as { person: string }).person)).status).toBe(200)
    expect((await ask('')).status).toBe(200)
    expect(await ask('somebody-else')).toMatchObject({ status: 409, body: { code: 'access.other-person' } })
  })

  test('unknown accounts and wrong passwords are answered alike, and lock alike after five', async () => {
    const answers = async (account: string) => {
      const seen: unknown[] = []
      for (let attempt = 0; attempt < 6; attempt++) {
        const { status, body } = await client().signIn(account, 'Wrong-horse-99')
        const { request: _, ...rest } = body as Record<string, unknown>
        seen.push([status, rest])
      }
      return seen
    }
    const known = await answers('dept')
    expect(await answers('nobody')).toEqual(known)
    expect(known.map((one) => (one as [number])[0])).toEqual([401, 401, 401, 401, 401, 429])
    expect((await client().signIn('DEPT ', TEST_PASSWORD)).status).toBe(429)
    clock.advance(10 * 60_000 + 1)
    expect((await client().signIn('dept', TEST_PASSWORD)).status).toBe(200)
  })

  test('each further lock doubles', async () => {
    const fail = async () => {
      for (let attempt = 0; attempt < 5; attempt++) await client().signIn('responder', 'Wrong-horse-99')
    }
    await fail()
    clock.advance(10 * 60_000 + 1)
    await fail()
    clock.advance(10 * 60_000 + 1)
    expect((await client().signIn('responder', TEST_PASSWORD)).status).toBe(429)
    clock.advance(10 * 60_000)
    expect((await client().signIn('responder', TEST_PASSWORD)).status).toBe(200)
  })

  test('a new password ends every other session at once and keeps this one', async () => {
    const here = await TestClient.signedIn(running.url, 'reviewer')
    const elsewhere = await TestClient.signedIn(running.url, 'reviewer')
    expect((await here.send('PUT', '/api/v1/session/password', { current: 'Wrong-horse-99', next: NEXT })).body).toMatchObject({
      code: 'session.wrong-password',
      at: '/current',
    })
    expect((await here.send('PUT', '/api/v1/session/password', { current: TEST_PASSWORD, next: 'short' })).body).toMatchObject({
      code: 'session.weak-password',
    })
    expect((await here.send('PUT', '/api/v1/session/password', { current: TEST_PASSWORD, next: NEXT })).status).toBe(204)
    expect((await here.get('/api/v1/session')).status).toBe(200)
    expect((await elsewhere.get('/api/v1/session')).status).toBe(401)
    expect((await client().signIn('reviewer', TEST_PASSWORD)).status).toBe(401)
    expect((await client().signIn('reviewer', NEXT)).status).toBe(200)
  })

  test('a disabled person is out with the next request, and their account does not sign in', async () => {
    const leader = await TestClient.signedIn(running.url, 'leader')
    await running.database.unitOfWork.run({ county: '379901', actor: { person: 'x', name: 'x', unit: '', roles: [] } }, (tx) =>
      tx.db.updateTable('people').set({ active: false }).where('account', '=', 'leader').execute(),
    )
    expect((await leader.get('/api/v1/session')).status).toBe(401)
    expect((await client().signIn('leader', TEST_PASSWORD)).status).toBe(401)
  })

  test('ends when idle and at its absolute end', async () => {
    const idle = await TestClient.signedIn(running.url, 'admin')
    clock.advance(8 * 3_600_000 - 1)
    expect((await idle.get('/api/v1/session')).status).toBe(200)
    // The refresh is written beside the request.
    await running.database.unitOfWork.run(
      { county: '379901', actor: { person: 'x', name: 'x', unit: '', roles: [] } },
      async () => undefined,
    )
    clock.advance(3.5 * 3_600_000)
    expect((await idle.get('/api/v1/session')).status).toBe(200)
    clock.advance(3_600_000)
    expect((await idle.get('/api/v1/session')).status).toBe(401)
  })

  test.each([
    ['none', undefined],
    ['empty', 'shaotai_session='],
    ['made up', `shaotai_session=${'A'.repeat(43)}`],
    ['too long', `shaotai_session=${'A'.repeat(5000)}`],
    ['twice', `shaotai_session=${'A'.repeat(43)}; shaotai_session=${'B'.repeat(43)}`],
  ])('a cookie that is %s is nobody', async (_, cookie) => {
    const nobody = client()
    nobody.cookie = cookie
    expect((await nobody.get('/api/v1/session')).status).toBe(401)
  })

  test('logs carry no password, account or name', () => {
    const log = running.logs.join('')
    for (const secret of [TEST_PASSWORD, NEXT, 'Wrong-horse', 'reviewer', '孟立新', 'shaotai_session=']) expect(log).not.toContain(secret)
    expect(log).toContain('/api/v1/session')
  })
})

describe('a password', () => {
  test.each([
    ['Right-horse-42', true],
    ['abcdefghij', false],
    ['Ab1-', false],
    ['Clerk-2026-x', false],
    ['Password-1234', false],
  ])('%s is strong: %s', (password, strong) => {
    expect(isStrongPassword(password, 'clerk')).toBe(strong)
  })
})
