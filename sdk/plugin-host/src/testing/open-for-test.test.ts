import { createHost } from '@shaotai/plugin/testing'
import { describe, expect, it, vi } from 'vitest'
import { plugin } from './plugin.fixture.ts'

// Processes start; a busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000 })

const SOURCE = new URL('./plugin.fixture.ts', import.meta.url)
const county = () =>
  createHost(plugin, { config: { gateway: 'http://10.0.0.1', key: 'k3y', sender: '某县' } }).reply('gateway', 'POST', '/send', { id: 'm1' })

/** One test, written once. */
async function sendsOnceThroughAnOutage(host: ReturnType<typeof county>): Promise<unknown> {
  host.replyOnce('gateway', 'POST', '/send', 'busy', 503)
  await host.emit('case.dispatched')
  await host.advance('1m')
  await host.redeliverAll()
  return {
    calls: host.calls.map(({ headers, body, query, status, idempotencyKey }) => ({
      key: headers['x-key'],
      body,
      query,
      status,
      idempotencyKey,
    })),
    notes: host.case('c1').notes,
    kept: host.kv.keys(),
    logs: host.logs.map(({ level, message, fields }) => ({ level, message, fields })),
    dlq: host.dlq,
  }
}

describe('the same test in the fake host and in the real process', () => {
  it('comes out the same', async () => {
    const fake = await sendsOnceThroughAnOutage(county())
    await using real = await county().realRunner(SOURCE)
    expect(await sendsOnceThroughAnOutage(real)).toEqual(fake)
    expect(fake).toMatchObject({ calls: [{ key: 'k3y', status: 503 }, { status: 200 }], notes: ['已发送 CS-2026-0001'], dlq: [] })
  })

  it('tells what only the sandbox denies', async () => {
    const fake = county()
    await fake.emit('case.closed')
    await using real = await county().realRunner(SOURCE)
    await real.emit('case.closed')
    await real.advance('1d')
    expect(fake.dlq).toEqual([])
    expect(real.dlq).toMatchObject([{ contribution: 'case.closed', class: 'fault' }])
  })

  it('tells of a call nobody scripted', async () => {
    await using real = await createHost(plugin, { config: { gateway: 'http://10.0.0.1', key: 'k', sender: 's' } }).realRunner(SOURCE)
    await expect(real.emit('case.dispatched')).rejects.toThrow('no reply is scripted')
  })
})
