import { Validator, type Schema } from '@cfworker/json-schema'
import { commandSchemas } from '@shaotai/core'
import { aPolicy, aStoryAt } from '@shaotai/core/testing'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { aView } from '../testing/a-view.ts'
import { answerRequests, renderAs } from '../testing/page.tsx'
import { CopyCase } from './CopyCase.tsx'

let network: ReturnType<typeof answerRequests>
afterEach(() => {
  cleanup()
  network.restore()
})

const show = (person: string) => {
  const view = aView(aStoryAt('triage'), person, aPolicy())
  network = answerRequests(({ method }) => (method === 'POST' ? { body: view } : undefined))
  const onDone = vi.fn()
  renderAs(person, <CopyCase state={view.case} onDone={onDone} />)
  return { view, onDone }
}

describe('抄送', () => {
  it('sends the chosen units and a word, as the command demands', async () => {
    const { view, onDone } = show('dispatcher')
    fireEvent.click(await screen.findByRole('button', { name: '抄送' }))
    fireEvent.mouseDown(await screen.findByLabelText('抄送给哪些单位（只供阅知）'))
    fireEvent.click((await screen.findAllByTitle('综合执法局'))[0] as HTMLElement)
    fireEvent.change(screen.getByLabelText('附言（选填）'), { target: { value: '请知悉' } })
    fireEvent.click(document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement)
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    const { path, body } = network.sent.find((one) => one.method === 'POST')!
    expect(path).toBe(`/cases/${view.case.id}/commands/copy`)
    const { data } = body as { data: unknown }
    expect(data).toEqual({ units: ['ZF'], note: '请知悉' })
    expect(new Validator(commandSchemas.copy as unknown as Schema, '2020-12').validate(data).valid).toBe(true)
  })

  it('is not there for a unit that neither whistled nor leads', () => {
    show('sl-clerk')
    expect(screen.queryByRole('button')).toBeNull()
  })
})
