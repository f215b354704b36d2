const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千']

/** 1 → 一, 10 → 十, 12 → 十二, 105 → 一百零五, up to 9999; as clauses of regulations are numbered. */
export function chineseNumber(value: number): string {
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += `${gap ? '零' : ''}${DIGITS[digit] ?? ''}${PLACES[place] ?? ''}`
    gap = false
  }
  // 十二, not 一十二, where a number begins with ten.
  return text === '' ? '零' : text.replace(/^一十/, '十')
}
