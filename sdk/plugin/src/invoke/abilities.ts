import type { CaseDraft, IntakeItem } from '../case/draft.ts'
import type { FileRef } from '../case/view.ts'
import type { Abilities } from '../context.ts'
import type { Permission } from '../permission.ts'
import type { Effect } from '../protocol/effect.ts'
import type { HostPort } from '../protocol/port.ts'
import { fromBase64, toBase64 } from './bytes.ts'

/** Bytes of a file that cross in one message. */
const PIECE = 1024 * 1024

/** What the declared permissions give, and nothing else: an undeclared one is not there to be called. */
export function abilitiesOf(permissions: readonly Permission[], port: HostPort, effects: Effect[]): Readonly<Record<string, object>> {
  const given: Record<string, Record<string, unknown>> = {}
  for (const permission of permissions)
    for (const [area, functions] of Object.entries(ABILITIES[permission](port, effects)))
      given[area] = { ...given[area], ...(functions as object) }
  return Object.fromEntries(Object.entries(given).map(([area, functions]) => [area, Object.freeze(functions)]))
}

const intake = (effects: Effect[], kind: Exclude<IntakeItem['kind'], undefined>) => async (item: object) => {
  effects.push({ kind: 'case.intake', item: { ...(item as CaseDraft), kind } as never })
}

const ABILITIES: { readonly [P in Permission]: (port: HostPort, effects: Effect[]) => Abilities[P] } = {
  'cases:read': (port) => ({
    cases: {
      get: async (id) => (await port.ask('cases.get', { id })) ?? undefined,
      findExternal: async (externalId) => (await port.ask('cases.get', { externalId })) ?? undefined,
    },
  }),
  'cases:create': (_port, effects) => ({ cases: { create: intake(effects, 'case') } }),
  'cases:supplement': (_port, effects) => ({ cases: { supplement: intake(effects, 'supplement') } }),
  'cases:urge': (_port, effects) => ({ cases: { urge: intake(effects, 'urge') } }),
  'cases:withdraw': (_port, effects) => ({ cases: { withdraw: intake(effects, 'withdraw') } }),
  'cases:feedback': (_port, effects) => ({ cases: { feedback: intake(effects, 'feedback') } }),
  'cases:note': (_port, effects) => ({
    cases: {
      note: async (id, text) => {
        effects.push({ kind: 'case.note', case: id, text })
      },
    },
  }),
  'cases:progress': (_port, effects) => ({
    cases: {
      progress: async (id, item) => {
        effects.push({ kind: 'case.progress', case: id, ...item })
      },
      sourceProgress: intake(effects, 'progress'),
    },
  }),
  'files:read': (port) => ({ files: { read: (file) => readFile(port, file) } }),
  'files:write': (port) => ({ files: { write: (file) => writeFile(port, file) } }),
  'organisation:read': (port) => ({
    organisation: {
      units: () => port.ask('organisation.units', {}),
      people: (unit) => port.ask('organisation.people', { unit }),
    },
  }),
  'organisation:propose': (_port, effects) => ({
    organisation: {
      propose: async (change) => {
        effects.push({ kind: 'organisation.propose', change })
      },
    },
  }),
  'calendar:propose': (_port, effects) => ({
    calendars: {
      propose: async (draft) => {
        effects.push({ kind: 'calendar.propose', draft })
      },
    },
  }),
  'notify:send': (_port, effects) => ({
    notify: {
      send: async ({ caseId, ...notice }) => {
        effects.push({ kind: 'notify', ...notice, ...(caseId !== undefined && { case: caseId }) })
      },
    },
  }),
}

async function readFile(port: HostPort, file: FileRef): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for (let offset = 0; ; offset += PIECE) {
    const { base64, size } = await port.ask('files.read', { id: file.id, offset, length: PIECE })
    pieces.push(fromBase64(base64))
    if (offset + PIECE >= size) return joined(pieces)
  }
}

async function writeFile(port: HostPort, { name, type, bytes }: { name: string; type: string; bytes: Uint8Array }): Promise<FileRef> {
  let upload: string | undefined
  for (let offset = 0; ; offset += PIECE) {
    const last = offset + PIECE >= bytes.length
    const base64 = toBase64(bytes.subarray(offset, offset + PIECE))
    const answer = await port.ask('files.write', { name, type, base64, ...(upload !== undefined && { append: upload }), last })
    if (answer.file) return answer.file
    if (last) throw new Error('The host kept no file')
    upload = answer.upload
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
