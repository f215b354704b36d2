import type { DayHours } from '@shaotai/core'

/** Office hours as one types them: 8:30-12:00, 13:30-17:30. */
export function writeHours(hours: DayHours): string {
  return hours.map(([from, to]) => `${from}–${to}`).join('，')
}

/** Office hours somebody typed, in any of the usual strokes and signs; nothing for what is none, overlaps or runs backwards. */
export function readHours(text: string): DayHours | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[,;、，；\s]+/)
    .filter((part) => part !== '')
  const read = parts.map((part) => {
    const [, from, to] = /^(\d{1,2}:\d{2})[-–—~至到](\d{1,2}:\d{2})$/.exec(part) ?? []
    return from === undefined || to === undefined ? undefined : ([from.padStart(5, '0'), to.padStart(5, '0')] as [string, string])
  })
  const hours = read.filter((one) => one !== undefined)
  if (hours.length === 0 || hours.length !== parts.length || hours.length > 6) return undefined
  const moments = hours.flat()
  const isTime = (moment: string) => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(moment)
  const rises = moments.every((moment, index) => index === 0 || moment >= (moments[index - 1] ?? ''))
  return moments.every(isTime) && rises && hours.every(([from, to]) => from < to) ? hours : undefined
}
