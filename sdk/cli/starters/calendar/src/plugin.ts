import { definePlugin, type CalendarDay } from '@shaotai/plugin'

const HOLIDAY = /(\d{1,2})月(\d{1,2})日(?:（[^）]*）)?(?:至(?:(\d{1,2})月)?(\d{1,2})日(?:（[^）]*）)?)?(?:（[^）]*）)?放假/g
const MAKEUP = /(\d{1,2})月(\d{1,2})日（[^）]*）(?=[^。；]*上班)/g
const NAME = /([\u4e00-\u9fa5]{2,4})：/

/** 逐句读放假通知；读不准的放进 doubts，由管理员确认 / what is not sure stands in `doubts`. */
export default definePlugin({
  id: 'cn.example.calendar',
  version: '0.1.0',
  api: 'shaotai/1',
  vendor: 'example',
  title: { zh: '节假日', en: 'Holidays' },
  description: { zh: '从放假通知读出节假日和调休', en: 'Reads holidays from a notice' },
}).calendar('notice', {
  title: '放假通知',
  read: ({ year, text = '' }) => {
    const sentences = text.split(/[。；\n]/).filter((sentence) => sentence.includes('放假') || sentence.includes('上班'))
    let name = '节假日'
    const days: CalendarDay[] = []
    const doubts: string[] = []
    for (const sentence of sentences) {
      name = NAME.exec(sentence)?.[1] ?? name
      const before = days.length
      for (const [, month = '', first = '', lastMonth, last] of sentence.matchAll(HOLIDAY))
        days.push(...range(year, [Number(month), Number(first)], [Number(lastMonth ?? month), Number(last ?? first)], name))
      if (sentence.includes('上班'))
        for (const [, month = '', day = ''] of sentence.matchAll(MAKEUP))
          days.push({ date: date(year, Number(month), Number(day)), kind: 'makeup', name })
      if (days.length === before) doubts.push(sentence.trim())
    }
    return { year, days, doubts }
  },
})

function range(
  year: number,
  [month, first]: readonly [number, number],
  [lastMonth, last]: readonly [number, number],
  name: string,
): CalendarDay[] {
  const end = Date.UTC(year, lastMonth - 1, last)
  const days: CalendarDay[] = []
  for (let at = Date.UTC(year, month - 1, first); at <= end && days.length < 31; at += 86_400_000)
    days.push({ date: new Date(at).toISOString().slice(0, 10), kind: 'holiday', name })
  return days
}

function date(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
