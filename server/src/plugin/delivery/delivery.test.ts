import { definePlugin, NeedsAdmin, Reject, Retry } from '@shaotai/plugin'
import type { PluginView } from '@shaotai/api'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunningApp } from '../../start.ts'
import { FakeClock } from '../../platform/clock/clock.ts'
import { A_WHISTLE } from '../../platform/testing/a-whistle.ts'
import { describeEachDatabase } from '../../platform/testing/describe-each-database.ts'
import { TestClient } from '../../platform/testing/http-client.ts'
import { InProcessRunner } from '../../platform/testing/in-process-runner.ts'
import { installPluginFor } from '../../platform/testing/install-plugin.ts'
import { PluginRecords } from '../hosting/plugin-records.ts'
import { DeliveryEngine } from './delivery-engine.ts'

/** What the plugin's handler does with the next event; `told` keeps what it heard. */
const next: { act: (number: number) => void } = { act: () => undefined }
const told: { event: string; seq: number; case: string; key: string; attempt: number; form: Record<string, unknown>; n: unknown }[] = []

const listener = definePlugin({
  id: 'cn.acme.listener',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '听众',
  permissions: ['cases:note'],
})
  .on(
    'case.submitted',
    async (event, { delivery, kv, cases }) => {
      const n = (await kv.get<number>('n')) ?? 0
      told.push({
        event: event.name,
        seq: event.seq,
        case: event.case.id,
        key: delivery.idempotencyKey,
        attempt: delivery.attempt,
        form: { ...event.case.form },
        n,
      })
      await kv.set('n', n + 1)
      next.act(told.length)
      await cases.note(event.case.id, `第 ${n + 1} 件`)
    },
    { attempts: 3, backoff: '10s' },
  )
  .on(
    'case.dispatched',
    async ({ name, seq, case: { id } }, { delivery }) => {
      told.push({ event: name, seq, case: id, key: delivery.idempotencyKey, attempt: delivery.attempt, form: {}, n: undefined })
      next.act(told.length)
    },
    { once: 'at-most' },
  )

describeEachDatabase('deliveries to plugins', (database) => {
  const runner = new InProcessRunner()
  const clock = new FakeClock()
  let app: RunningApp
  let admin: TestClient
  let town: TestClient
  const at = '/api/v1/plugins/cn.acme.listener'
  const engine = () => app.app.get(DeliveryEngine)
  const blow = async () => {
    const { status, body } = await town.send('POST', '/api/v1/cases', A_WHISTLE)
    expect(status).toBe(201)
    return (body as { id: string }).id
  }
  const deliveries = async (state?: string) =>
    (
      (await admin.get(`${at}/deliveries${state === undefined ? '' : `?state=${state}`}`)).body as {
        rows: { id: string; caseId: string; state: string; attempts: number; error: string | null; failure: string | null; event: string }[]
      }
    ).rows
  const settle = async () => {
    await engine().deliverDue()
    await engine().deliverDue()
  }
  const notes = async (id: string) =>
    ((await town.get(`/api/v1/cases/${id}/events`)).body as { type: string; reason?: { text: string }; by: { name: string } }[]).filter(
      ({ type }) => type === 'case.noted',
    )

  beforeAll(async () => {
    app = await database.app({ runner, clock })
    admin = await TestClient.signedIn(app.url, 'admin')
    town = await TestClient.signedIn(app.url, 'town')
    await installPluginFor(app.url, await runner.pack(listener))
  })
  beforeEach(() => {
    told.length = 0
    next.act = () => undefined
  })

  it('tell an event once, and commit what the call leaves behind with the acknowledgement', async () => {
    const id = await blow()
    await settle()
    expect(told).toMatchObject([{ event: 'case.submitted', seq: 1, case: id, attempt: 1 }])
    expect(await notes(id)).toMatchObject([{ reason: { text: '第 1 件' }, by: { name: '听众' } }])
    expect(await deliveries()).toMatchObject([{ caseId: id, state: 'done', attempts: 1 }])
  })

  it('mask what is personal and not declared', async () => {
    const { body } = await town.send('POST', '/api/v1/cases', {
      ...A_WHISTLE,
      form: { ...A_WHISTLE.form, contact: { name: '王小明', phone: '13812348000' } },
    })
    expect(JSON.stringify(body)).not.toContain('http.invalid')
    await settle()
    expect(JSON.stringify(told)).not.toContain('13812348000')
  })

  it('leave nothing behind when the call fails, wait longer each time with the same key, and end in the dead letters', async () => {
    next.act = () => {
      throw new Retry('对方 500，来电 13812348000')
    }
    const id = await blow()
    await settle()
    expect(told).toHaveLength(1)
    await settle()
    expect(told).toHaveLength(1)
    for (const wait of [10_000, 20_000]) {
      clock.advance(wait)
      await settle()
    }
    expect(told.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(new Set(told.map(({ key }) => key)).size).toBe(1)
    expect(new Set(told.map(({ n }) => n)).size).toBe(1)
    expect(await notes(id)).toEqual([])
    expect(await deliveries('dead')).toMatchObject([{ caseId: id, failure: 'retry', attempts: 3 }])
    const [dead] = await deliveries('dead')
    expect(await admin.get(`${at}/deliveries/${dead!.id}`)).toMatchObject({ status: 200, body: { payload: { case: { id } } } })
    expect(await town.get(`${at}/deliveries`)).toMatchObject({ status: 403 })
  })

  it('are sent again by hand, alone or all of a reason, or skipped', async () => {
    next.act = () => {
      throw new Reject('对方不认识这一件')
    }
    const ids = [await blow(), await blow(), await blow()]
    await settle()
    expect((await deliveries('dead')).filter(({ failure }) => failure === 'reject')).toHaveLength(3)
    next.act = () => undefined
    const [first] = await deliveries('dead')
    expect(await admin.send('POST', `${at}/deliveries/act`, { act: 'skip', ids: [first!.id] })).toMatchObject({ body: { changed: 1 } })
    expect(await admin.send('POST', `${at}/deliveries/act`, { act: 'replay' })).toMatchObject({ status: 422 })
    expect(await admin.send('POST', `${at}/deliveries/act`, { act: 'replay', failure: 'reject', error: '对方不认识这一件' })).toMatchObject(
      { body: { changed: 2 } },
    )
    await settle()
    const noted = await Promise.all(ids.map(notes))
    expect(noted.flat()).toHaveLength(2)
    expect((await admin.get(`${at}/deliveries/export`)).body).toMatchObject([{ failure: 'retry' }])
  })

  it('stand still until the administrator has mended what only they can, and lose nothing', async () => {
    next.act = () => {
      throw new NeedsAdmin('密钥失效', { fix: 'config.key' })
    }
    const first = await blow()
    await settle()
    const second = await blow()
    await settle()
    expect(told).toHaveLength(1)
    const { body } = await admin.get(at)
    expect((body as PluginView).repairs).toMatchObject([{ contribution: 'event/case.submitted', reason: '密钥失效', fix: 'config.key' }])
    clock.advance(3_600_000)
    admin = await TestClient.signedIn(app.url, 'admin')
    town = await TestClient.signedIn(app.url, 'town')
    await settle()
    expect(told).toHaveLength(1)
    next.act = () => undefined
    expect(await admin.send('POST', `${at}/resume`, {})).toMatchObject({ status: 200, body: { repairs: [] } })
    await settle()
    expect((await notes(first)).length + (await notes(second)).length).toBe(2)
    expect(told.at(-1)?.attempt).toBe(1)
  })

  it('wait while the plugin is disabled', async () => {
    await admin.send('POST', `${at}/disable`, {})
    const before = await deliveries('open')
    const id = await blow()
    await settle()
    expect(await deliveries('open')).toHaveLength(before.length)
    await admin.send('POST', `${at}/enable`, {})
    const then = await blow()
    await settle()
    expect(told.map((one) => one.case)).toEqual([then])
    expect(await notes(id)).toEqual([])
  })

  it('at most once: are not repeated when nobody knows whether they happened', async () => {
    const dispatcher = await TestClient.signedIn(app.url, 'dispatcher')
    const dispatch = (id: string) =>
      dispatcher.send('POST', `/api/v1/cases/${id}/commands/dispatch`, { data: { lead: 'ZF', cooperating: ['SC', 'JJ'] } })
    const id = await blow()
    await settle()
    next.act = () => {
      throw new Error('half way')
    }
    expect((await dispatch(id)).status).toBe(200)
    await settle()
    expect(await deliveries('unknown')).toMatchObject([{ caseId: id, event: 'case.dispatched', failure: 'fault' }])
    next.act = () => {
      throw new Retry('未送出')
    }
    const other = await blow()
    await settle()
    expect((await dispatch(other)).status).toBe(200)
    await settle()
    next.act = () => undefined
    clock.advance(20_000)
    await settle()
    expect(told.filter((one) => one.case === other && one.event === 'case.dispatched')).toHaveLength(2)
  })

  it('count what the plugin used', async () => {
    await app.app.get(PluginRecords).flush()
    const days = (await admin.get(`${at}/usage`)).body as { calls: number; failed: number }[]
    expect(days.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(10)
    expect(days.reduce((sum, { failed }) => sum + failed, 0)).toBeGreaterThan(4)
  })
})

describe('the key of a delivery', () => {
  it('is the same for the same event, plugin and contribution', async () => {
    const { keyOf } = await import('./event-deliveries.ts')
    expect(keyOf('c/1', 'p', 'x')).toBe(keyOf('c/1', 'p', 'x'))
    expect(new Set([keyOf('c/1', 'p', 'x'), keyOf('c/2', 'p', 'x'), keyOf('c/1', 'q', 'x'), keyOf('c/1', 'p', 'y')]).size).toBe(4)
  })
})
