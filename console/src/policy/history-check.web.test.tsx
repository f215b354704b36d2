import type { HistoryFindings } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { App } from 'antd'
import { describe, expect, it } from 'vitest'
import { RequestFailed } from '../platform/http.ts'
import { HistoryCheck, HistoryResult } from './HistoryCheck.tsx'

const policy = { categories: [{ id: 'quick', name: '快捷哨' }], responsibilities: { items: [] } } as unknown as Policy
const result: HistoryFindings = { hash: 'h', since: 0, until: 0, reached: null, cases: 40, unknown: 0, findings: [] }
const samples = [{ case: 'c1', number: 'HC20260001', category: 'quick' }]
const offList = {
  code: 'policy.history.off-list',
  severity: 'amber' as const,
  at: '/responsibilities/items',
  params: { count: 1, of: 40, numbers: ['HC20260001'], samples },
}

const shows = (given: Partial<HistoryFindings>) => {
  render(<HistoryResult result={{ ...result, ...given }} policy={policy} />)
  return document.body.textContent
}

describe('what last year says about a draft, on screen', () => {
  it.each<[string, Partial<HistoryFindings>, string]>([
    ['nothing found', {}, '对照了 40 件，没有发现问题'],
    ['no cases', { cases: 0 }, '最近十二个月没有哨件，没有可以对照的。'],
    ['out of time', { reached: Date.UTC(2026, 2, 1) }, '哨件太多，只读到2026年3月1日'],
    ['versions that are gone', { unknown: 7 }, '其中 7 件办理时的制度版本已不在系统里'],
    ['a finding', { findings: [offList] }, '去年 40 件中有 1 件清单没有对上，例如 HC20260001。'],
    ['its cases', { findings: [offList] }, 'HC20260001 快捷哨'],
  ])('%s', (_, given, text) => expect(shows(given)).toContain(text))

  const show = (client: QueryClient) =>
    render(
      <QueryClientProvider client={client}>
        <App>
          <HistoryCheck draft={{ id: 'd', hash: 'h' }} policy={policy} />
        </App>
      </QueryClientProvider>,
    )

  it('says that it could not be read, and offers to try again', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { enabled: false, retry: false } } })
    await client.prefetchQuery({ queryKey: ['policy-history', 'd', 'h'], queryFn: () => Promise.reject(new RequestFailed(503, {})) })
    show(client)
    expect(screen.getByRole('alert').textContent).toContain('http.503')
    expect(screen.getByRole('button')).toBeTruthy()
  })

  it('says what it is doing while it reads', () => {
    show(new QueryClient({ defaultOptions: { queries: { enabled: false } } }))
    expect(screen.getByText('正在读最近十二个月的哨件，最多约十秒。')).toBeTruthy()
    expect(screen.getByRole('status')).toBeTruthy()
  })
})
