import { describe, expect, it } from 'vitest'
import { lacksAny, newlyRequired } from './newly-required.ts'
import type { Form } from './schema.ts'

const form = (required: string[], properties: Record<string, object> = { title: { type: 'string' }, phone: { type: 'string' } }) =>
  ({ schema: { type: 'object', properties, required } }) as unknown as Form

describe('answers a form newly asks for', () => {
  it.each<[string, Form | undefined, Form, string[]]>([
    ['none when nothing changed', form(['title']), form(['title']), []],
    ['the one that became required', form(['title']), form(['title', 'phone']), ['phone']],
    ['all of them in a new form', undefined, form(['title', 'phone']), ['title', 'phone']],
    ['none that went out of use', form([]), form(['phone'], { phone: { type: 'string', 'x-retired': true } }), []],
    ['none that the form does not have', form([]), form(['ghost']), []],
    ['none when one is no longer required', form(['title', 'phone']), form(['title']), []],
  ])('%s', (_, before, after, expected) => expect(newlyRequired(before, after)).toEqual(expected))

  it.each([
    ['filled in', { phone: '1' }, false],
    ['left out', { title: 'a' }, true],
    ['empty', { phone: '' }, true],
  ])('a form with it %s', (_, data, lacks) => expect(lacksAny(form(['phone']), data, ['phone'])).toBe(lacks))
})
