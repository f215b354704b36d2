import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { PolicyDocument } from '@shaotai/api'
import { aPolicy } from '@shaotai/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerRequests, renderAs } from '../testing/page.tsx'
import { loadDraft } from './draft.ts'
import { NewCasePage } from './NewCasePage.tsx'

const policy: PolicyDocument = {
  hash: 'h1',
  version: 1,
  effectiveAt: 0,
  publishedAt: 0,
  author: '',
  approver: '',
  note: '',
  basedOn: null,
  state: 'in-force',
  kind: 'normal',
  transition: 'new',
  draft: null,
  withdrawn: null,
  review: null,
  current: true,
  document: aPolicy() as unknown as PolicyDocument['document'],
}
let network: ReturnType<typeof answerRequests>
let refusal: { status: number; body: unknown } | undefined

beforeEach(() => {
  localStorage.clear()
  refusal = undefined
  network = answerRequests(({ method, path }) => {
    if (path === '/policies/current') return { body: policy }
    if (path === '/case-previews')
      return {
        body: { route: { rule: 'item', name: '占道经营', lead: 'ZF', cooperating: ['SL'] }, emergency: false, forecast: [], similar: [] },
      }
    if (method === 'POST' && path === '/cases') return refusal ?? { status: 201, body: { id: 'c1', number: 'X2026-00001' } }
    return undefined
  })
})
afterEach(() => network.restore())

const open = async () => {
  renderAs('town', <NewCasePage />)
  await screen.findByLabelText('简述')
}
const write = (label: string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const writePlace = (text: string) => fireEvent.change(screen.getByPlaceholderText(/地址/), { target: { value: text } })
const blow = () => fireEvent.submit(document.querySelector('form') as HTMLFormElement)
const submissions = () => network.sent.filter((one) => one.method === 'POST' && one.path === '/cases')
const chooseItem = async () => {
  fireEvent.mouseDown(screen.getByLabelText('事项'))
  fireEvent.click(await screen.findByTitle('占道经营'))
}

describe('a whistle being written', () => {
  it('comes back after the page was closed', async () => {
    await open()
    write('简述', '东街占道')
    await waitFor(() => expect(loadDraft('town')?.form).toEqual({ title: '东街占道' }))
    cleanup()
    await open()
    expect((screen.getByLabelText('简述') as HTMLInputElement).value).toBe('东街占道')
    fireEvent.click(screen.getByRole('button', { name: '清空重填' }))
    expect((screen.getByLabelText('简述') as HTMLInputElement).value).toBe('')
    expect(loadDraft('town')).toBeUndefined()
  })

  it('is sent once, with a key, and then forgotten', async () => {
    await open()
    await chooseItem()
    write('简述', '东街占道')
    writePlace('东街 1 号')
    blow()
    await waitFor(() => expect(submissions()).toHaveLength(1))
    expect(submissions()[0]?.body).toEqual({
      category: 'quick',
      item: 'A-01',
      form: { title: '东街占道', place: { address: '东街 1 号' } },
    })
    expect(submissions()[0]?.key).not.toBe('')
    await waitFor(() => expect(loadDraft('town')).toBeUndefined())
  })

  it('keeps its draft and its key when the answer is lost', async () => {
    refusal = { status: 502, body: {} }
    await open()
    await chooseItem()
    write('简述', '东街占道')
    writePlace('东街 1 号')
    blow()
    await waitFor(() => expect(submissions()).toHaveLength(1))
    await screen.findByRole('alert')
    expect(loadDraft('town')?.form).toMatchObject({ title: '东街占道' })
    await act(async () => blow())
    await waitFor(() => expect(submissions()).toHaveLength(2))
    expect(submissions()[1]?.key).toBe(submissions()[0]?.key)
  })

  it('shows a refusal at its field', async () => {
    refusal = {
      status: 422,
      body: {
        code: 'form.invalid',
        params: { form: 'whistle', problems: [{ at: '/title', code: 'form.too-long', params: { limit: 60 } }] },
        at: '/form',
        message: ['还有内容没填对'],
      },
    }
    await open()
    await chooseItem()
    write('简述', '东街占道')
    writePlace('东街 1 号')
    blow()
    expect((await screen.findAllByText('简述最多 60 个字')).length).toBeGreaterThan(0)
  })
})
