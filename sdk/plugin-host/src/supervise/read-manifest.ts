import { PROTOCOL } from '@shaotai/plugin/protocol'
import type { Manifest } from '@shaotai/plugin'
import type { Surroundings } from './hosted-plugin.ts'
import { PluginProcess } from './plugin-process.ts'

/** Loads a bundle in a process of its own, without configuration and without answering anything, and gives the manifest its code declares. */
export async function readManifest(bundle: string, around: Surroundings): Promise<Manifest> {
  const [hardening, program] = await Promise.all([around.hardening(), around.program()])
  const uid = around.takeUid()
  const process = new PluginProcess(
    hardening,
    { program, input: bundle, uid, heap: 96, memory: 384 },
    {
      t: 'init',
      protocol: PROTOCOL,
      config: {},
      secrets: { names: [], mark: 'none' },
      county: { id: '', name: '', offset: '+08:00' },
      logs: 50,
    },
    around.timing,
    {
      onAsk: ({ id }, answer) =>
        answer({ t: 'answer', id, ok: false, error: { kind: 'denied', message: 'Nothing is answered while a manifest is read' } }),
      onLog: () => undefined,
      onEnd: () => around.freeUid(uid),
    },
  )
  try {
    return await process.load()
  } finally {
    process.end({ kind: 'stopped', message: 'The manifest was read' })
    await process.over
  }
}
