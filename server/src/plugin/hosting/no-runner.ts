import { PluginRunner } from './plugin-runner.ts'

/** A server without anything that runs plugins: files are refused when they are uploaded. */
export class NoRunner extends PluginRunner {
  async isolation() {
    return { level: 'L1', node: process.version, attempts: [], missing: [], used: [] } as const
  }

  open(): never {
    throw new Error('This server runs no plugins')
  }

  manifestOf(): Promise<never> {
    return Promise.reject(new Error('This server runs no plugins'))
  }

  async stop(): Promise<void> {}
}
