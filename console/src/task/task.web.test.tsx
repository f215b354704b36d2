import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { TaskPreview, TownTaskRow } from '@shaotai/api'
import { aLedger, aLedgerPolicy } from '@shaotai/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { answerRequests, renderAs, type Sent } from '../case/testing/page.tsx'
import { GateCard } from './GateCard.tsx'
import { NewTaskPage } from './NewTaskPage.tsx'
import { TasksPage } from './TasksPage.tsx'

let network: ReturnType<typeof answerRequests>
afterEach(() => network.restore())

const policy = {
  ...aLedgerPolicy([aLedger({ id: 'admission', name: '准入申请' })]),
  gate: {
    title: '准入',
    by: ['dept-clerk' as const],
    gated: ['target' as const],
    permits: ['territorial' as const],
    townDuty: true,
    units: 'involved' as const,
    ledger: 'admission',
  },
}
const listOf = (data: unknown[]) => ({ data, total: data.length, count: data.length, page: 1, pageCount: 1 })
const serve = (answer: (sent: Sent) => { status?: number; body: unknown } | undefined) => {
  network = answerRequests(
    (sent) => answer(sent) ?? (sent.path.startsWith('/policies') ? { body: { hash: 'h', version: 1, document: policy } } : undefined),
  )
}

describe('the gate beside the form', () => {
  const gate = (preview: TaskPreview) => {
    serve(({ path }) => (path === '/task-previews' ? { body: preview } : undefined))
    renderAs('zf-clerk', <GateCard task={{ kind: 'target', towns: ['T1'] }} />)
  }

  it('refused: the sentence, and the way to ask for admission', async () => {
    gate({
      allowed: false,
      refusal: { code: 'task.item.required', params: { ask: '准入申请', ledger: 'admission' }, why: { clause: '准入制度' } },
    })
    expect(await screen.findByText('不能交办')).toBeTruthy()
    expect(screen.getByText(/没有对应的清单事项，不能交给乡镇.*准入申请/)).toBeTruthy()
    expect(screen.getByText('依据：准入制度')).toBeTruthy()
    expect(screen.getByText('去申请准入').getAttribute('href')).toBe('/ledgers/new/admission')
  })

  it('allowed: by which item or permission', async () => {
    gate({ allowed: true, ground: { by: 'permission', permission: 'p', title: '迎检整治', to: '2026-11-20' } })
    expect(await screen.findByText('依据准入许可“迎检整治”，到 2026-11-20 为止')).toBeTruthy()
  })

  it('nothing chosen yet: nothing is asked', () => {
    serve(() => undefined)
    renderAs('zf-clerk', <GateCard task={undefined} />)
    expect(screen.getByText(/选好交办方式和镇街/)).toBeTruthy()
    expect(network.sent.some((one) => one.path === '/task-previews')).toBe(false)
  })
})

describe('the tasks of a town', () => {
  const row: TownTaskRow = {
    id: 't1/T1',
    task: 't1',
    town: 'T1',
    number: 'JB2026-0001',
    kind: 'task',
    title: '占道整治',
    unit: 'ZF',
    item: 'A-01',
    ground: 'item',
    dueOn: null,
    createdAt: 0,
    acknowledgedAt: null,
  }

  it('are acknowledged with one click', async () => {
    serve(({ path, method }) => {
      if (path.startsWith('/town-tasks')) return { body: listOf([row]) }
      return method === 'POST' ? { body: {} } : undefined
    })
    renderAs('town', <TasksPage />)
    fireEvent.click(await screen.findByRole('button', { name: '签收' }))
    await waitFor(() => expect(network.sent.find((one) => one.method === 'POST')?.path).toBe('/tasks/t1/acknowledgement'))
  })

  it('none says so, and a failure can be tried again', async () => {
    serve(({ path }) => (path.startsWith('/town-tasks') ? { body: listOf([]) } : undefined))
    renderAs('town', <TasksPage />)
    expect(await screen.findByText('没有交给本镇街的事项')).toBeTruthy()
    expect(screen.queryByText('交办')).toBeNull()
    document.body.innerHTML = ''
    network.restore()
    serve(({ path }) => (path.startsWith('/town-tasks') ? { status: 500, body: {} } : undefined))
    renderAs('town', <TasksPage />)
    expect(await screen.findByText('重试')).toBeTruthy()
  })
})

describe('a department hands down', () => {
  it('with the schema of the wire: every field of it is on the form', async () => {
    serve(() => undefined)
    renderAs('zf-clerk', <NewTaskPage />)
    for (const label of ['交办方式', '依据的清单事项', '交给哪些镇街', '名称', '内容和要求', '完成日期'])
      expect((await screen.findAllByText(label)).length).toBeGreaterThan(0)
  })
})
