import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about notices. */
export const NOTICE_SENTENCES = {
  'policy.notice.placeholder': say(
    '内容中的 {{placeholder}} 不是可用的占位符。',
    '请从占位符列表中选择。',
    'The text uses the unknown placeholder {{placeholder}}.',
    'Choose one from the list.',
  ),
  'policy.notice.placeholder-empty': say(
    '“{event}”发生时没有 {{placeholder}} 可填，通知里会是空的。',
    '请换一个占位符或事件。',
    'At "{event}" there is nothing to fill {{placeholder}} with.',
    'Use another placeholder or event.',
  ),
  'policy.notice.reaches-nobody': say(
    '告知的角色（{roles}）不在所选单位里，没有人会收到。',
    '请调整“哪些单位”或角色。',
    'The roles ({roles}) are not in the chosen units; nobody would get it.',
    'Change the units or the roles.',
  ),
  'policy.notice.never': say(
    '“{event}”在现有流程中不会发生，这条通知不会发出。',
    '可以删去，或换一个事件。',
    '"{event}" cannot happen in the flows, so it is never sent.',
    'Remove it, or choose another event.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
