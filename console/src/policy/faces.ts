import { pointTo } from '@shaotai/core'
import { applyEdits, modify } from 'jsonc-parser'
import type { CodeReading } from '../platform/editor/read-code.ts'

/** Why the code is not what the other faces show. */
export type CodeTrouble = { line: number; message: string; pointer: string; count: number }

type Moment = { value: unknown; text: string }

/**
 * One document under edit, seen as form, text and code at once. `value` is what the form shows and what is saved; `text` is the code as
 * written. They say the same unless `trouble` tells why not: then the form stands still and the code keeps every letter.
 */
export type Faces = Moment & {
  trouble?: CodeTrouble
  past: readonly Moment[]
  future: readonly Moment[]
  /** When and by which face the last step was made, so that one stretch of typing is one step to undo. */
  last?: { by: 'form' | 'code'; at: number; place: string }
}

export type FaceEdit =
  | { type: 'load'; value: unknown }
  /** What this document was before: steps made before the page was opened. */
  | { type: 'remember'; values: readonly unknown[] }
  /** `apart` is one step of its own, however soon after the last. */
  | { type: 'form'; value: unknown; at: number; place?: string; apart?: boolean }
  | { type: 'code'; reading: Pick<CodeReading, 'text' | 'value' | 'problems'>; at: number }
  | { type: 'drop-code' }
  | { type: 'undo' }
  | { type: 'redo' }

const STEPS = 200
const PAUSE = 1200
const MANY = 100

export function facesOf(value: unknown): Faces {
  return { value, text: writeCode(value), past: [], future: [] }
}

/** The next state of the faces after one edit. */
export function editFaces(faces: Faces, edit: FaceEdit): Faces {
  if (edit.type === 'load') return facesOf(edit.value)
  if (edit.type === 'remember')
    return { ...faces, past: [...edit.values.map((value) => ({ value, text: writeCode(value) })), ...faces.past].slice(-STEPS) }
  if (edit.type === 'drop-code') return { ...withoutTrouble(faces), text: rewriteCode(faces.text, faces.value) }
  if (edit.type === 'undo') return step(faces, 'past')
  if (edit.type === 'redo') return step(faces, 'future')
  if (edit.type === 'form') {
    // While the code is broken the form stands still: an edit there could only overwrite what is being typed.
    if (faces.trouble || same(edit.value, faces.value)) return faces
    const next = { value: edit.value, text: rewriteCode(faces.text, edit.value, faces.value) }
    const known = edit.apart ? { ...faces, last: undefined } : faces
    return { ...next, ...remember(known, { by: 'form', at: edit.at, place: edit.place ?? '' }) }
  }
  const { text, value, problems } = edit.reading
  const [first] = problems
  if (value === null || first) {
    const trouble = { line: first?.line ?? 1, message: first?.message ?? '', pointer: first?.pointer ?? '', count: problems.length }
    return { ...faces, text, trouble }
  }
  if (same(value, faces.value)) return { ...withoutTrouble(faces), text }
  return { value, text, ...remember(faces, { by: 'code', at: edit.at, place: '' }) }
}

/** Code of a value, as it is first shown. */
export function writeCode(value: unknown): string {
  return JSON.stringify(value ?? null, null, 2)
}

/** The code with only those places rewritten whose value changed, so that a person's own layout survives an edit in the form. */
export function rewriteCode(text: string, value: unknown, before: unknown = read(text)): string {
  if (before === undefined) return writeCode(value)
  let code = text
  const changes = differences(before, value)
  // Every place is found by reading the whole text again: for very many at once, a layout by hand is not worth a page that stands still.
  if (changes.length > MANY) return writeCode(value)
  for (const { path, value: next } of changes) {
    if (path.length === 0) return writeCode(value)
    code = applyEdits(code, modify(code, [...path], next, { formattingOptions: { insertSpaces: true, tabSize: 2 } }))
  }
  return same(read(code), value) ? code : writeCode(value)
}

type Difference = { path: (string | number)[]; value: unknown }

function differences(before: unknown, after: unknown, path: (string | number)[] = []): Difference[] {
  if (same(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return after.flatMap((entry: unknown, index) => differences(before[index], entry, [...path, index]))
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => differences(before[key], after[key], [...path, key]))
  }
  return [{ path, value: after }]
}

/** The places where two values differ, as pointers. */
export function placesOf(before: unknown, after: unknown): string[] {
  return differences(before, after).map(({ path }) => path.reduce<string>((at, key) => pointTo(at, key), ''))
}

function remember(faces: Faces, last: NonNullable<Faces['last']>): Pick<Faces, 'past' | 'future' | 'last'> {
  const known = faces.last
  const goesOn = known?.by === last.by && known.place === last.place && last.at - known.at < PAUSE
  const past = goesOn ? faces.past : [...faces.past, { value: faces.value, text: faces.text }].slice(-STEPS)
  return { past, future: [], last }
}

function step(faces: Faces, direction: 'past' | 'future'): Faces {
  // Broken code is undone first of all: back to the last text that could be read.
  if (faces.trouble && direction === 'past') return { ...withoutTrouble(faces), text: rewriteCode(faces.text, faces.value) }
  const target = faces[direction].at(-1)
  if (!target) return faces
  const here = { value: faces.value, text: faces.text }
  const { past, future } = faces
  return direction === 'past'
    ? { ...target, past: past.slice(0, -1), future: [...future, here] }
    : { ...target, past: [...past, here], future: future.slice(0, -1) }
}

function withoutTrouble({ trouble: _trouble, ...faces }: Faces): Faces {
  return faces
}

function same(a: unknown, b: unknown): boolean {
  // What nobody touched is the same object: of a list of 5,000 items only the edited one is looked into.
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry, index) => same(entry, b[index]))
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = keysOf(a)
  return keys.length === keysOf(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
}

const keysOf = (value: Record<string, unknown>) => Object.keys(value).filter((key) => value[key] !== undefined)

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
