import { expect, it } from 'vitest'
import { A_WHISTLE, aDeliberatingOrganisation, aDeliberatingPolicy, aPolicy, aStory, A_MEETING } from '../../testing/index.ts'
import { allowedCommands } from '../allowed.ts'

const returned = () =>
  aStory(aPolicy())
    .do('town', 'submit', A_WHISTLE)
    .do('dispatcher', 'returnToTown', { reason: { text: '缺地点' } })
const newest = (story: ReturnType<typeof returned>, type: string) => story.events.findLast((event) => event.type === type)

it('what was changed is part of the event of who completes a case (补正说明)', () => {
  const story = returned()
  story.do('town', 'supplement', { form: A_WHISTLE.form, reason: { text: '已补地点' } })
  expect(newest(story, 'case.supplemented')).toMatchObject({ by: { unit: story.state.town }, reason: { text: '已补地点' } })
})

it('nothing needs to be said, and a note of blanks is none', () => {
  const story = returned().do('town', 'supplement', { form: A_WHISTLE.form, reason: { text: '  ' } })
  expect(newest(story, 'case.supplemented')).not.toHaveProperty('reason')
})

it('a note is offered where the step asks for no reason', () => {
  const { state, events, now } = returned()
  expect(allowedCommands(aPolicy(), state, events[0]!.by, { now }).find((one) => one.command === 'supplement')?.reason).toBe('optional')
})

it('what was changed before an approval is asked for again is part of its event, signed by who did', () => {
  const rule = { ...A_MEETING, withdraw: true }
  const story = aStory(aDeliberatingPolicy({ approvals: [rule] }), aDeliberatingOrganisation())
    .do('town', 'submit', { ...A_WHISTLE, category: 'hard' })
    .do('town', 'withdrawApproval', {})
    .do('town', 'resubmit', { form: A_WHISTLE.form, reason: { text: '补了照片' } })
  expect(newest(story, 'approval.resubmitted')).toMatchObject({ by: { unit: story.state.town }, reason: { text: '补了照片' } })
})
