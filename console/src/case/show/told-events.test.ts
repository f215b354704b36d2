import type { CaseEvent } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { toldEvents } from './told-events.ts'

const event = (type: CaseEvent['type'], data: Record<string, unknown> = {}, reason?: string) =>
  ({ type, data, ...(reason && { reason: { text: reason } }) }) as CaseEvent

const appeal = { request: 'r1', kind: 'appeal', against: 'rating/1' }
const opened = [
  event('request.opened', { id: 'r1', kind: 'appeal', against: 'rating/1', form: { note: '见附件' } }, '事实有出入'),
  event('appeal.opened', appeal, '事实有出入'),
]
const decided = [
  event('request.decided', { request: 'r1', kind: 'appeal', approved: true }, '记录证实'),
  event('appeal.decided', { ...appeal, outcome: 'withdrawn' }),
]

describe('what a timeline tells', () => {
  it.each([
    ['an appeal is one line', opened, ['appeal.opened']],
    ['its decision is one line', [...opened, ...decided], ['appeal.opened', 'appeal.decided']],
    ['which says what became of a rating', [...decided, event('rating.screened', { rating: 1, request: 'r1' })], ['appeal.decided']],
    ['and of a card', [...decided, event('card.withdrawn', { card: '12', request: 'r1' })], ['appeal.decided']],
    ['a card withdrawn otherwise is told', [event('card.withdrawn', { card: '12' })], ['card.withdrawn']],
    ['any other request is told as it is', [event('request.opened', { id: 'r1', kind: 'extension' })], ['request.opened']],
    ['what follows by itself is not told', [event('assignment.created'), event('case.closed')], ['case.closed']],
    [
      'one appeal does not hide another',
      [...opened, event('request.opened', { id: 'r2', kind: 'appeal' })],
      ['appeal.opened', 'request.opened'],
    ],
  ])('%s', (_, events, told) => expect(toldEvents(events).map(({ type }) => type)).toEqual(told))

  it('loses nothing that was said or handed in', () => {
    const [made, settled] = toldEvents([...opened, ...decided])
    expect(made).toMatchObject({ reason: { text: '事实有出入' }, data: { form: { note: '见附件' }, against: 'rating/1' } })
    expect(settled).toMatchObject({ reason: { text: '记录证实' }, data: { outcome: 'withdrawn' } })
  })
})
