import type { ScoreExplanationView } from '@shaotai/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { describe, expect, it } from 'vitest'
import { Explanation } from './ScoreDrawer.tsx'

const view: ScoreExplanationView = {
  sheet: {
    subject: 'ZF',
    score: '72.63',
    exact: '581/8',
    rank: 7,
    facts: 16,
    raters: 10,
    veto: [],
    outcomes: [],
    terms: [term('speed', '响应速度', '41.25'), term('quality', '响应质量', '39.375')],
    adjustments: [
      { id: 'late', name: '逾期未答复', count: 3, points: '-8', raters: null },
      { id: 'red', name: '红牌', count: 0, points: '0', raters: null },
    ],
    adjustment: '-8',
    corrections: [],
  },
  terms: [
    {
      part: 'speed',
      total: 1,
      entries: [],
      cases: [
        {
          case: 'c1',
          assignment: 'a1',
          number: 'HC-00001',
          title: '占道经营',
          town: 'NH',
          closedAt: Date.UTC(2026, 10, 2),
          value: 4,
          points: '41.25',
        },
      ],
    },
    { part: 'quality', total: 0, cases: [], entries: [] },
  ],
  adjustments: [],
  vetoes: [],
  corrections: [],
  comments: [],
  aggregatesOnly: false,
}

function term(part: string, name: string, points: string): ScoreExplanationView['sheet']['terms'][number] {
  return {
    part,
    name,
    within: [],
    use: part,
    weight: '1/2',
    value: '82.5',
    points,
    numerator: '66',
    denominator: '16',
    sample: 16,
    raters: 1,
    how: { op: 'mean', each: 'fact' },
  }
}

function show(given: ScoreExplanationView) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Explanation view={given} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
}

describe('how a score came about', () => {
  it('adds its terms and adjustments up to the score', () => {
    show(view)
    expect(screen.getByText('响应速度 41.25 + 响应质量 39.38 − 加扣分 8 = 72.63')).toBeTruthy()
  })

  it('names only adjustments that counted', () => {
    show(view)
    expect(screen.getByText('逾期未答复：3 件')).toBeTruthy()
    expect(screen.queryByText(/红牌/)).toBeNull()
  })

  it('opens a term to its cases, each with a link', async () => {
    show(view)
    fireEvent.click(screen.getByText('看这 1 件'))
    const link = await screen.findByRole('link', { name: 'HC-00001' })
    expect(link.getAttribute('href')).toBe('/cases/c1')
  })

  it('says so when there is no sample', () => {
    const terms = view.sheet.terms.map((one) => ({ ...one, sample: 0, points: null, value: null }))
    show({ ...view, sheet: { ...view.sheet, score: null, exact: null, rank: null, terms } })
    expect(screen.getByText('本期没有办结的哨件，没有得分。')).toBeTruthy()
  })

  it('says in words how each term came about', () => {
    show(view)
    expect(screen.getByText('16 件合计 66，平均后按刻度换算 = 82.5；权重 1/2，计 41.25 分。')).toBeTruthy()
  })

  it('adds what an earlier period still owed, and links its cases', () => {
    const corrections = [{ period: '2026-10', published: '60.00', corrected: '65.00', difference: '2', withheld: '3', cases: ['c9'] }]
    const cases = [{ case: 'c9', number: 'X2026-00009', title: '占道经营' }]
    show({ ...view, sheet: { ...view.sheet, corrections, score: '74.63' }, corrections: [{ period: '2026-10', cases }] })
    expect(screen.getByText('响应速度 41.25 + 响应质量 39.38 − 加扣分 8 + 往期更正 2 = 74.63')).toBeTruthy()
    expect(screen.getByText('2026年10月公布 60.00，应为 65.00')).toBeTruthy()
    expect(screen.getByRole('link', { name: '有变动的哨件 X2026-00009' }).getAttribute('href')).toBe('/cases/c9')
    expect(screen.getByText(/余 3 分顺延下期/)).toBeTruthy()
  })

  it('opens to entries with their evidence', () => {
    const entry = {
      id: 'e1',
      input: 'town',
      subject: 'ZF',
      value: '90',
      reason: '年度评议',
      attachments: ['f'.repeat(64)],
      at: Date.UTC(2026, 10, 2),
      unit: 'ZH03',
      person: 'p',
      name: '朱传玺',
      role: 'town-principal' as const,
    }
    show({ ...view, terms: [{ part: 'speed', cases: [], total: 0, entries: [{ entry, points: '36' }] }] })
    expect(screen.getByText('计 36 分。年度评议')).toBeTruthy()
    expect(screen.getByRole('link', { name: '材料 1' }).getAttribute('href')).toBe(`/api/v1/score-entries/e1/attachments/${'f'.repeat(64)}`)
  })

  it('back to back: words without names, and nothing to open', () => {
    const terms = view.terms.map((term) => ({ ...term, cases: [], total: 0 }))
    show({ ...view, terms, comments: ['拖沓', '拖沓'], aggregatesOnly: true })
    expect(screen.getAllByText('拖沓')).toHaveLength(2)
    expect(screen.getByText('背靠背考核只显示汇总。')).toBeTruthy()
    expect(screen.queryByText(/看这/)).toBeNull()
  })
})
