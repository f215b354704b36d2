import { slaSchema } from '@shaotai/core'
import { aSla } from '@shaotai/core/testing'
import { describe, expect, it } from 'vitest'
import { readCode } from '../platform/editor/read-code.ts'
import type { JsonSchema } from '../platform/form/prepare-schema.ts'
import { replaceAt } from './edit-at.ts'
import { editFaces, facesOf, placesOf, type FaceEdit, type Faces } from './faces.ts'

const sla = aSla()
const AMOUNT = '/clocks/2/goals/0/amount'
const say = { syntax: (code: string) => code, schema: (problem: { code: string; at: string }) => `${problem.code} ${problem.at}` }
const typed = (text: string, at = 0): FaceEdit => ({ type: 'code', reading: readCode(text, slaSchema as unknown as JsonSchema, say), at })
const filled = (faces: Faces, place: string, value: unknown, at = 0): FaceEdit => {
  return { type: 'form', value: replaceAt(faces.value, place, value), at, place }
}
const run = (...edits: (FaceEdit | ((faces: Faces) => FaceEdit))[]) =>
  edits.reduce<Faces>((faces, edit) => editFaces(faces, typeof edit === 'function' ? edit(faces) : edit), facesOf(sla))

describe('one document, several faces', () => {
  it('writes an edit of the form into the code', () => {
    const faces = run((now) => filled(now, AMOUNT, 2))
    expect(JSON.parse(faces.text)).toEqual(replaceAt(sla, AMOUNT, 2))
  })

  it('shows an edit of the code in the form', () => {
    const faces = run((now) => typed(now.text.replace('"amount": 3,', '"amount": 2,')))
    expect(faces.value).toEqual(replaceAt(sla, AMOUNT, 2))
    expect(faces.trouble).toBeUndefined()
  })

  it('keeps the layout somebody gave the code', () => {
    const compact = JSON.stringify(sla)
    const faces = run(typed(compact), (now) => filled(now, AMOUNT, 2))
    expect(faces.text).toBe(compact.replace('"amount":3,"unit":"hour"', '"amount":2,"unit":"hour"'))
  })

  it('keeps the form as it was while the code is broken, and the code to the letter', () => {
    const broken = JSON.stringify(sla, null, 2).replace('"amount": 3,', '"amount": 2')
    const faces = run(typed(broken))
    expect(faces.value).toEqual(sla)
    expect(faces.text).toBe(broken)
    expect(faces.trouble?.line).toBe(broken.slice(0, broken.indexOf('"amount": 2')).split('\n').length + 1)
  })

  it('lets nothing in the form overwrite broken code', () => {
    const faces = run(typed('{ "calendar": '), (now) => filled(now, AMOUNT, 2))
    expect(faces.text).toBe('{ "calendar": ')
    expect(faces.value).toEqual(sla)
  })

  it('refuses an unknown key with its place, and takes nothing of that text', () => {
    const faces = run(typed(JSON.stringify({ ...sla, calender: 'x' }, null, 2)))
    expect(faces.trouble).toMatchObject({ pointer: '/calender' })
    expect(faces.value).toEqual(sla)
  })

  it('goes on once the code is mended', () => {
    const faces = run(typed('{'), typed(JSON.stringify(replaceAt(sla, AMOUNT, 5), null, 2)))
    expect(faces.trouble).toBeUndefined()
    expect(faces.value).toEqual(replaceAt(sla, AMOUNT, 5))
  })

  it('drops broken code on request: the code is again what the form shows', () => {
    const faces = run((now) => filled(now, AMOUNT, 2), typed('{'), { type: 'drop-code' })
    expect(faces.trouble).toBeUndefined()
    expect(JSON.parse(faces.text)).toEqual(replaceAt(sla, AMOUNT, 2))
  })

  it('undoes and repeats across faces', () => {
    const edited = run(
      (now) => filled(now, AMOUNT, 2, 0),
      (now) => typed(now.text.replace('"amount": 2,', '"amount": 1,'), 5000),
    )
    const once = editFaces(edited, { type: 'undo' })
    expect(once.value).toEqual(replaceAt(sla, AMOUNT, 2))
    const twice = editFaces(once, { type: 'undo' })
    expect(twice.value).toEqual(sla)
    expect(JSON.parse(twice.text)).toEqual(sla)
    expect(editFaces(editFaces(twice, { type: 'redo' }), { type: 'redo' }).value).toEqual(edited.value)
  })

  it('takes one stretch of typing in one field as one step', () => {
    const faces = run(
      (now) => filled(now, '/clocks/2/name', '到', 0),
      (now) => filled(now, '/clocks/2/name', '到达', 300),
      (now) => filled(now, '/clocks/2/name', '到达现场', 600),
    )
    expect(faces.past).toHaveLength(1)
    expect(editFaces(faces, { type: 'undo' }).value).toEqual(sla)
  })

  it('undoes what was done before the page was opened, and does it again', () => {
    const opened = run({ type: 'remember', values: [replaceAt(sla, AMOUNT, 1), replaceAt(sla, AMOUNT, 2)] })
    expect(opened.value).toEqual(sla)
    const twice = editFaces(editFaces(opened, { type: 'undo' }), { type: 'undo' })
    expect(twice.value).toEqual(replaceAt(sla, AMOUNT, 1))
    expect(editFaces(twice, { type: 'redo' }).value).toEqual(replaceAt(sla, AMOUNT, 2))
  })

  it('names the places that differ', () => {
    expect(placesOf(sla, replaceAt(sla, AMOUNT, 2))).toEqual([AMOUNT])
  })
})
