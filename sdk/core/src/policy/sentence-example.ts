import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about examples. */
export const EXAMPLE_SENTENCES = {
  'policy.example.time': say(
    '第 {step} 步的时间“{given}”不存在。',
    '请改为真实的日期时间。',
    'The time "{given}" of step {step} does not exist.',
    'Use a real date and time.',
  ),
  'policy.example.time-backwards': say(
    '第 {step} 步的时间早于前一步。',
    '请按先后填写。',
    'Step {step} is earlier than the one before it.',
    'Put the steps in order.',
  ),
  'policy.example.actor': say(
    '第 {step} 步的角色“{role}”不存在。',
    '请改选角色。',
    'There is no role "{role}" (step {step}).',
    'Choose another role.',
  ),
  'policy.example.command': say(
    '第 {step} 步的动作“{command}”不存在。',
    '请改选动作。',
    'There is no act "{command}" (step {step}).',
    'Choose another act.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
