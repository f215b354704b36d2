import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about what watches over cases: merging, verification, screening, appeals, deadlines of requests, risk, orders. */
export const OVERSIGHT_SENTENCES = {
  'policy.flow.merge-state': say(
    '“{step}”没有用“并件”阶段的状态。',
    '并件应到“并件”阶段，取消并件应从该阶段出来。',
    '"{step}" does not use a state of the phase MERGED.',
    'A merger leads to such a state, and unmerging leads out of it.',
  ),
  'policy.flow.merge-late': say(
    '“{state}”已在办理，还能“{step}”。',
    '并件只应在办理之前，请删去这个状态。',
    '"{step}" is possible in "{state}", where the work has begun.',
    'Cases are merged before they are handled; take this state out.',
  ),
  'policy.flow.merge-across-towns': say(
    '两个镇街报同一件事时，没有人能并件。',
    '请写明跨镇街并件由谁决定，或增加并件申请。',
    'Nobody can merge cases of two towns.',
    'Name who decides on mergers across towns, or add a request for it.',
  ),
  'policy.flow.unmerge-no-clock': say(
    '取消并件后，没有时限重新起算。',
    '请在派件时限的起算里加上“取消并件”。',
    'No clock runs once a case is taken out of a merger.',
    'Let the clock of dispatch also start with that event.',
  ),
  'policy.flow.step-shadowed': say(
    '“{step}”排在同一动作的“{before}”之后，永远轮不到。',
    '请把有条件的步骤排在前面，或给前一步加上条件。',
    '"{step}" stands behind "{before}" of the same act and is never taken.',
    'Put the step with the condition first, or give the other one a condition.',
  ),
  'policy.flow.verification-no-step': say(
    '设了三方核实，但流程没有核实环节。',
    '请增加核实阶段的状态和“核实”步骤，或删去三方核实。',
    'Three sides are to be heard, but the flow has no verification.',
    'Add a state of that phase and a step that verifies, or drop the setting.',
  ),
  'policy.flow.source-twice': say('“{name}”这一方列了两次。', '请只留一次。', 'The side of "{name}" is listed twice.', 'Keep one of them.'),
  'policy.flow.consent-automatic-forbidden': say(
    '规定了禁止逾期视为同意，又设了逾期视为同意。',
    '请关掉“逾期视为同意”。',
    'Silence must never be consent here, yet it is set to be.',
    'Switch the automatic consent off.',
  ),
  'policy.flow.screening-without-appeal': say(
    '“{step}”转甄别，但没有可受理回访结果的申诉。',
    '请增加申诉，并把“回访结果”列入可申诉事项。',
    '"{step}" leads to a screening, but no appeal takes callbacks.',
    'Add a request of the kind appeal against callbacks.',
  ),
  'policy.flow.screening-no-rework': say(
    '“{step}”甄别后认定属实时，没有重办的去处。',
    '请增加一个结果为“重办”的回访不满意步骤。',
    'When the screening of "{step}" finds the complaint right, the work cannot begin again.',
    'Add a step for dissatisfied callbacks that leads back to work.',
  ),
  'policy.flow.outcome-unused': say(
    '“{step}”不是回访，所设的结果不起作用。',
    '请删去。',
    '"{step}" is no callback; its outcome has no effect.',
    'Remove it.',
  ),
  'policy.flow.risk-never': say(
    '“{name}”既没有自动标记的条件，也没有人能标记。',
    '请填条件，或写明由谁标记。',
    'No case is ever marked as "{name}": there is no condition and nobody who marks.',
    'Give a condition, or name who marks.',
  ),
  'policy.flow.risk-step-twice': say(
    '“{step}”与前面的动作重复。',
    '每种动作只列一次。',
    '"{step}" repeats an act above.',
    'List each act once.',
  ),
  'policy.request.appeal-nothing': say(
    '“{name}”没有写可对什么申诉。',
    '请选择可申诉事项。',
    '"{name}" does not say what may be appealed against.',
    'Choose at least one thing.',
  ),
  'policy.request.appeal-lapses': say(
    '“{name}”逾期未定就会失效，申诉人得不到结果。',
    '请改为逾期升级审批，并写明升级给谁。',
    '"{name}" would lapse when nobody decides.',
    'Let it escalate, and say to whom.',
  ),
  'policy.request.appeal-seat-party': say(
    '“{name}”由“{approval}”甄别，但席位“{seat}”属于当事一方，不独立。',
    '请改为指定单位、平台或县级的席位，由未参与过的人甄别。',
    '"{approval}" screens "{name}", but its seat "{seat}" belongs to a party.',
    'Give the seat to a named unit, the platform or the county.',
  ),
  'policy.request.merge-without-step': say(
    '流程没有“并件”步骤，“{name}”批准了也并不了。',
    '请增加并件步骤。',
    'The flow has no step that merges, so "{name}" can have no effect.',
    'Add the step.',
  ),
  'policy.request.escalate-to-nobody': say(
    '“{name}”逾期要升级，但没有写升级给谁。',
    '请选择角色。',
    '"{name}" escalates to nobody.',
    'Name the roles.',
  ),
  'policy.request.tier-twice': say(
    '“{name}”超过 {days} 天的审批人列了两次。',
    '请合并。',
    '"{name}" has two tiers beyond {days} days.',
    'Join them.',
  ),
  'policy.request.tier-never': say(
    '“{name}”最多 {most} 天，超过 {days} 天的一档用不到。',
    '请改小天数，或放宽最长天数。',
    '"{name}" never exceeds {most} days, so the tier beyond {days} is of no use.',
    'Lower its days, or allow more.',
  ),
  'policy.request.setting-unused': say('“{name}”的这项设置不起作用。', '请删去。', 'This setting of "{name}" has no effect.', 'Remove it.'),
  'policy.supervision.after-twice': say(
    '“{name}”写了两种“超时后”，只按第二种计算。',
    '请删去按分钟的一种。',
    '"{name}" gives two waits after the breach; the minutes are ignored.',
    'Remove the minutes.',
  ),
  'policy.supervision.after-warning': say(
    '“{name}”在临期时触发，“超时后再过”不起作用。',
    '请删去，或改为超时触发。',
    '"{name}" acts on the warning; its wait has no effect.',
    'Remove it, or act on breach.',
  ),
  'policy.supervision.order-unanswered': say(
    '“{name}”发出后，收到的一方没有人能答复。',
    '请让“由谁答复”与“发给谁”一致。',
    'Nobody on the side that gets "{name}" may answer it.',
    'Let those who answer fit those it is for.',
  ),
  'policy.supervision.order-no-clock': say(
    '督办单没有答复时限。',
    '请增加一个按“每张督办单”计时的时限。',
    'Supervision orders have no time limit.',
    'Add a clock that runs per order.',
  ),
  'policy.supervision.handover-never': say(
    '没有规则会发这种牌，“{name}”不会触发。',
    '请改牌色，或增加发这种牌的规则。',
    'No rule issues such a card, so "{name}" never applies.',
    'Change the colour, or add a rule that issues it.',
  ),
  'policy.clock.order-start': say(
    '时限“{clock}”按督办单计时，但不从签发起算。',
    '请在起算里加上“签发督办单”。',
    'The clock "{clock}" runs per order but does not start when one is given.',
    'Let it start with that event.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
