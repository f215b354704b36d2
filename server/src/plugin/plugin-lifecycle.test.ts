import { generateKeyPairSync } from 'node:crypto'
import { definePlugin, t, type Permission } from '@shaotai/plugin'
import { PLUGIN } from '@shaotai/plugin/protocol'
import type { PluginView } from '@shaotai/api'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../platform/testing/describe-each-database.ts'
import { TestClient } from '../platform/testing/http-client.ts'
import { InProcessRunner, packOf } from '../platform/testing/in-process-runner.ts'
import { uploadPlugin } from '../platform/testing/upload-plugin.ts'

const aKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const privateKey = aKey()
const stranger = aKey()

const aPlugin = (version: string, permissions: Permission[] = ['cases:read']) =>
  definePlugin({
    id: 'cn.acme.hotline',
    version,
    api: 'shaotai/1',
    vendor: 'acme',
    title: '热线',
    permissions,
    config: t.object({ peer: t.endpoint({ title: '地址', lan: true }), key: t.secret({ title: '密钥' }), area: t.optional(t.string()) }),
    egress: { peer: { from: 'config.peer', methods: ['GET'], purpose: '拉取工单', auth: { header: 'X-Key', from: 'config.key' } } },
  })
    .on('case.closed', async () => undefined)
    .health(async ({ http }) => {
      const { status } = await http.peer.get('/ping')
      if (status !== 200) throw new Error('对方不通')
      return { message: '通' }
    })
    .migrate('1.0.0', (old) => ({ ...old, area: 'lifted' }))

describeEachDatabase('the life of a plugin', (database) => {
  const runner = new InProcessRunner()
  let url = ''
  let admin: TestClient
  let reviewer: TestClient
  let clerk: TestClient
  const at = '/api/v1/plugins/cn.acme.hotline'
  const show = async () => (await admin.get(at)).body as PluginView
  const act = (client: TestClient, path: string, body: unknown = {}, method = 'POST') => client.send(method, `${at}/${path}`, body)
  const good = { config: { peer: 'http://10.1.2.3' }, secrets: { key: 'a secret of the county' }, approved: ['10.1.2.0/24'] }

  beforeAll(async () => {
    const app = await database.app({ runner })
    url = app.url
    admin = await TestClient.signedIn(url, 'admin')
    reviewer = await TestClient.signedIn(url, 'reviewer')
    clerk = await TestClient.signedIn(url, 'town')
  })

  it('begins with a file, which only the administrator brings', async () => {
    expect((await uploadPlugin(clerk, url, await runner.pack(aPlugin('1.0.0'), privateKey))).status).toBe(403)
    expect((await uploadPlugin(reviewer, url, await runner.pack(aPlugin('1.0.0'), privateKey))).status).toBe(403)
    const { status, body } = await uploadPlugin(admin, url, await runner.pack(aPlugin('1.0.0'), privateKey))
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { state: 'installed', version: '1.0.0', configured: false, mayApprove: false },
    })
    expect((body as PluginView).asks.map(({ text }) => text.zh)).toEqual([
      '可以查看哨件',
      '向管理员填写的“peer”地址（内网）发起 GET 请求：拉取工单',
      '接收事件：case.closed',
    ])
  })

  it.each<[name: string, file: () => Promise<Buffer>, found: string]>([
    ['no plugin at all', async () => Buffer.from('PK zip'), 'not-a-package'],
    [
      'a manifest that lies',
      () => packOf({ ...aPlugin('1.0.1')[PLUGIN].manifest(), permissions: [] }, 'cn.acme.hotline@1.0.0', privateKey),
      'manifest-lies',
    ],
    ['code that cannot be loaded', () => packOf(aPlugin('1.0.2')[PLUGIN].manifest(), 'throw new Error()'), 'manifest-unproved'],
  ])('is not begun with %s', async (_name, file, found) => {
    const { status, body } = await uploadPlugin(admin, url, await file())
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'plugin.package' } })
    expect((body as { params: { findings: { code: string }[] } }).params.findings.map(({ code }) => code)).toContain(found)
  })

  it('does nothing before it is approved, by another person', async () => {
    const { hash } = await show()
    expect(await act(admin, 'config', good, 'PUT')).toMatchObject({ status: 422, body: { code: 'plugin.not-approved' } })
    expect(await act(admin, 'approve', { hash })).toMatchObject({ status: 403, body: { code: 'plugin.approve-own' } })
    expect(await act(reviewer, 'approve', { hash: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'plugin.changed-since' } })
    expect(await act(clerk, 'approve', { hash })).toMatchObject({ status: 403 })
    expect(await act(reviewer, 'approve', { hash })).toMatchObject({
      status: 200,
      body: { state: 'approved', approvals: [{ version: '1.0.0' }], asks: [] },
    })
    expect(await act(admin, 'enable')).toMatchObject({ status: 422, body: { code: 'plugin.not-configured' } })
  })

  it('keeps a configuration that passed its test, and never tells a secret', async () => {
    expect(await act(admin, 'config', { ...good, config: { peer: 'ftp://x' } }, 'PUT')).toMatchObject({ body: { code: 'plugin.config' } })
    expect(await act(admin, 'config', { config: good.config }, 'PUT')).toMatchObject({ body: { code: 'plugin.secret-missing' } })
    expect(await act(admin, 'config', { ...good, approved: ['127.0.0.1'] }, 'PUT')).toMatchObject({ body: { code: 'plugin.address' } })
    runner.answer = () => ({ status: 500 })
    expect(await act(admin, 'test', good)).toMatchObject({ status: 200, body: { ok: false, message: '对方不通' } })
    expect(await act(admin, 'config', good, 'PUT')).toMatchObject({ status: 422, body: { code: 'plugin.test-failed' } })
    expect((await show()).secretsSet).toEqual([])
    runner.answer = () => ({ status: 200, text: '{}' })
    expect(await act(admin, 'test', good)).toMatchObject({ body: { ok: true, message: '通' } })
    const saved = await act(admin, 'config', good, 'PUT')
    expect(saved).toMatchObject({
      status: 200,
      body: { configured: true, secretsSet: ['key'], approved: ['10.1.2.0/24'], config: good.config },
    })
    expect(saved.text).not.toContain('a secret of the county')
    // The secret stays when only another field changes.
    expect(await act(admin, 'config', { config: { ...good.config, area: 'x' } }, 'PUT')).toMatchObject({ body: { secretsSet: ['key'] } })
    expect(await act(admin, 'enable')).toMatchObject({ status: 200, body: { state: 'enabled' } })
  })

  it('is upgraded at once when it asks for nothing new, its configuration lifted by itself', async () => {
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('1.0.0'), privateKey))).toMatchObject({
      status: 409,
      body: { code: 'plugin.version-known' },
    })
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('0.9.0'), privateKey))).toMatchObject({
      body: { code: 'plugin.version-older' },
    })
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('1.1.0'), privateKey))).toMatchObject({
      status: 201,
      body: { state: 'enabled', version: '1.1.0', previousVersion: '1.0.0', waiting: null, config: { area: 'lifted' } },
    })
  })

  it('waits with a version that asks for more, or that another hand signed', async () => {
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('1.2.0', ['cases:read', 'cases:urge']), privateKey))).toMatchObject({
      status: 201,
      body: { version: '1.1.0', waiting: '1.2.0', lessTrusted: false, asks: [{ of: 'cases:urge', needsApproval: true }] },
    })
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('1.2.1'), stranger))).toMatchObject({
      body: { version: '1.1.0', waiting: '1.2.1', lessTrusted: true, asks: [] },
    })
    const { hash } = await show()
    expect(await act(reviewer, 'approve', { hash })).toMatchObject({ body: { state: 'enabled', version: '1.2.1', waiting: null } })
  })

  it('goes back to the version before, once', async () => {
    expect(await act(admin, 'roll-back')).toMatchObject({
      status: 200,
      body: { version: '1.1.0', state: 'enabled', previousVersion: null },
    })
    expect(await act(admin, 'roll-back')).toMatchObject({ status: 422, body: { code: 'plugin.no-previous' } })
  })

  it('leaves nothing but the audit log when it is removed', async () => {
    expect(await admin.send('DELETE', at)).toMatchObject({ status: 409, body: { code: 'plugin.still-enabled' } })
    expect(await act(admin, 'disable')).toMatchObject({ body: { state: 'disabled' } })
    expect((await admin.send('DELETE', at)).status).toBe(204)
    expect((await admin.get(at)).status).toBe(404)
    expect((await admin.get('/api/v1/plugins')).body).toEqual([])
    const audit = await TestClient.signedIn(url, 'audit')
    const { body } = await audit.get('/api/v1/audit?s={"action":{"$starts":"plugin."}}&limit=50')
    const actions = (body as { data: { action: string }[] }).data.map(({ action }) => action)
    expect(new Set(actions)).toEqual(
      new Set([
        'plugin.upload',
        'plugin.approve',
        'plugin.configure',
        'plugin.enable',
        'plugin.roll-back',
        'plugin.disable',
        'plugin.uninstall',
      ]),
    )
  })

  it('needs a signature where the machine keeps plugins apart badly', async () => {
    runner.level = 'L1'
    expect(await uploadPlugin(admin, url, await runner.pack(aPlugin('2.0.0')))).toMatchObject({
      status: 422,
      body: { code: 'plugin.isolation' },
    })
    expect((await uploadPlugin(admin, url, await runner.pack(aPlugin('2.0.0'), privateKey))).status).toBe(201)
  })
})
