import { describe, expect, it } from 'vitest'
import { commandCase, explainScores, listUnits, openSession, showCase } from '../index.ts'
import { addressOf, CallRefused, createClient } from './client.ts'

describe('the address of a call', () => {
  it.each([
    [showCase, { params: { id: 'a/b?c' } }, '/api/v1/cases/a%2Fb%3Fc'],
    [commandCase, { params: { id: 'c1', command: 'sign' } }, '/api/v1/cases/c1/commands/sign'],
    [explainScores, { params: { subject: 'ZF' }, query: { period: '2026-11', model: undefined } }, '/api/v1/scores/ZF?period=2026-11'],
    [listUnits, { query: { limit: 5 } }, '/api/v1/units?limit=5'],
  ])('%#', (route, input, address) => {
    expect(addressOf(route, input)).toBe(address)
  })
})

describe('a call', () => {
  const answer = (status: number, body: unknown) => () =>
    Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }))

  it('sends what the route declares and returns its answer', async () => {
    let sent: Request | undefined
    const client = createClient({
      url: 'http://server',
      fetch: (input, init) => ((sent = new Request(input, init)), answer(200, { person: 'p1' })()),
    })
    expect(await client.call(openSession, { body: { account: 'town', password: 'secret-word' } })).toEqual({ person: 'p1' })
    expect([sent?.method, sent?.url, sent?.headers.get('content-type'), await sent?.json()]).toEqual([
      'POST',
      'http://server/api/v1/session',
      'application/json',
      { account: 'town', password: 'secret-word' },
    ])
  })

  it('throws the refusal with its sentence', async () => {
    const refusal = { code: 'http.not-found', params: {}, statusCode: 404, error: 'Not Found', message: ['没有这个地址或内容。'] }
    const client = createClient({ url: '', fetch: answer(404, refusal) })
    await expect(client.call(showCase, { params: { id: 'x' } })).rejects.toEqual(new CallRefused(refusal))
    await expect(client.call(showCase, { params: { id: 'x' } })).rejects.toMatchObject({ refusal, message: '没有这个地址或内容。' })
  })
})
