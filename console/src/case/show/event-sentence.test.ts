import { CANONICAL_EVENTS, type CaseEvent } from '@shaotai/core'
import { aPolicy, aStoryAt } from '@shaotai/core/testing'
import i18next from 'i18next'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseLanguage } from '../../platform/i18n.ts'
import { eventSentence } from './event-sentence.ts'

const unit = (id: string) => ({ ZF: '综合执法局', SL: '水利局' })[id] ?? id
const say = (event: Partial<CaseEvent>) =>
  eventSentence(
    {
      seq: 1,
      type: 'case.submitted',
      at: 0,
      by: { person: 'p', name: '张三', unit: 'ZF', roles: [] },
      unit: 'ZF',
      data: {},
      ...event,
    } as CaseEvent,
    {
      t: i18next.t,
      policy: aPolicy(),
      unit,
    },
  )

afterEach(() => chooseLanguage('zh'))

describe('every canonical event has a sentence', () => {
  for (const language of ['zh', 'en'] as const) {
    it.each(CANONICAL_EVENTS)(`${language} %s`, async (type) => {
      await chooseLanguage(language)
      const sentence = say({ type })
      expect(sentence).not.toContain('sentence.')
      expect(sentence).not.toContain('{{')
      expect(sentence.trim()).not.toBe('')
    })
  }
})

describe('sentences name what matters', () => {
  it.each<[string, Partial<CaseEvent>, string]>([
    ['a dispatch with others', { type: 'case.dispatched', data: { lead: 'ZF', cooperating: ['SL'] } }, '派件：综合执法局牵头，水利局配合'],
    ['a dispatch to one', { type: 'case.dispatched', data: { lead: 'ZF', cooperating: [] } }, '派件：综合执法局牵头'],
    [
      'responders',
      { type: 'assignment.respondersNamed', data: { responders: [{ name: '张三' }, { name: '李四' }] } },
      '综合执法局派出张三、李四',
    ],
    ['a request for days', { type: 'request.opened', data: { kind: 'extension', days: 2 } }, '综合执法局申请延期：2 天'],
    ['a refusal', { type: 'request.decided', data: { kind: 'extension', approved: false } }, '不同意综合执法局申请延期'],
    ['a new round', { type: 'case.reworkOrdered', data: { round: 2 } }, '重办，进入第 2 轮'],
    ['an arrival the town confirms', { type: 'assignment.arrived', data: { confirmedByTown: true } }, '镇街确认综合执法局已到场'],
    ['a merger', { type: 'case.merged', data: { target: { number: 'X2026-00002' } } }, '并入X2026-00002，由该件一并办理'],
    ['a merger one may not know of', { type: 'case.merged', data: {} }, '并入另一件，由该件一并办理'],
    ['an appeal', { type: 'appeal.opened', data: { against: 'card/12' } }, '综合执法局提出申诉：督办牌'],
    [
      'a hand-over',
      { type: 'discipline.handedOver', data: { card: 'red', count: 2, name: '一月两红' } },
      '综合执法局红牌满 2 张，移交纪检：一月两红',
    ],
    ['a card', { type: 'card.issued', data: { card: 'yellow', name: '逾期未到场' } }, '综合执法局黄牌：逾期未到场'],
  ])('%s', (_, event, sentence) => expect(say(event)).toBe(sentence))

  it('a whole story reads without a gap', () => {
    for (const event of aStoryAt('evaluate').events) expect(say(event)).not.toMatch(/\{\{|undefined|sentence\./)
  })
})
