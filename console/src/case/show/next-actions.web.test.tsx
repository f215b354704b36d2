import { Validator, type Schema } from '@cfworker/json-schema'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { COMMAND_NAMES, commandSchemas, type CommandName, type Policy } from '@shaotai/core'
import { aPolicy, aStoryAt, type Story } from '@shaotai/core/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { aView } from '../testing/a-view.ts'
import { answerRequests, renderAs, type Sent } from '../testing/page.tsx'
import { actionKey, type Action } from './action/action.ts'
import { NextActions } from './NextActions.tsx'

let network: ReturnType<typeof answerRequests>
afterEach(() => network.restore())

const levelled = (): Policy => {
  const policy = aPolicy()
  return {
    ...policy,
    categories: policy.categories.map((one) => ({
      ...one,
      levels: [
        { id: 'one', name: '一级' },
        { id: 'two', name: '二级' },
      ],
    })),
  }
}

function show(
  story: Story,
  person: string,
  { action, policy = aPolicy(), refuse }: { action?: Action; policy?: Policy; refuse?: object } = {},
) {
  const view = aView(story, person, policy)
  network = answerRequests(({ method, path }) => {
    if (path.startsWith('/people'))
      return { body: { data: [{ id: 'zf-clerk', name: '张三', unit: 'ZF', roles: ['responder'], squad: null, active: true }] } }
    if (path === '/cases' && method === 'GET')
      return { body: { data: [{ id: 'c2', number: 'X2026-00002', title: '占道', town: 'T1' }], total: 1 } }
    if (method !== 'POST') return undefined
    return refuse ? { status: 409, body: refuse } : { body: { ...view, allowed: [] } }
  })
  const onDone = vi.fn()
  const onStale = vi.fn()
  const shown = action ? { ...view, allowed: [action] } : view
  renderAs(person, <NextActions view={shown} policy={policy} initial={action && actionKey(action)} onDone={onDone} onStale={onStale} />)
  return { view, onDone, onStale }
}

const pick = async (label: string) => {
  fireEvent.mouseDown(screen.getByLabelText(label))
  fireEvent.click(await screen.findByTitle('张三'))
}
const submit = () => fireEvent.submit(document.querySelector('form') as HTMLFormElement)
const write = (label: string | RegExp, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const choose = (name: string) => fireEvent.click(screen.getByLabelText(name))
const posted = (): Sent => network.sent.find((one) => one.method === 'POST') as Sent

describe('every command can be given and carries what its schema demands', () => {
  /** What a person fills in; commands not named need nothing. */
  const filled: Partial<Record<CommandName, () => unknown>> = {
    rate: async () => {
      for (const star of await screen.findAllByLabelText('4 星')) fireEvent.click(star)
    },
    progress: () => write('办到哪一步', '已约当事人'),
    openRequest: () => write('理由说明', '不属本部门'),
    decideRequest: () => choose('同意'),
    changeLevel: () => choose('二级'),
    nameResponders: () => pick('派谁去'),
    addResponders: () => pick('派谁去'),
    transfer: () => pick('交给谁'),
    delegate: () => pick('交给谁'),
    merge: async () => {
      fireEvent.mouseDown(screen.getByLabelText('并入哪一件'))
      fireEvent.click(await screen.findByTitle(/X2026-00002/))
    },
    issueOrder: () => write('督办要求', '三日内整改'),
    replyOrder: () => write('整改情况', '已整改'),
    signApproval: () => choose('同意'),
    resolveMeeting: () => {
      write(/^文号/, '会纪〔2026〕3号')
      const day = screen.getByLabelText(/^会议日期/)
      fireEvent.mouseDown(day)
      fireEvent.change(day, { target: { value: '2026-11-02' } })
      fireEvent.keyDown(day, { key: 'Enter', code: 'Enter' })
      for (const [label, count] of [
        ['应到人数', 9],
        ['实到人数', 7],
        ['同意', 6],
        ['不同意', 1],
        ['弃权', 0],
      ] as const)
        write(new RegExp(`^${label}`), String(count))
    },
    register: () => write('办理结果', '火情'),
    addSeat: () => pick('请谁来'),
    passOn: () => pick('请谁来'),
    sendBack: () => write('理由说明', '材料不全'),
    advise: () => write('您的意见', '情况属实'),
    recuse: () => write('回避理由', '曾参与督办'),
    voteOnPanel: async () => {
      fireEvent.mouseDown(screen.getByLabelText('牵头单位'))
      fireEvent.click((await screen.findAllByTitle('综合执法局'))[0] as HTMLElement)
    },
  }
  const extra: Partial<Record<CommandName, Partial<Action>>> = {
    addResponders: { assignment: 'a1', unit: 'ZF' },
    transfer: { assignment: 'a1', unit: 'ZF' },
    delegate: { assignment: 'a1', unit: 'ZF' },
    handBack: { assignment: 'a1' },
    giveFeedback: { fixed: { source: 'town' } },
    riskStep: { fixed: { act: 'predict' } },
    issueOrder: { fixed: { order: 'written' } },
    replyOrder: { fixed: { order: 'o1' } },
    closeOrder: { fixed: { order: 'o1' } },
    signApproval: { approval: 'p1', seat: 'head', stances: ['approve', 'disapprove'] },
    resolveMeeting: { approval: 'p1', seat: 'secretary' },
    addSeat: { approval: 'p1', seat: 'head', kind: 'before' },
    removeSeat: { approval: 'p1', seat: 'head+3' },
    passOn: { approval: 'p1', seat: 'head', kind: 'transfer' },
    advise: { approval: 'p1', seat: 'head' },
    sendBack: { approval: 'p1', seat: 'head', targets: [{ to: 'submitter', name: '' }] },
    closeConsultation: { step: 'agreed' },
    register: { form: 'reply' },
    openRequest: { kind: 'return', assignment: 'a1' },
    decideRequest: { kind: 'return', request: 'r1' },
    withdrawRequest: { kind: 'return', request: 'r1' },
    reply: { assignment: 'a1' },
    sign: { assignment: 'a1' },
    nameResponders: { assignment: 'a1', unit: 'ZF' },
    progress: { assignment: 'a1' },
  }
  // A whistle has a page of its own, a copy its own button: see `copy-button.web.test.tsx`.
  it.each(COMMAND_NAMES.filter((name) => name !== 'submit' && name !== 'copy'))('%s', async (command) => {
    const story = aStoryAt('consent')
    const action: Action = {
      command,
      name: `动作 ${command}`,
      reason: command === 'openRequest' ? 'required' : 'none',
      reasons: [],
      ...(command === 'supplement' && { form: 'whistle' }),
      ...extra[command],
    }
    const { onDone, view } = show(story, command === 'rate' ? 'town' : 'dispatcher', { action, policy: levelled() })
    await filled[command]?.()
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    const { path, body, key } = posted()
    expect(path).toBe(`/cases/${view.case.id}/commands/${command}`)
    expect(key).not.toBe('')
    const { data, expectedVersion } = body as { data: unknown; expectedVersion: number }
    expect(expectedVersion).toBe(view.case.version)
    const checked = new Validator(commandSchemas[command] as unknown as Schema, '2020-12').validate(data)
    expect(checked.errors.map((error) => `${error.instanceLocation} ${error.error}`)).toEqual([])
  })
})

describe('what waits for a person is open; the rest is a click away', () => {
  const open = (name: string) => screen.getByRole('heading', { name })
  it.each([
    ['the dispatcher dispatches', 'triage', 'dispatcher', '派件'],
    ['a department signs', 'dispatched', 'zf-clerk', '签收'],
    ['a department replies', 'handling', 'zf-clerk', '答复'],
    ['the town consents', 'consent', 'town', '同意结案'],
    ['the town rates', 'evaluate', 'town', '评价'],
  ] as const)('%s', (_, point, person, name) => {
    show(aStoryAt(point), person)
    expect(open(name)).toBeTruthy()
    expect(document.querySelectorAll('button[type="submit"]')).toHaveLength(1)
  })
  it('says so when there is nothing to do', () => {
    show(aStoryAt('dispatched'), 'zf-leader')
    expect(screen.getByText(/现在没有要您办理的/)).toBeTruthy()
  })
  it('asks for a reason where the step demands one, and sends it', async () => {
    const { onDone } = show(aStoryAt('consent'), 'town')
    fireEvent.click(screen.getByRole('button', { name: '不同意结案' }))
    submit()
    expect(screen.getByText('请写明不同意结案的理由')).toBeTruthy()
    write('理由说明', '没有清理干净')
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(posted().body).toMatchObject({ data: { reason: { text: '没有清理干净' } } })
  })
})

describe('refusals', () => {
  it('a stale version asks the page to read again', async () => {
    const { onStale, onDone } = show(aStoryAt('consent'), 'town', {
      refuse: { code: 'case.version.stale', params: {}, message: ['已有新的进展'] },
    })
    submit()
    await waitFor(() => expect(onStale).toHaveBeenCalledOnce())
    expect(onDone).not.toHaveBeenCalled()
  })
  it('any other shows its sentence, and sending the same again keeps the key', async () => {
    show(aStoryAt('consent'), 'town', { refuse: { code: 'case.command.guard', params: {}, message: ['还有单位没有答复'] } })
    submit()
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText('还有单位没有答复')).toBeTruthy()
    await waitFor(() => expect((document.querySelector('button[type="submit"]') as HTMLButtonElement).disabled).toBe(false))
    submit()
    await waitFor(() => expect(network.sent.filter((one) => one.method === 'POST')).toHaveLength(2))
    const [first, second] = network.sent.filter((one) => one.method === 'POST')
    expect(second?.key).toBe(first?.key)
  })
})

describe('the rating form', () => {
  const stars = (unit: string) => within(screen.getByRole('region', { name: unit }))
  const rateAll = async (count: number) => {
    await screen.findByRole('region', { name: '综合执法局' })
    for (const unit of ['综合执法局', '水利局']) for (const star of stars(unit).getAllByLabelText(`${count} 星`)) fireEvent.click(star)
  }
  it('chooses no star by itself, and shows the suggestion with its reason', async () => {
    show(aStoryAt('evaluate'), 'town')
    await screen.findByRole('region', { name: '综合执法局' })
    for (const radio of screen.getAllByRole('radio')) expect((radio as HTMLInputElement).checked).toBe(false)
    expect(screen.getAllByText(/建议 5/)).toHaveLength(2)
  })
  it('demands every department, and words for a low rating', async () => {
    const { onDone } = show(aStoryAt('evaluate'), 'town')
    await screen.findByRole('region', { name: '综合执法局' })
    submit()
    expect(screen.getAllByText('请评价“响应速度”。')).toHaveLength(2)
    await rateAll(2)
    submit()
    expect(screen.getAllByText('“响应速度”在 2 及以下，请写明原因。')).toHaveLength(2)
    write('对综合执法局的文字评价', '来得太晚')
    write('对水利局的文字评价', '没有说明')
    submit()
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(posted().body).toMatchObject({
      data: {
        ratings: [
          { assignment: 'a1', values: { speed: 2, quality: 2 }, comment: '来得太晚' },
          { assignment: 'a2', values: { speed: 2, quality: 2 }, comment: '没有说明' },
        ],
      },
    })
  })
})

describe('dispatching otherwise than the list says', () => {
  it('asks why', () => {
    const story = aStoryAt('triage')
    const { view } = show(story, 'dispatcher')
    expect(view.case.route?.lead).toBe('ZF')
    fireEvent.click(document.querySelector('.ant-select-selection-item-remove') ?? document.body)
    submit()
    expect(screen.getByText('与清单建议不同，请写明理由。')).toBeTruthy()
    expect(network.sent.some((one) => one.method === 'POST')).toBe(false)
  })
})
