import { remembered } from '../../platform/remembered.ts'

/** What a person confirmed when tables were imported: what each heading is. Kept in this browser. */
export type ColumnMemory = { units: Record<string, string>; people: Record<string, string> }

const kept = remembered<string>('organisation-import', '')

export function readMemory(): ColumnMemory {
  try {
    const value = JSON.parse(kept.read() || '{}') as Partial<Record<keyof ColumnMemory, unknown>>
    return { units: texts(value.units), people: texts(value.people) }
  } catch {
    return { units: {}, people: {} }
  }
}

export function writeMemory(memory: ColumnMemory): void {
  kept.write(JSON.stringify(memory))
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
