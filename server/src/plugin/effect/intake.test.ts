import { definePlugin, type IntakeItem } from '@shaotai/plugin'
import type { IntakeItemRow } from '@shaotai/api'
import { SYSTEM } from '@shaotai/core'
import { beforeAll, expect, it } from 'vitest'
import { encodeJson } from '../../platform/db/columns.ts'
import { uuid7 } from '../../platform/id/uuid7.ts'
import { A_WHISTLE } from '../../platform/testing/a-whistle.ts'
import { describeEachDatabase } from '../../platform/testing/describe-each-database.ts'
import { TestClient } from '../../platform/testing/http-client.ts'
import { InProcessRunner } from '../../platform/testing/in-process-runner.ts'
import { installPluginFor } from '../../platform/testing/install-plugin.ts'
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.ts'
import type { RunningApp } from '../../start.ts'
import { DeliveryEngine } from '../delivery/delivery-engine.ts'
import { insertDeliveries } from '../delivery/event-deliveries.ts'

const hotline = definePlugin({
  id: 'cn.acme.orders',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '12345 热线',
  permissions: ['cases:create', 'cases:supplement', 'cases:urge', 'cases:withdraw', 'cases:feedback', 'cases:progress'],
}).intake<IntakeItem>('orders', {
  title: '12345 工单',
  source: 'hotline-12345',
  webhook: { parse: ({ text }) => JSON.parse(text) as IntakeItem[] },
  toCase: (item) => item,
})

const order = (externalId: string, more: object = {}): IntakeItem => ({
  externalId,
  title: '占道经营',
  town: 'ZH03',
  category: A_WHISTLE.category,
  item: A_WHISTLE.item,
  form: A_WHISTLE.form,
  ...more,
})
const supplement = (externalId: string, id: string, text: string, sequence = 1): IntakeItem => ({
  kind: 'supplement',
  externalId,
  id,
  text,
  sequence,
})

describeEachDatabase('what a source brings', (database) => {
  const runner = new InProcessRunner()
  let app: RunningApp
  let admin: TestClient
  let town: TestClient
  const at = '/api/v1/plugins/cn.acme.orders'
  const bring = async (...items: IntakeItem[]) => {
    await app.app.get(UnitOfWork).run({ county: '', actor: SYSTEM }, async (tx) => {
      const { county_id } = await tx.db.selectFrom('plugin_installations').select('county_id').executeTakeFirstOrThrow()
      const id = uuid7()
      const payload = {
        id,
        method: 'POST',
        path: '/',
        query: {},
        headers: { 'content-type': 'application/json' },
        base64: Buffer.from(JSON.stringify(items)).toString('base64'),
        receivedAt: '2026-05-01T08:00:00+08:00',
      }
      const row = {
        county_id,
        id,
        plugin: 'cn.acme.orders',
        contribution: 'intake/orders',
        verb: 'intake.webhook' as const,
        key: id,
        lane: '',
        seq: 0,
      }
      const rest = {
        case_id: null,
        event: null,
        state: 'open' as const,
        attempts: 0,
        token: null,
        done_at: null,
        failure: null,
        error: null,
      }
      await insertDeliveries(tx.db, [{ ...row, ...rest, payload: encodeJson(payload), next_at: tx.now, created_at: tx.now }])
    })
    await app.app.get(DeliveryEngine).deliverDue()
  }
  const intake = async (externalId: string) =>
    ((await admin.get(`${at}/intake`)).body as IntakeItemRow[]).filter((one) => one.externalId === externalId && one.item === '')
  const events = async (id: string) =>
    (await town.get(`/api/v1/cases/${id}/events`)).body as { type: string; reason?: { text: string }; by: { name: string } }[]

  beforeAll(async () => {
    app = await database.app({ runner })
    admin = await TestClient.signedIn(app.url, 'admin')
    town = await TestClient.signedIn(app.url, 'town')
    await installPluginFor(app.url, await runner.pack(hotline))
  })

  it('becomes a case through the same command as a clerk’s, once', async () => {
    await bring(order('A1'))
    await bring(order('A1'), order('A1'))
    const [one] = await intake('A1')
    expect(one).toMatchObject({ state: 'applied', kind: 'case', value: null })
    const { body } = await town.get(`/api/v1/cases/${one!.caseId}`)
    expect(body).toMatchObject({ case: { town: 'ZH03', title: A_WHISTLE.form.title, source: 'hotline-12345' } })
    expect((await events(one!.caseId!))[0]).toMatchObject({ type: 'case.submitted', by: { name: '12345 热线' } })
  })

  it('converges, whatever comes out of order or twice', async () => {
    await bring(supplement('B1', 's2', '第二次补充', 2))
    await bring(supplement('B1', 's1', '第一次补充', 1), supplement('B1', 's2', '第二次补充', 2))
    expect(await intake('B1')).toMatchObject([{ state: 'waiting', caseId: null }])
    await bring(order('B1'), supplement('B1', 's1', '第一次补充', 1))
    await bring(supplement('B1', 's3', '第三次补充', 3))
    const [one] = await intake('B1')
    const noted = (await events(one!.caseId!)).filter(({ type }) => type === 'case.noted').map(({ reason }) => reason?.text)
    expect(noted).toEqual(['来源方补充：第一次补充', '来源方补充：第二次补充', '来源方补充：第三次补充'])
  })

  it('waits for a person when the rules cannot place it, and is then placed or dropped', async () => {
    await bring(order('C1', { town: '别处' }), order('C2', { town: '别处' }))
    expect(await intake('C1')).toMatchObject([{ state: 'triage', reason: '无法确定所属镇街' }])
    expect(await admin.send('POST', `${at}/intake/resolve`, { externalId: 'C1', town: 'ZH03' })).toMatchObject({
      status: 200,
      body: { state: 'applied' },
    })
    expect(await admin.send('POST', `${at}/intake/resolve`, { externalId: 'C2', drop: true })).toMatchObject({ body: { state: 'dropped' } })
    expect(await admin.send('POST', `${at}/intake/resolve`, { externalId: 'C2', drop: true })).toMatchObject({ status: 409 })
  })
})
