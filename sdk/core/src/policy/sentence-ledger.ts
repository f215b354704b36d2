import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about ledgers and the task gate. */
export const LEDGER_SENTENCES = {
  'policy.ledger.state-unreachable': say(
    '没有任何步骤能到达状态“{state}”。',
    '请加一个到这里的步骤，或删去该状态。',
    'No step leads to the state "{state}".',
    'Add a step that leads here, or remove the state.',
  ),
  'policy.ledger.dead-end': say(
    '事项到了“{state}”就再也出不去。',
    '请加一个离开的步骤。',
    'An entry that reaches "{state}" can never leave it.',
    'Add a step that leads on.',
  ),
  'policy.ledger.no-way-to-end': say(
    '从“{state}”无论怎么走都不能了结。',
    '请加一条通往销号或取消的路。',
    'From "{state}" no way leads to an end.',
    'Add a way that leads to writing it off.',
  ),
  'policy.ledger.never-done': say(
    '没有一步能到“已销号”，这本台账永远销不了号。',
    '请加一个阶段为“已销号”的状态和通往它的步骤。',
    'No step ever writes an entry off.',
    'Add a state of the phase DONE and a step that leads to it.',
  ),
  'policy.ledger.step-nobody': say(
    '“{step}”这一步不会有人办。',
    '由系统自动的步骤须写条件；限于“表单中指明的单位”的须选字段。',
    'Nobody can ever take the step "{step}".',
    'Give a step of the system its condition, and one of a named unit its field.',
  ),
  'policy.ledger.field-missing': say(
    '用到的字段“{field}”不在表单里。',
    '请改选字段，或在登记表或步骤表单中加上它。',
    'No form of the ledger has the field "{field}".',
    'Choose another field, or add it to a form.',
  ),
  'policy.ledger.field-not-date': say(
    '字段“{field}”不是日期。',
    '请改选日期字段。',
    'The field "{field}" is not a date.',
    'Choose a date field.',
  ),
  'policy.ledger.clock-goal': say(
    '时限“{clock}”须在“限时”和“完成时限字段”中恰好选一种。',
    '请填限时，或选一个日期字段。',
    'The clock "{clock}" needs either goals or a date field, and not both.',
    'Give it one of the two.',
  ),
  'policy.ledger.clock-never-stops': say(
    '时限“{clock}”起算后没有一步能让它停下。',
    '请改选走得到、且与起算不同的状态。',
    'No step ever stops the clock "{clock}".',
    'Choose states that are reached and differ from those that start it.',
  ),
  'policy.ledger.clock-pause-date': say(
    '时限“{clock}”到日期字段所定的那天为止，停表不起作用。',
    '请去掉停表状态，或改用限时。',
    'The clock "{clock}" ends on a named day, so a pause changes nothing.',
    'Remove the pause, or count the time.',
  ),
  'policy.ledger.consultation-nobody': say(
    '征求意见没有说征求谁的。',
    '请填固定单位，或选征求单位字段、清单事项字段。',
    'The consultation asks nobody.',
    'Name units, or a field that does.',
  ),
  'policy.ledger.silence-agrees': say(
    '逾期未答复将视为同意。',
    '请再确认本县确有此规定。',
    'A unit that stays silent is taken to agree.',
    'Confirm that this is meant.',
  ),
  'policy.ledger.veto-field': say(
    '一票否决没有说谁有否决权。',
    '请选有否决权的单位字段。',
    'The veto does not say whose it is.',
    'Choose the field that names the unit.',
  ),
  'policy.ledger.approval-stops': say(
    '“{state}”送审以后，没有系统步骤按审批结果往下走。',
    '请加由系统办理的步骤，条件写审批结果为通过或未通过。',
    'Nothing follows from the approval of "{state}".',
    'Add steps of the system that read its result.',
  ),
  'policy.ledger.effect-incomplete': say(
    '销号后新增事项还缺 {fields} 的来源，新增会被拒绝。',
    '请给它们各选一个字段。',
    'An item cannot be added: nothing gives its {fields}.',
    'Choose a field for each.',
  ),
  'policy.ledger.proposal-incomplete': say(
    '自动登记调整建议时，登记表的必填项 {fields} 没有内容可填，登记不上。',
    '请给它们选来源或固定内容，或在登记表里改为选填。',
    'A proposal cannot be entered by itself: the form requires {fields}, and nothing fills them.',
    'Map them, give fixed contents, or require them later.',
  ),
  'policy.ledger.proposal-never': say(
    '自动登记用不到：没有定责小组提出调整建议，或前面的台账已经登记。',
    '请删去，或在流程的定责小组里开启清单调整建议。',
    'No proposal ever gets here: no panel makes any, or an earlier ledger takes them.',
    'Remove it, or let a panel propose changes of the list.',
  ),
  'policy.gate.authority-missing': say(
    '考核验收须准入，但没有指定统一考核单位。',
    '请指定，否则只按清单判断。',
    'Assessments are gated, but no unit is the single authority.',
    'Name one; otherwise only the list decides.',
  ),
  'policy.gate.authority-ungated': say(
    '指定了统一考核单位，但“考核验收”不须准入，谁都可以考核。',
    '请把“考核验收”列入须准入的交办方式。',
    'A single authority is named, but assessments are not gated.',
    'Gate assessments too.',
  ),
  'policy.gate.ledger-grants-nothing': say(
    '申请准入的台账“{ledger}”销号后不产生许可。',
    '请给该台账设“交办准入”的效力。',
    'The ledger "{ledger}" grants no permission.',
    'Give it the effect of admitting tasks.',
  ),
  'policy.gate.nowhere-to-ask': say(
    '被拒绝的部门没有地方申请准入。',
    '请选择一本申请准入的台账。',
    'A department that is refused has nowhere to ask.',
    'Name the ledger in which admission is asked for.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
