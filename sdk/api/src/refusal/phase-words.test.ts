import { ASSIGNMENT_PHASES } from '@shaotai/core'
import { expect, test } from 'vitest'
import { describeRefusal } from './messages.ts'

test.each(ASSIGNMENT_PHASES)('a sentence names the phase %s in words', (phase) => {
  const refusal = { code: 'case.command.wrong-phase', params: { act: '签收', state: phase, allowed: [phase] } }
  expect(describeRefusal(refusal)).not.toContain(phase)
  expect(describeRefusal(refusal, 'en')).not.toContain(phase)
})
