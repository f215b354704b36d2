import { remembered } from '../../../platform/remembered.ts'

/** What a person confirmed when a table was imported: what each heading is, and which unit each name means. Kept in this browser. */
export type ImportMemory = { columns: Record<string, string>; units: Record<string, string> }

const kept = remembered<string>('list-import', '')

export function readMemory(): ImportMemory {
  try {
    const value = JSON.parse(kept.read() || '{}') as Partial<Record<keyof ImportMemory, unknown>>
    return { columns: texts(value.columns), units: texts(value.units) }
  } catch {
    return { columns: {}, units: {} }
  }
}

export function writeMemory(memory: ImportMemory): void {
  kept.write(JSON.stringify(memory))
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
