/**
 * A hostile plugin, built as a bundle. It does not use the SDK: it answers the protocol by hand, and does on request what an attacker would
 * do. Run with the shipped runner, with one that has no guard, and, as the control, with nothing around it at all.
 */
import { ACCESS, type Access } from './access.fixture.ts'
import { VIOLENCE, type Violence } from './violence.fixture.ts'
import type { Targets } from './targets.fixture.ts'

const MANIFEST = {
  manifest: 1,
  id: 'cn.evil.plugin',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'evil',
  title: { zh: '攻击' },
  config: { type: 'object', properties: {}, required: [], additionalProperties: false },
  secrets: [],
  egress: {},
  permissions: [],
  personalData: {},
  limits: { heap: 64, memory: 256, logs: 200, requests: 10, storage: 1 },
  contributions: {
    intake: [],
    events: [],
    channels: [],
    calendars: [],
    actions: [],
    fields: [],
    scorings: [],
    reports: [],
    serves: [],
    schedules: [],
  },
  health: true,
  migrations: [],
}

type Order = { readonly access?: string; readonly violence?: string; readonly targets: Targets }
type Port = Parameters<Violence>[0]

/** What an access attack came to: `undefined` when it was stopped, else what it got. */
export async function tryAccess(name: string, targets: Targets): Promise<{ readonly got?: string; readonly stopped?: string }> {
  const attack: Access | undefined = ACCESS[name]
  if (!attack) throw new Error(`no attack ${name}`)
  try {
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('nothing happened')), 2500))
    return { got: String(await Promise.race([attack(targets), late])).slice(0, 200) }
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    return { stopped: String(code ?? message ?? error).slice(0, 200) }
  }
}

const plugin = {
  manifest: () => MANIFEST,
  fetch: () => () => Promise.reject(new Error('no calls')),
  invoke: async (call: { id: number; payload: Order }, port: Port) => {
    const { access, violence, targets } = call.payload
    const done = (value: unknown) => ({ t: 'result', id: call.id, ok: true, value, effects: [] })
    if (access !== undefined) return done(await tryAccess(access, targets))
    if (violence === undefined) return done({ fine: true })
    return (await VIOLENCE[violence]?.(port, call)) ?? done({ done: true })
  },
}

// oxlint-disable-next-line import/no-default-export -- how a bundle exports its plugin
export default { [Symbol.for('shaotai.plugin/1')]: plugin }
