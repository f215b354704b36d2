import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Method } from '@shaotai/plugin'
import type { OpenForTest, RealEngineOptions } from '@shaotai/plugin/testing'
import { bundlePlugin } from '../bundle/bundle-plugin.ts'
import type { HostedPlugin } from '../host.ts'
import { openPluginHost } from '../open-host.ts'

/**
 * Runs the plugin of a test in the real hardened process. Its calls go through the real broker to a server on loopback, which answers
 * what the test scripted; its data and cases are those of the test.
 */
export const openForTest: OpenForTest = async (options) => {
  const source = typeof options.plugin === 'string' ? options.plugin : fileURLToPath(options.plugin)
  const conditions = process.execArgv.flatMap((argument) => /^--conditions=(.+)$/.exec(argument)?.[1] ?? [])
  const { code: bundle } = await bundlePlugin(source, { conditions })
  let contribution = ''
  const peers = createServer((request, response) => void answer(options, contribution, request, response))
  await new Promise<void>((resolve) => peers.listen(0, '127.0.0.1', resolve))
  const { port } = peers.address() as AddressInfo
  const host = openPluginHost()
  const open = () => host.open({ ...openOptions(options, port), bundle })
  let plugin: HostedPlugin | undefined
  let opened = ''
  return {
    engine: {
      async call(verb, payload, { contribution: called, delivery, crashAfterSend }) {
        // A configuration changed by the test is a plugin opened anew, as in a county.
        const settings = JSON.stringify([options.config(), options.secrets()])
        if (opened !== settings) await plugin?.stop({ close: true })
        plugin = opened === settings ? (plugin ?? open()) : open()
        opened = settings
        contribution = called ?? verb
        if (crashAfterSend) throw new Error('Accidents after sending happen in the fake host: use chaos without realRunner')
        return plugin.call(verb, payload as never, { ...(called !== undefined && { contribution: called }), ...(delivery && { delivery }) })
      },
    },
    async stop() {
      await host.stop()
      peers.closeAllConnections()
      await new Promise((resolve) => peers.close(resolve))
    },
  }
}

/** The configuration of the test with every endpoint moved to the server on loopback, each under a path of its own. */
function openOptions({ manifest, config, secrets, county, services, world, log }: RealEngineOptions, port: number) {
  const moved = Object.entries(manifest.egress).map(([name, { from }]) => [from, `http://127.0.0.1:${port}/${name}`])
  return {
    manifest,
    config: { ...config(), ...Object.fromEntries(moved) } as Readonly<Record<string, unknown>>,
    secrets: secrets(),
    county,
    approved: ['127.0.0.0/8'],
    services: {
      kv: {
        get: async (key: string) => services['kv.get']({ key }, ''),
        list: async (prefix: string, limit: number) => services['kv.list']({ prefix, limit }, ''),
      },
      cases: {
        get: async (by: { readonly id: string } | { readonly externalId: string }) => (await services['cases.get'](by, '')) ?? undefined,
      },
      files: {
        read: async (id: string, offset: number, length: number) => {
          const { base64, size } = await services['files.read']({ id, offset, length }, '')
          return { bytes: new Uint8Array(Buffer.from(base64, 'base64')), size }
        },
        write: async ({ name, type, bytes }: { name: string; type: string; bytes: AsyncIterable<Uint8Array> }) => {
          const parts: Uint8Array[] = []
          for await (const part of bytes) parts.push(part)
          return world.addFile(name, type, new Uint8Array(Buffer.concat(parts)))
        },
      },
      organisation: {
        units: async () => services['organisation.units']({}, ''),
        people: async (unit: string) => services['organisation.people']({ unit }, ''),
      },
      log,
      now: () => world.now,
    },
  }
}

/** Headers the broker and the connection add: the test scripted without them. */
const OURS = new Set(['host', 'connection', 'user-agent', 'accept', 'accept-encoding', 'content-length', 'transfer-encoding'])

async function answer(
  { services }: RealEngineOptions,
  contribution: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://loopback')
  const [, endpoint = '', ...rest] = url.pathname.split('/')
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (OURS.has(name) ? [] : [[name, String(value)]])),
  )
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const text = Buffer.concat(parts).toString('utf8')
  const { 'idempotency-key': idempotencyKey, 'content-type': contentType, ...others } = headers
  try {
    const wire = await services['http.request'](
      {
        endpoint,
        path: `/${rest.join('/')}`,
        method: request.method as Method,
        query: [...url.searchParams],
        headers: others,
        ...(text !== '' && { body: { type: 'text', text, contentType: contentType ?? 'text/plain' } }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        as: 'bytes',
      },
      contribution,
    )
    response.writeHead(wire.status, wire.headers).end(Buffer.from(wire.base64 ?? '', 'base64'))
  } catch {
    // A scripted failure of the network, or a call nobody scripted: the test hears of the latter by itself.
    response.destroy()
  }
}
