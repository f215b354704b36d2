import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { LedgerEntryRow, LedgerEntryView, LedgerRound } from '@shaotai/api'
import { allowedLedgerCommands, computeEntryClocks, type Ledger, type Policy } from '@shaotai/core'
import { aLedger, aLedgerPolicy, EntryStory } from '@shaotai/core/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { anActor } from '../case/testing/a-view.ts'
import { answerRequests, renderAs, type Sent } from '../case/testing/page.tsx'
import { ConsultationCard } from './ConsultationCard.tsx'
import { EntryActions } from './EntryActions.tsx'
import { entrySentence } from './event-sentence.ts'
import { LedgersPage } from './LedgersPage.tsx'

let network: ReturnType<typeof answerRequests> | undefined
afterEach(() => network?.restore())

const form = { title: '河道垃圾', owner: 'ZF', deadline: '2026-11-13' }
const opened = (policy: Policy = aLedgerPolicy()) =>
  new EntryStory(policy).do('2026-11-02T09:00', 'supervisor@PT', { name: 'open', data: { ledger: 'rectify', form } })

function aView(story: EntryStory, person: string): LedgerEntryView {
  const { policy, events, entry } = story
  if (!entry) throw new Error('nothing was registered')
  return {
    entry,
    policyVersion: 1,
    clocks: computeEntryClocks(policy, events),
    allowed: allowedLedgerCommands(policy, entry, anActor(person)),
    draft: null,
  }
}

function show(story: EntryStory, person: string, refuse?: object) {
  const view = aView(story, person)
  network = answerRequests(({ method }) =>
    method === 'POST' ? (refuse ? { status: 409, body: refuse } : { body: { ...view, allowed: [] } }) : undefined,
  )
  const onDone = vi.fn()
  const onStale = vi.fn()
  renderAs(person, <EntryActions view={view} policy={story.policy} ended={false} onDone={onDone} onStale={onStale} />)
  return { onDone, onStale }
}
const submit = () => fireEvent.submit(document.querySelector('form') as HTMLFormElement)
const posted = () => network?.sent.find((one) => one.method === 'POST') as Sent

describe('the steps of an entry', () => {
  it('a step without a form is one click, with the version that was looked at', async () => {
    const { onDone } = show(opened(), 'zf-clerk')
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(posted()).toMatchObject({ path: '/ledger-entries/e1/commands/take', body: { data: { step: 'accept' }, expectedVersion: 1 } })
    expect(posted().key.length).toBeGreaterThan(8)
  })

  it('a step with a form shows the form of the policy and sends what was filled in', async () => {
    const { onDone } = show(opened().take('2026-11-02T10:00', 'dept-clerk@ZF', 'accept'), 'zf-clerk')
    fireEvent.click(screen.getByLabelText('是'))
    fireEvent.change(screen.getByLabelText('整改情况'), { target: { value: '清完' } })
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(posted().body).toMatchObject({ data: { step: 'ask', form: { solved: true, result: '清完' } } })
  })

  it('a reason that is owed is asked for before anything is sent', async () => {
    const review = opened()
      .take('2026-11-02T10:00', 'dept-clerk@ZF', 'accept')
      .take('2026-11-03T10:00', 'dept-clerk@ZF', 'ask', { form: { solved: false } })
    show(review, 'supervisor')
    submit()
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(posted()).toBeUndefined()
  })

  it('nothing to do says so', () => {
    show(opened(), 'town')
    expect(screen.getByText('现在没有等您办的步骤')).toBeTruthy()
  })

  it('somebody was faster: the page is told; any other refusal is said where it was tried', async () => {
    const stale = { code: 'ledger.version.stale', params: {}, message: ['x'], statusCode: 409, error: 'Conflict' }
    const first = show(opened(), 'zf-clerk', stale)
    submit()
    await waitFor(() => expect(first.onStale).toHaveBeenCalled())
    network?.restore()
    document.body.innerHTML = ''
    show(opened(), 'zf-clerk', { ...stale, code: 'ledger.step.guard', message: ['还不能“认领”'] })
    submit()
    expect(await screen.findByText('还不能“认领”')).toBeTruthy()
  })
})

/** The same ledger asking T1 and SL as soon as it is registered. */
const consulting: Partial<Ledger> = {
  open: { by: ['supervisor'], state: 'review' },
  consultation: {
    name: '征求意见',
    state: 'review',
    units: ['T1', 'SL'],
    by: ['town-clerk', 'dept-leader'],
    limit: { amount: 3, unit: 'day', basis: 'working-days' },
    silence: 'stated',
    veto: 'all',
  },
}
const asked = () => opened(aLedgerPolicy([aLedger(consulting)]))

describe('a consultation', () => {
  it('whoever does not simply agree says why', async () => {
    const { onDone } = show(asked(), 'town')
    fireEvent.click(screen.getByLabelText('不同意'))
    submit()
    expect(await screen.findByText('请写明意见')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('意见'), { target: { value: '群众不满意' } })
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(posted()).toMatchObject({
      path: '/ledger-entries/e1/commands/answer',
      body: { data: { answer: 'disagree', text: '群众不满意' } },
    })
  })

  it('shows who answered, who has a veto, and who stayed silent', () => {
    const story = asked()
      .do('2026-11-02T10:00', 'town-clerk@T1', { name: 'answer', data: { answer: 'agree' } })
      .until('2026-11-06T09:00')
    network = answerRequests(() => undefined)
    renderAs('supervisor', <ConsultationCard title="征求意见" consultation={story.entry!.consultation!} clock={undefined} />)
    for (const words of ['同意', '逾期未答复', '已结束']) expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getAllByText('有否决权')).toHaveLength(2)
  })
})

describe('an approval', () => {
  const approving: Partial<Ledger> = {
    open: { by: ['supervisor'], state: 'review' },
    approvals: [{ id: 'decide', name: '审定', mode: 'all', by: ['supervisor'], abstain: 'uncounted' }],
    states: aLedger().states.map((state) => (state.id === 'review' ? { ...state, approval: 'decide' } : state)),
    steps: [{ id: 'yes', name: '通过', from: ['review'], to: 'done', by: ['system'], when: { eq: ['approval.status', 'passed'] } }],
  }

  it('offers what the seat may say, and anything but yes needs words', async () => {
    const { onDone } = show(opened(aLedgerPolicy([aLedger(approving)])), 'supervisor')
    fireEvent.click(screen.getByLabelText('弃权'))
    submit()
    expect(await screen.findByText('请写明意见')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('意见'), { target: { value: '不了解' } })
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(posted()).toMatchObject({ path: '/ledger-entries/e1/commands/sign', body: { data: { stance: 'abstain', comment: '不了解' } } })
    expect(screen.queryByLabelText('回避')).toBeNull()
  })

  it('offers on an entry what it offers on a case: 加签, 转办, 退回, and again by the same forms', async () => {
    const rule = { ...approving.approvals![0]!, addSeat: ['before' as const], passOn: ['transfer' as const] }
    const sendBack = { to: ['submitter' as const], then: 'restart' as const }
    const { onDone } = show(opened(aLedgerPolicy([aLedger({ ...approving, approvals: [{ ...rule, sendBack }] })])), 'supervisor')
    for (const name of ['前加签：审定', '转办：审定']) expect(screen.getByRole('button', { name })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '退回：审定' }))
    fireEvent.click(screen.getByLabelText('送审人'))
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '缺照片' } })
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(posted()).toMatchObject({
      path: '/ledger-entries/e1/commands/sendBack',
      body: { data: { approval: 'p1', seat: 'supervisor', to: 'submitter', reason: { text: '缺照片' } } },
    })
  })
})

describe('the list of a ledger', () => {
  const row: LedgerEntryRow = {
    id: 'e1',
    number: 'ZG2026-0001',
    ledger: 'rectify',
    title: '河道垃圾',
    owner: 'ZF',
    author: 'PT',
    state: 'doing',
    phase: 'DOING',
    round: 1,
    card: 'yellow',
    level: 2,
    version: 3,
    openedAt: 0,
    endedAt: null,
    nextDueAt: 1,
    nextClock: 'finish',
  }
  const round: LedgerRound = {
    ledger: 'rectify',
    round: '2026-11',
    from: 0,
    to: 1,
    total: { due: 5, done: 3, overdue: 1, early: 0 },
    units: [{ unit: 'ZF', due: 5, done: 3, overdue: 1, early: 0 }],
  }
  const page = (data: LedgerEntryRow[], policy: Policy = aLedgerPolicy(), status = 200) => {
    network = answerRequests(({ path }) => {
      if (path.startsWith('/policies')) return { body: { hash: 'h', version: 1, document: policy } }
      if (path.includes('/rounds/')) return { body: round }
      if (path.startsWith('/ledger-entries'))
        return { status, body: { data, total: data.length, count: data.length, page: 1, pageCount: 1 } }
      return undefined
    })
    renderAs('supervisor', <LedgersPage />)
  }

  it('shows entries with state, card and level, the round in figures, and a button for who registers', async () => {
    page([row])
    expect(await screen.findByText('河道垃圾')).toBeTruthy()
    for (const words of ['整改中', '黄牌', '2 级督办']) expect(screen.getByText(words)).toBeTruthy()
    for (const words of ['应销 5', '已销 3', '超期 1']) expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByLabelText('综合执法局：应销 5，已销 3，超期 1')).toBeTruthy()
    expect(screen.getByText('登记').closest('a')?.getAttribute('href')).toBe('/ledgers/new/rectify')
  })

  it('nothing there says so', async () => {
    page([])
    expect(await screen.findByText('没有在办的事项')).toBeTruthy()
  })

  it('a county without ledgers says so', async () => {
    page([], aLedgerPolicy([]))
    expect(await screen.findByText('本县还没有设台账')).toBeTruthy()
  })

  it('a failure can be tried again', async () => {
    page([], aLedgerPolicy(), 500)
    expect(await screen.findByText('重试')).toBeTruthy()
  })
})

describe('what happened, in words', () => {
  const t = ((key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ')) as never
  it.each([
    ['a step by its name', { type: 'entry.moved', data: { name: '申请销账' } }, '申请销账'],
    [
      'an answer by its unit',
      { type: 'consultation.answered', data: { unit: 'T1', answer: 'agree' } },
      'ledger:event.consultation.answered T1 ledger:answer.agree',
    ],
    ['who stayed silent', { type: 'consultation.ended', data: { silent: ['SL'] } }, 'ledger:event.consultation.silent SL'],
    ['a reminder without a card', { type: 'card.issued', data: { name: '临期提醒', card: 'none' } }, 'ledger:event.card.issued 临期提醒'],
  ])('%s', (_name, event, words) => expect(entrySentence(event as never, { t, unit: (id) => id, role: (id) => id })).toBe(words))
})
