import { isAbsolute } from 'node:path'
import type { Manifest } from '@shaotai/plugin'
import type { HostedPlugin, IsolationMeasure, IsolationReport, PluginHost } from './host.ts'
import { probeIsolation } from './probe/probe.ts'
import { findHardening, FIRST_UID, nodeProgram, UIDS, type Hardening } from './spawn/hardening.ts'
import { programFile } from './spawn/program.ts'
import { readManifest } from './supervise/read-manifest.ts'
import { SupervisedPlugin, type Surroundings } from './supervise/hosted-plugin.ts'
import { TIMING, type Timing } from './supervise/timing.ts'

export type HostSetup = {
  readonly timing?: Partial<Timing>
  /** The Node that runs plugins; the one of this process unless said. */
  readonly node?: string
  /** Measures not to use, for tests of what is left. */
  readonly without?: readonly IsolationMeasure[]
  /** Another program than the shipped runner, for tests of what holds without its guard. */
  readonly program?: () => Promise<string>
}

/** Opens a host of plugins. Nothing is started or tried before somebody asks. */
export function openPluginHost(setup: HostSetup = {}): PluginHost {
  const node = setup.node ?? nodeProgram()
  const plugins = new Set<HostedPlugin>()
  const uids = new Set<number>()
  let hardening: Promise<Hardening> | undefined
  let report: Promise<IsolationReport> | undefined
  const around: Surroundings = {
    hardening: () => (hardening ??= findHardening(node, setup.without)),
    program: setup.program ?? (() => programFile('runner')),
    timing: { ...TIMING, ...setup.timing },
    takeUid: () => {
      for (let uid = FIRST_UID; uid < FIRST_UID + UIDS; uid++) {
        if (uids.has(uid)) continue
        uids.add(uid)
        return uid
      }
      throw new Error('No user is left to run a plugin as')
    },
    freeUid: (uid) => void uids.delete(uid),
  }
  return {
    isolation: () => (report ??= around.hardening().then(probeIsolation)),
    open(options) {
      assertCode(options.bundle)
      const plugin = new SupervisedPlugin(options, around)
      plugins.add(plugin)
      return plugin
    },
    async manifestOf(bundle): Promise<Manifest> {
      assertCode(bundle)
      return readManifest(bundle, around)
    },
    async stop() {
      await Promise.all([...plugins].map((plugin) => plugin.stop({ close: true })))
      plugins.clear()
    },
  }
}

/** A path is refused with the reason: read as code it would only fail strangely. */
function assertCode(bundle: string): void {
  if (bundle.length < 4096 && isAbsolute(bundle) && !/[\n;({]/.test(bundle))
    throw new TypeError('A bundle is the text of the file, not its path: read the file first')
}
