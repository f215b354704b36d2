import { generateKeyPairSync } from 'node:crypto'
import { definePlugin, t, type Manifest } from '@shaotai/plugin'
import { PLUGIN } from '@shaotai/plugin/protocol'
import { packPlugin, type PackOptions } from './pack-plugin.ts'

const plugin = definePlugin({
  id: 'cn.acme.sms',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '短信',
  description: '发送短信',
  config: t.object({ gateway: t.endpoint({ title: '网关' }), key: t.secret({ title: '密钥' }), day: t.date() }),
  egress: { gateway: { from: 'config.gateway', methods: ['POST'], purpose: '发送短信', auth: { header: 'X-Key', from: 'config.key' } } },
  permissions: ['cases:note'],
})
  .on('case.closed', async () => undefined)
  .field('grid', { title: '网格', validate: () => null, widget: { html: 'ui/grid.html', height: 80 } })
  .health(async () => ({}))

/** A manifest without fault or hint. */
export const MANIFEST: Manifest = plugin[PLUGIN].manifest()

export const BUNDLE = 'module.exports = { default: {} }\n'

export async function aPackage(given: Partial<PackOptions> = {}): Promise<Uint8Array> {
  const packed = await packPlugin({
    manifest: MANIFEST,
    bundle: BUNDLE,
    pages: new Map([['ui/grid.html', new TextEncoder().encode('<p>网格</p>')]]),
    components: [{ name: '@x/y', version: '1.0.0', licence: 'MIT' }],
    ...given,
  })
  if (!packed.ok) throw new Error(JSON.stringify(packed.findings))
  return packed.value
}

/** A pair of keys in PEM. */
export function keys(kind: 'ed25519' | 'sm2'): { secret: string; open: string } {
  const { privateKey, publicKey } = kind === 'sm2' ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519')
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    open: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
