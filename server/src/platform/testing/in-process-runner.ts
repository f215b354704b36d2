import type { Manifest, Plugin } from '@shaotai/plugin'
import type { CallOutcome, HostedPlugin, IsolationReport, OpenOptions, PluginState, Usage } from '@shaotai/plugin-host'
import { packPlugin, signPackage } from '@shaotai/plugin-host/package'
import {
  PLUGIN,
  type PayloadOf,
  type PluginDefinition,
  type ServiceAnswers,
  type ServiceName,
  type VerbName,
} from '@shaotai/plugin/protocol'
import { PluginRunner } from '../../plugin/hosting/plugin-runner.ts'

export type AnyPlugin = Pick<Plugin, typeof PLUGIN>

/**
 * Runs plugins of a test within this process, through the SDK's own `invoke`: real are the handlers, their context and everything the
 * server does; not real is the process around them. Calls outside are answered by `answer`.
 */
export class InProcessRunner extends PluginRunner {
  private readonly known = new Map<string, PluginDefinition>()
  level: IsolationReport['level'] = 'L2'
  /** What peers answer; each call is kept. */
  answer: (endpoint: string, path: string, body: string | undefined) => { status: number; text?: string } = () => ({
    status: 200,
    text: '{}',
  })
  readonly requests: { endpoint: string; path: string; body: string | undefined; delivery: string | undefined }[] = []
  opened = 0

  /** The file of a plugin, as a vendor would hand it over; signed when a key is given, in PEM. */
  async pack(plugin: AnyPlugin, key?: string): Promise<Buffer> {
    const manifest = plugin[PLUGIN].manifest()
    const code = `${manifest.id}@${manifest.version}`
    this.known.set(code, plugin[PLUGIN])
    return packOf(manifest, code, key)
  }

  /** Lets code in a package be this plugin, whatever its manifest says. */
  know(code: string, plugin: AnyPlugin): void {
    this.known.set(code, plugin[PLUGIN])
  }

  async isolation(): Promise<IsolationReport> {
    return { level: this.level, node: process.version, attempts: [], missing: [], used: [] }
  }

  async manifestOf(bundle: string) {
    return this.definition(bundle).manifest()
  }

  async stop(): Promise<void> {}

  open(options: OpenOptions): HostedPlugin {
    this.opened++
    return new InProcessPlugin(this, this.definition(options.bundle), options)
  }

  private definition(code: string): PluginDefinition {
    const found = this.known.get(code)
    if (!found) throw new Error(`No plugin is called ${code}`)
    return found
  }
}

/** A package of any manifest and code. */
export async function packOf(manifest: Manifest, code: string, key?: string): Promise<Buffer> {
  const packed = await packPlugin({ manifest, bundle: code, components: [] })
  const signed = packed.ok && key !== undefined ? await signPackage(packed.value, key, { role: 'vendor', signer: 'acme' }) : packed
  if (!signed.ok) throw new Error(JSON.stringify(signed.findings))
  return Buffer.from(signed.value)
}

class InProcessPlugin implements HostedPlugin {
  readonly id: string
  private readonly counts = { calls: 0, failed: 0, milliseconds: 0, requests: 0 }
  private closed = false
  private readonly runner: InProcessRunner
  private readonly definition: PluginDefinition
  private readonly options: OpenOptions

  constructor(runner: InProcessRunner, definition: PluginDefinition, options: OpenOptions) {
    this.runner = runner
    this.definition = definition
    this.options = options
    this.id = options.manifest.id
  }

  async call<V extends VerbName>(
    verb: V,
    payload: PayloadOf<V>,
    options: Parameters<HostedPlugin['call']>[2] = {},
  ): Promise<CallOutcome<V>> {
    if (this.closed) return { ok: false, error: { class: 'unavailable', message: 'closed' } }
    const began = performance.now()
    const { services, config, secrets, county } = this.options
    const now = () => services.now?.() ?? Date.now()
    const result = await this.definition.invoke(
      {
        t: 'call',
        id: ++this.counts.calls,
        verb,
        payload: JSON.parse(JSON.stringify(payload)),
        deadline: options.deadline ?? 15_000,
        now: now(),
        ...(options.contribution !== undefined && { contribution: options.contribution }),
        ...(options.delivery && { delivery: options.delivery }),
      },
      {
        init: { t: 'init', protocol: 'shaotai/1', config, secrets: { names: Object.keys(secrets), mark: '#' }, county },
        ask: (service, args) => this.ask(service, args as never, options.delivery?.id, options.contribution) as never,
        log: (entry) =>
          services.log?.({ ...entry, plugin: this.id, at: now(), ...(options.delivery && { delivery: options.delivery.id }) }),
        signal: options.signal ?? AbortSignal.timeout(15_000),
        now,
      },
    )
    this.counts.milliseconds += performance.now() - began
    if (!result.ok) this.counts.failed++
    return result.ok ? { ok: true, value: result.value as never, effects: result.effects } : { ok: false, error: result.error }
  }

  private async ask(service: ServiceName, args: never, delivery: string | undefined, contribution: string | undefined): Promise<unknown> {
    const { services } = this.options
    switch (service) {
      case 'kv.get':
        return services.kv?.get((args as { key: string }).key)
      case 'kv.list':
        return services.kv?.list((args as { prefix: string }).prefix, (args as { limit: number }).limit)
      case 'cases.get':
        return (await services.cases?.get(args)) ?? null
      case 'organisation.units':
        return services.organisation?.units()
      case 'organisation.people':
        return services.organisation?.people((args as { unit: string }).unit)
      case 'http.request': {
        const { endpoint = '', path, body } = args as { endpoint?: string; path: string; body?: { text?: string } }
        this.counts.requests++
        this.runner.requests.push({ endpoint, path, body: body?.text, delivery })
        const { status, text = '' } = this.runner.answer(endpoint, path, body?.text)
        services.called?.({
          plugin: this.id,
          at: services.now?.() ?? 0,
          endpoint,
          method: 'POST',
          host: `${endpoint}.example`,
          path,
          status,
          milliseconds: 1,
          bytesOut: 1,
          bytesIn: 1,
          ...(delivery !== undefined && { delivery }),
          ...(contribution !== undefined && { contribution }),
        })
        return { status, headers: { 'content-type': 'application/json' }, text } satisfies ServiceAnswers['http.request']
      }
      default:
        throw new Error(`This runner offers no ${service}`)
    }
  }

  state(): PluginState {
    return { status: this.closed ? 'closed' : 'running', crashes: 0, open: {} }
  }

  usage(): Usage {
    return {
      ...this.counts,
      processor: 0,
      memory: 0,
      highestMemory: 0,
      bytesOut: 0,
      bytesIn: 0,
      logLines: 0,
      droppedLogLines: 0,
      starts: 1,
      crashes: 0,
    }
  }

  async stop({ close = false }: { close?: boolean } = {}): Promise<void> {
    this.closed ||= close
  }

  resume(): void {}
}
