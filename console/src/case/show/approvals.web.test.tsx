import { cleanup, screen } from '@testing-library/react'
import { A_RESOLUTION, A_WHISTLE, aDeliberatingOrganisation, aDeliberatingPolicy, aStory } from '@shaotai/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { aView } from '../testing/a-view.ts'
import { answerRequests, renderAs } from '../testing/page.tsx'
import { Approvals } from './Approvals.tsx'
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

  it('the seats of the panel and what each proposes', () => {
    network = answerRequests(() => undefined)
    const story = start().do('town', 'submit', A_WHISTLE).do('dispatcher', 'openAdjudication')
    story.do('bb', 'voteOnPanel', { lead: 'ZF', cooperating: [] }).do('sf', 'recuse', { reason: { text: '曾代理' } })
    renderAs('town', <Panel view={aView(story, 'town', policy)} />)
    const lines = screen.getAllByRole('listitem').map((line) => line.textContent)
    expect(lines).toEqual([
      expect.stringMatching(/BB（组长）：建议.+牵头/),
      expect.stringMatching(/回避$/),
      expect.stringMatching(/待表态$/),
    ])
  })
})
