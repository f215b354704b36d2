import type { ScoreEntryList } from '@shaotai/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import { MemoryRouter } from 'react-router'
import { describe, expect, it } from 'vitest'
import { BulletinSheet } from './BulletinPage.tsx'
import { Entries } from './EntryDrawer.tsx'
import { entrySchema, valueText } from './entry-schema.ts'
import { LockNotes, LockTag } from './LockState.tsx'

const town: ScoreEntryList['mine'][number] = {
  input: {
    id: 'town',
    name: '街道评价',
    note: '年度评议',
    by: ['town-principal'],
    about: 'managed',
    min: '0',
    max: '100',
    times: 'once',
    combine: 'mean',
    reason: 'required',
    attachment: 'required',
  },
  subjects: [{ id: 'GA1', name: '南河派出所' }],
}
const entry = {
  id: 'e1',
  input: 'town',
  subject: 'GA1',
  value: '90',
  at: 0,
  unit: 'ZH03',
  person: 'p',
  name: '朱传玺',
  role: 'town-principal' as const,
}
const board = { model: 'agencies', period: '2026', subjects: [{ id: 'GA1', name: '南河派出所', opens: true }] }

function show(node: React.ReactNode) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <App>
          <MemoryRouter>{node}</MemoryRouter>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  )
}

describe('figures people enter', () => {
  it('offers the own inputs with their words, range and evidence', () => {
    show(<Entries list={{ locked: false, entries: [], mine: [town] }} board={board} />)
    for (const text of ['街道评价', '年度评议', '每单位每期录一次，再录即更改。', '依据材料（必传）', '还没有录入。'])
      expect(screen.getByText(text)).toBeTruthy()
    expect(screen.getByText('0 到 100')).toBeTruthy()
  })

  it('asks for what is missing before anything is sent', async () => {
    show(<Entries list={{ locked: false, entries: [], mine: [town] }} board={board} />)
    fireEvent.submit(document.querySelector('form') as HTMLFormElement)
    expect((await screen.findAllByText(/理由/)).length).toBeGreaterThan(0)
    expect(document.querySelectorAll('[aria-invalid="true"], .ant-form-item-has-error').length).toBeGreaterThan(0)
  })

  it('shows what was entered, and what was changed or withdrawn', () => {
    const entries = [
      { ...entry, current: false },
      { ...entry, id: 'e2', value: '95', reason: '更正', current: true },
      { ...entry, id: 'e3', value: null, current: false },
    ]
    show(<Entries list={{ locked: false, entries, mine: [] }} board={board} />)
    expect(screen.getByText('95')).toBeTruthy()
    expect(screen.getByText('更正')).toBeTruthy()
    expect(screen.getByText('已更改')).toBeTruthy()
    expect(screen.getByText('已撤回')).toBeTruthy()
    expect(screen.getByText('这一期没有由您录入的项目。')).toBeTruthy()
  })

  it('says that a locked period takes nothing more', () => {
    show(<Entries list={{ locked: true, entries: [], mine: [] }} board={board} />)
    expect(screen.getByText('这一期已锁定，不能再录入。')).toBeTruthy()
  })

  it('is made from the schema of an entry', () => {
    expect(entrySchema(town, { subject: '对象', value: '数值', range: '0 到 100' })).toMatchObject({
      properties: {
        subject: { oneOf: [{ const: 'GA1', title: '南河派出所' }] },
        value: { minimum: 0, maximum: 100 },
        reason: { title: '理由', maxLength: 2000, minLength: 1 },
      },
      required: ['subject', 'value', 'reason'],
    })
  })

  it.each([
    [85.5, '85.5'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0'],
    [-5, '-5'],
  ])('%d is sent as %s', (value, text) => expect(valueText(value)).toBe(text))
})

describe('where a period stands', () => {
  const trial = { status: 'trial' as const, locksAt: Date.UTC(2026, 11, 7), lockedAt: null, revision: 0, lockedBy: null, reason: null }
  const locked = {
    status: 'locked' as const,
    locksAt: null,
    lockedAt: Date.UTC(2026, 11, 7),
    revision: 2,
    lockedBy: '平台负责人',
    reason: '评价经甄别剔除',
  }
  const open = { mode: 'open' as const, minRaters: 1, whole: true }

  it('on trial: says when it locks', () => {
    show(<LockTag lock={trial} />)
    show(<LockNotes board={{ afterLock: 'next-period', lock: trial, visibility: open }} />)
    expect(screen.getByText('试行')).toBeTruthy()
    expect(screen.getByText(/^试行：得分随哨件变动，12月7日/)).toBeTruthy()
  })
  it('past its time: within a day', () => {
    show(<LockNotes board={{ afterLock: 'next-period', lock: { ...trial, locksAt: null }, visibility: open }} />)
    expect(screen.getByText(/将在一天内锁定公布/)).toBeTruthy()
  })
  it('locked, and published again for a reason', () => {
    show(<LockTag lock={locked} />)
    show(<LockNotes board={{ afterLock: 'next-period', lock: locked, visibility: open }} />)
    expect(screen.getByText(/计入下期更正/)).toBeTruthy()
    for (const text of ['已锁定', '第 2 次公布', '平台负责人：评价经甄别剔除']) expect(screen.getByText(text)).toBeTruthy()
  })
  it.each([
    [true, /您可以看到全部评价/],
    [false, /只公布至少 3 家评价的汇总/],
  ])('back to back, whole %s', (whole, text) => {
    show(<LockNotes board={{ afterLock: 'next-period', lock: trial, visibility: { mode: 'back-to-back', minRaters: 3, whole } }} />)
    expect(screen.getByText(text)).toBeTruthy()
  })
})

describe('the bulletin', () => {
  it('is a paper of tables', () => {
    show(
      <BulletinSheet
        bulletin={{
          title: '月度考核（2026年10月）',
          note: '按第 2 版制度计算',
          sections: [{ heading: '得分与排名', columns: ['名次', '考核对象'], rows: [['1', '水利局']] }],
        }}
      />,
    )
    expect(screen.getByRole('heading', { name: '月度考核（2026年10月）' })).toBeTruthy()
    expect(screen.getByRole('columnheader', { name: '考核对象' })).toBeTruthy()
    expect(screen.getByRole('cell', { name: '水利局' })).toBeTruthy()
  })
  it('says when there is nothing to say', () => {
    show(<BulletinSheet bulletin={{ title: 'x', note: '', sections: [] }} />)
    expect(screen.getByText('这一期没有可通报的内容。')).toBeTruthy()
  })
})
