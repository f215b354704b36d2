import { TERMS, type Term } from '@shaotai/core'
import { expect, it } from 'vitest'
import { sayWith, sentenceOf } from './preview.ts'

it.each(Object.keys(TERMS) as Term[])('%s is shown in a sentence with the county’s word', (term) => {
  const said = sayWith(sentenceOf(term), { ...TERMS, [term]: '县里的词' })
  expect(said.map(({ text }) => text).join('')).toContain('县里的词')
  expect(said.every(({ text }) => text !== '' && !text.includes('{'))).toBe(true)
})
