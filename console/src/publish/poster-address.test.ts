import { expect, it } from 'vitest'
import { posterAddress, readOrigin } from './poster-address.ts'

it.each([
  ['https://shaotai.example/', 'https://shaotai.example'],
  ['http://10.0.0.5:3000/login?to=x', 'http://10.0.0.5:3000'],
  ['shaotai.example', 'https://shaotai.example'],
  ['', undefined],
  ['不是网址 x', undefined],
  ['javascript:alert(1)', undefined],
  ['https://user:word@shaotai.example', undefined],
  ['ftp://shaotai.example', undefined],
])('%s is read as %s', (typed, origin) => expect(readOrigin(typed)).toBe(origin))

it('leads to the form of a township, and of a source', () => {
  expect(posterAddress('https://a.example', { town: 'NH', source: '' })).toBe('https://a.example/cases/new?town=NH')
  expect(posterAddress('https://a.example', { town: 'N H', source: 'qr&x' })).toBe('https://a.example/cases/new?town=N+H&source=qr%26x')
})
