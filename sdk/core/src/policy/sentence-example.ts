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
  'policy.example.data': say(
    '第 {step} 步“{command}”的内容不合格式（{problem}，位置 {place}）。',
    '请对照该动作的格式改正。',
    'What "{command}" carries in step {step} is not valid ({problem} at {place}).',
    'Correct it by the schema of the command.',
  ),
  'policy.example.event': say(
    '第 {step} 步预期的事件“{name}”不存在。',
    '请改选规范事件。',
    'Step {step} expects an event "{name}", which does not exist.',
    'Choose a canonical event.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
