import { openPluginHost, type HostedPlugin, type IsolationReport, type OpenOptions } from '@shaotai/plugin-host'
import { PluginRunner } from './plugin-runner.ts'

/** Runs plugins in processes of their own, kept in by all this machine has. Nothing is started or tried before a plugin is looked at. */
export class ProcessRunner extends PluginRunner {
  private readonly host = openPluginHost()

  isolation(): Promise<IsolationReport> {
    return this.host.isolation()
  }

  open(options: OpenOptions): HostedPlugin {
    return this.host.open(options)
  }

  manifestOf(bundle: string) {
    return this.host.manifestOf(bundle)
  }

  stop(): Promise<void> {
    return this.host.stop()
  }
}
