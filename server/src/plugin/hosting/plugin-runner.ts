import type { Manifest } from '@shaotai/plugin'
import type { HostedPlugin, IsolationReport, OpenOptions, PluginHost } from '@shaotai/plugin-host'

/** What runs plugins, as features ask for it: the processes of `@shaotai/plugin-host`, or what a test puts in their place. */
export abstract class PluginRunner implements PluginHost {
  abstract isolation(): Promise<IsolationReport>
  abstract open(options: OpenOptions): HostedPlugin
  abstract manifestOf(bundle: string): Promise<Manifest>
  abstract stop(): Promise<void>
}
