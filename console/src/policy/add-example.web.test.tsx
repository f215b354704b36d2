import { exampleFromCase, type Role } from '@shaotai/core'
import { aPolicy, aStoryAt } from '@shaotai/core/testing'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { answerRequests, renderAs } from '../case/testing/page.tsx'
import { AddExample } from './AddExample.tsx'

let network: ReturnType<typeof answerRequests>
afterEach(() => {
  cleanup()
  network.restore()
})

const story = aStoryAt('dispatched')
const draft = { id: 'd1', status: 'draft', note: '秋季修订', nextVersion: 2, revisions: {}, document: aPolicy() }

const show = (roles: Role[]) => {
  network = answerRequests(({ method, path }) => {
    if (method === 'PUT') return { body: { ...draft, document: undefined } }
    if (path.startsWith('/cases/')) return { body: story.events }
    return { body: path === '/policy-drafts' ? [draft] : draft }
  })
  renderAs('dispatcher', <AddExample id={story.state.id} />, { roles })
}

describe('加入范例', () => {
  it('puts what happened to a case into the draft as an example that holds', async () => {
    show(['policy-admin'])
    fireEvent.click(await screen.findByRole('button', { name: '加入范例' }))
    await screen.findByText('共 2 步，现在就能通过', {}, { timeout: 10_000 })
    fireEvent.click(document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement)
    await waitFor(() => expect(network.sent.some((one) => one.method === 'PUT')).toBe(true))
    const { path, body } = network.sent.find((one) => one.method === 'PUT')!
    expect(path).toBe('/policy-drafts/d1/documents/examples')
    const made = exampleFromCase(aPolicy(), story.events, { id: `examples-${aPolicy().examples.length + 1}`, title: '由哨件改编' })
    expect((body as { value: unknown }).value).toEqual([...aPolicy().examples, made.ok && made.value.example])
  })

  it('is there for the county admin only', () => {
    show(['dispatcher'])
    expect(screen.queryByRole('button')).toBeNull()
  })
})
