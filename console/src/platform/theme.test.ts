import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { COLOURS as C, themeOf } from './theme.ts'

describe('text stays readable on what it is printed on (WCAG AA, 4.5:1)', () => {
  const pairs: [name: string, text: string, ground: string][] = [
    ['body', C.text, C.paper],
    ['body on page', C.text, C.page],
    ['secondary on page', C.textSecond, C.page],
    ['description on page', C.textThird, C.page],
    ['link', C.primary, C.paper],
    ['link on its tint', C.primary, C.primaryBg],
    ['button', C.paper, C.primary],
    ['header', C.onHeader, C.header],
    ['header, quiet', C.onHeaderQuiet, C.header],
    ['red tag', C.red, C.redBg],
    ['amber tag', C.amber, C.amberBg],
    ['green tag', C.green, C.greenBg],
    ['purple tag', C.purple, C.purpleBg],
    ['placeholder', String(themeOf({ phone: false, density: 'comfortable', large: false }).token?.colorTextPlaceholder), C.paper],
  ]
  it.each(pairs)('%s', (_name, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })
})

describe('targets', () => {
  it('a phone gets 17 px text and at least 44 px to touch', () => {
    const token = themeOf({ phone: true, density: 'compact', large: false }).token
    expect(token?.fontSize).toBe(17)
    expect(token?.controlHeight).toBeGreaterThanOrEqual(44)
  })
  it('the large edition is 20 px', () => {
    expect(themeOf({ phone: true, density: 'comfortable', large: true }).token?.fontSize).toBe(20)
  })
})
