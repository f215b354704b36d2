import { PluginRunner } from '../plugin/hosting/plugin-runner.ts'

/** Practice runs no plugins: they lead outside. A plugin that is uploaded in it is refused. */
export class NoPlugins extends PluginRunner {
  async isolation() {
    return { level: 'L1', node: process.version, attempts: [], missing: [], used: [] } as const
  }

  open(): never {
    throw new Error('Practice runs no plugins')
  }

  manifestOf(): Promise<never> {
    return Promise.reject(new Error('Practice runs no plugins'))
  }

  async stop(): Promise<void> {}
}
