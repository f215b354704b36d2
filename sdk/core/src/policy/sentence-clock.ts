import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about time limits and the supervision they call. */
export const CLOCK_SENTENCES = {
  'policy.clock.start-is-stop': say(
    '“{event}”既是起算又是终止，时限永远为零。',
    '请去掉其中一个。',
    '"{event}" both starts and stops it.',
    'Remove one of the two.',
  ),
  'policy.clock.start-is-pause': say(
    '起算事件“{event}”本身就是“{pause}”停表的开始。',
    '请换一个起算事件，或取消这种停表。',
    'It starts with "{event}", which also begins a pause.',
    'Start it with another event, or drop this pause.',
  ),
  'policy.clock.never-starts': say(
    '起算事件（{events}）在现有流程中不会发生。',
    '请改选流程里有的动作。',
    'None of the events that start it ({events}) can happen in the flows.',
    'Choose an act that the flows have.',
  ),
  'policy.clock.never-stops': say(
    '终止事件（{events}）在现有流程中不会发生，时限停不下来。',
    '请改选流程里有的动作。',
    'None of the events that stop it ({events}) can happen in the flows.',
    'Choose an act that the flows have.',
  ),
  'policy.clock.warning-late': say(
    '提醒点 {given} 不早于到期。',
    '请填大于 0、小于 1 的份额，如 4/5。',
    'The warning at {given} is not before it is due.',
    'Write a share between 0 and 1, such as 4/5.',
  ),
  'policy.clock.same-condition': say(
    '第 {first} 档与第 {second} 档适用情形相同，限时却有两个。',
    '请合并，或写出区别。',
    'Goals {first} and {second} apply to the same cases.',
    'Merge them, or make their conditions differ.',
  ),
  'policy.clock.goal-never-reached': say(
    '第 {second} 档排在没有条件的第 {first} 档之后，永远轮不到。',
    '请把没有条件的一档放到最后。',
    'Goal {second} stands after goal {first}, which has no condition, and is never chosen.',
    'Put the goal without a condition last.',
  ),
  'policy.clock.no-goal-for-the-rest': say(
    '每一档都有条件，都不满足的哨件没有时限。',
    '如需人人有时限，请加一档不带条件的。',
    'Every goal has a condition; other cases have no time limit.',
    'Add a goal without a condition if all should have one.',
  ),
  'policy.clock.nobody-on-duty': say(
    '这个时限日夜照算，但 {count} 家责任单位（{units}）一周 {of} 小时里有 {hours} 小时没人值守。',
    '请安排值守，或改按工作时间计时。',
    'It also runs at night, yet {count} units ({units}) have nobody on duty for {hours} of the {of} hours of a week.',
    'Put somebody on duty, or count working time.',
  ),
  'policy.clock.beyond-calendar': say(
    '今天起算就会超出已导入的节假日（到 {to}），到期时间是暂定的。',
    '请导入下一年的节假日安排。',
    'Begun today it ends beyond the loaded holidays ({to}): its due time is provisional.',
    'Load the holidays of the next year.',
  ),
  'policy.category.untimed': say(
    '没有任何时限适用于“{name}”。',
    '请至少让一个时限适用于它。',
    'No clock applies to "{name}".',
    'Let at least one clock apply to it.',
  ),
  'policy.supervision.never-warned': say(
    '时限“{clock}”没有设提醒点，临期督办不会触发。',
    '请给该时限加提醒点，或改为超时触发。',
    'The clock "{clock}" gives no warning, so this rule never applies.',
    'Add a warning to the clock, or act on breach.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
