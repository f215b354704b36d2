import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import {
  A_RESOLUTION,
  A_WHISTLE,
  aDeliberatingOrganisation,
  aDeliberatingPolicy,
  aStory,
  aWatchedPolicy,
  aWatchedStoryAt,
  GOOD_RATINGS,
} from '@shaotai/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { aView } from '../testing/a-view.ts'
import { answerRequests, renderAs } from '../testing/page.tsx'
import { actionKey, type Action } from './action/action.ts'
import { Approvals } from './Approvals.tsx'
import { NextActions } from './NextActions.tsx'
import { Panel } from './Panel.tsx'

let network: ReturnType<typeof answerRequests>
afterEach(() => {
  cleanup()
  network.restore()
})
const policy = aDeliberatingPolicy()
const start = () => aStory(policy, aDeliberatingOrganisation())

describe('what several have said', () => {
  it('the seats of an approval in their order, then the figures of its meeting', () => {
    network = answerRequests(() => undefined)
    const story = start().do('town', 'submit', { ...A_WHISTLE, category: 'hard' })
    const { unmount } = renderAs('town', <Approvals view={aView(story, 'town', policy)} policy={policy} />)
    expect(screen.getByText(/会议秘书：待表态/)).toBeTruthy()
    unmount()
    story.do('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })
    renderAs('town', <Approvals view={aView(story, 'town', policy)} policy={policy} />)
    expect(screen.getByText(/会议秘书：同意（secretary/)).toBeTruthy()
    expect(screen.getByText(/应到 9 人、实到 7 人，同意 6、不同意 1、弃权 0/)).toBeTruthy()
    expect(screen.getByText('已通过')).toBeTruthy()
  })

  it('the seats of the panel and what each proposes; no id stands for a name that is on its way', async () => {
    network = answerRequests(() => undefined)
    const story = start().do('town', 'submit', A_WHISTLE).do('dispatcher', 'openAdjudication')
    story.do('bb', 'voteOnPanel', { lead: 'ZF', cooperating: [] }).do('sf', 'recuse', { reason: { text: '曾代理' } })
    renderAs('town', <Panel view={aView(story, 'town', policy)} />)
    const lines = () => screen.getAllByRole('listitem').map((line) => line.textContent)
    expect(lines()[0]).toMatch(/^…（组长）/)
    await screen.findByText(/BB（组长）/)
    expect(lines()).toEqual([
      expect.stringMatching(/BB（组长）：建议.+牵头/),
      expect.stringMatching(/回避$/),
      expect.stringMatching(/待表态$/),
    ])
  })
})

describe('a group that screens an appeal against a rating', () => {
  const watched = aWatchedPolicy()
  const seat = (id: string) => ({ id, role: 'screener' as const, of: 'county' as const })
  const group = {
    ...watched,
    flows: watched.flows.map((flow) => ({
      ...flow,
      approvals: [{ id: 'group', name: '甄别组票签', mode: 'vote' as const, seats: [seat('one'), seat('two'), seat('three')] }],
      requests: flow.requests.map((rule) => (rule.kind === 'appeal' ? { ...rule, approvals: [{ approval: 'group' }] } : rule)),
    })),
  }
  const contested = () => {
    const story = aWatchedStoryAt('callback', group)
    if (story.state.state === 'callback') story.do('caller', 'callback')
    return story.do('zf-clerk', 'openRequest', { kind: 'appeal', against: 'rating/1', reason: { text: '不符' } })
  }
  const sign: Action = {
    command: 'signApproval',
    name: '甄别组票签',
    approval: 'p1',
    seat: 'two',
    stances: ['approve', 'disapprove'],
    reason: 'none',
    reasons: [],
  }

  it('shows what was proposed, and begins from it', async () => {
    const story = contested().do('screener', 'signApproval', { stance: 'approve', values: { speed: 4, quality: 5 } })
    const view = { ...aView(story, 'dispatcher', group), allowed: [sign] }
    network = answerRequests(({ method }) => (method === 'POST' ? { body: { ...view, allowed: [] } } : undefined))
    renderAs(
      'dispatcher',
      <NextActions view={view} policy={group} initial={actionKey(sign)} onDone={() => undefined} onStale={() => undefined} />,
    )
    expect(GOOD_RATINGS[0]?.values).toEqual({ speed: 5, quality: 4 })
    expect((await screen.findByText(/^建议变更为/)).textContent).toMatch(/4.+5/)
    expect(screen.queryByLabelText('变更为')).toBeNull()
    fireEvent.click(screen.getByLabelText('同意'))
    fireEvent.click(screen.getByLabelText('变更为'))
    fireEvent.submit(document.querySelector('form') as HTMLFormElement)
    await waitFor(() => expect(network.sent.some((one) => one.method === 'POST')).toBe(true))
    expect(network.sent.find((one) => one.method === 'POST')?.body).toMatchObject({
      data: { stance: 'approve', values: { speed: 4, quality: 5 } },
    })
  })

  it('decided by a meeting, its resolution may give other values too', async () => {
    const resolve: Action = { ...sign, command: 'resolveMeeting' }
    network = answerRequests(() => undefined)
    const view = { ...aView(contested(), 'dispatcher', group), allowed: [resolve] }
    renderAs(
      'dispatcher',
      <NextActions view={view} policy={group} initial={actionKey(resolve)} onDone={() => undefined} onStale={() => undefined} />,
    )
    fireEvent.click(await screen.findByLabelText('变更为'))
    expect(screen.getByLabelText('剔除，不计入考核')).toBeTruthy()
    expect(document.querySelectorAll('fieldset').length).toBeGreaterThan(0)
  })
})
