import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@shaotai/plugin/testing'
import plugin from './plugin.ts'

const NOTICE = '一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n二、端午节：6月19日（周五）放假，与周末连休。'

test('读出放假和调休 / reads holidays and make-up workdays', async () => {
  const { days, doubts } = await createHost(plugin).read('notice', { year: 2026, text: NOTICE })
  assert.deepEqual(days, [
    { date: '2026-01-01', kind: 'holiday', name: '元旦' },
    { date: '2026-01-02', kind: 'holiday', name: '元旦' },
    { date: '2026-01-03', kind: 'holiday', name: '元旦' },
    { date: '2026-01-04', kind: 'makeup', name: '元旦' },
    { date: '2026-06-19', kind: 'holiday', name: '端午节' },
  ])
  assert.deepEqual(doubts, [])
})

test('读不准的留给管理员 / leaves what it cannot read to the administrator', async () => {
  const { days, doubts } = await createHost(plugin).read('notice', { year: 2026, text: '国庆节放假安排另行通知。' })
  assert.deepEqual(days, [])
  assert.deepEqual(doubts, ['国庆节放假安排另行通知'])
})
