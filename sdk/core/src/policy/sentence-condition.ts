import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about conditions, wherever they stand. */
export const CONDITION_SENTENCES = {
  'condition.path-unknown': say(
    '条件用到的“{path}”不存在。',
    '请从项目列表中选择。',
    'The condition reads "{path}", which does not exist.',
    'Choose a fact from the list.',
  ),
  'condition.path-retired': say(
    '条件用到的“{name}”已停用。',
    '请改用在用的项目。',
    'The condition reads "{name}", which is out of use.',
    'Choose a fact in use.',
  ),
  'condition.type-mismatch': say('“{name}”的值应为{type}。', '请改正条件。', '"{name}" should be {type}.', 'Correct the condition.'),
  'condition.value-unknown': say(
    '“{name}”没有“{value}”这个取值。',
    '请从列表中选择。',
    '"{name}" never has the value "{value}".',
    'Choose one from the list.',
  ),
  'condition.value-retired': say(
    '“{name}”的取值“{valueName}”已停用。',
    '请改选在用的取值。',
    'The value "{valueName}" of "{name}" is out of use.',
    'Choose one in use.',
  ),
  'condition.no-order': say('“{name}”不能比较大小。', '请改用“是”或“属于”。', '"{name}" has no order.', 'Use "is" or "is one of".'),
  'condition.too-deep': say(
    '条件嵌套超过 {most} 层，读不清楚。',
    '请拆成几条规则。',
    'The condition has more than {most} levels.',
    'Split it into several rules.',
  ),
  'condition.empty-group': say('条件组是空的。', '请加上条件，或删去该组。', 'A group of the condition is empty.', 'Fill or remove it.'),
} as const satisfies Partial<Record<FindingCode, Sentence>>
