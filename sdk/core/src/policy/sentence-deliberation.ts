import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about approvals, panels, bypasses, consultations and levels. */
export const DELIBERATION_SENTENCES = {
  'policy.approval.seats-or-by': say(
    '审批“{name}”要么列出席位，要么只写审批人角色，两者取一。',
    '请删去其中一项，或补上一项。',
    'The approval "{name}" needs either seats or roles, and not both.',
    'Keep one of the two.',
  ),
  'policy.approval.single-seat': say(
    '单人审批“{name}”列了 {seats} 个席位。',
    '请只留一个席位，或改为会签、或签。',
    'The approval "{name}" by one person has {seats} seats.',
    'Keep one seat, or choose another mode.',
  ),
  'policy.approval.meeting': say(
    '审批“{name}”的方式与会议审议规则不一致。',
    '会议审议须写到会比例和通过比例；其他方式请删去会议规则。',
    'The mode of "{name}" and its meeting rule do not agree.',
    'A meeting needs its rule; other modes have none.',
  ),
  'policy.approval.quorum': say(
    '审批“{name}”要求至少 {quorum} 席表态，只有 {seats} 席。',
    '请改小要求或增加席位。',
    'The approval "{name}" asks {quorum} of {seats} seats to speak.',
    'Ask fewer, or add seats.',
  ),
  'policy.approval.seat-side': say(
    '审批“{name}”的席位“{seat}”：{role}不在这一方，没有人能坐这个席位。',
    '请改角色，或改为该角色所在的一方。',
    'Nobody can take the seat "{seat}" of "{name}": the role {role} is not on that side.',
    'Choose another role, or its own side.',
  ),
  'policy.approval.seat-unit': say(
    '审批“{name}”的席位“{seat}”与指定单位不一致。',
    '选“指定单位”时须写明单位，其他情形请删去单位。',
    'The seat "{seat}" of "{name}" and its unit do not agree.',
    'Name a unit for a seat of a named unit, and for no other.',
  ),
  'policy.approval.seat-nobody': say(
    '审批“{name}”的席位“{seat}”在{units}没有人能坐。',
    '请在人员中授予角色，或改席位。',
    'Nobody can take the seat "{seat}" of "{name}" at {units}.',
    'Grant the role to somebody, or change the seat.',
  ),
  'policy.approval.setting-idle': say(
    '审批“{name}”的这项设置在所选方式下不起作用。',
    '请删去，或改选方式。',
    'This setting of "{name}" does nothing in its mode.',
    'Remove it, or choose another mode.',
  ),
  'policy.approval.unused': say(
    '审批“{name}”没有用在任何状态或申请上。',
    '请在审批阶段的状态或申请里选用它，或删去。',
    'No state and no request uses the approval "{name}".',
    'Bind it to a state or request, or remove it.',
  ),
  'policy.approval.phase': say(
    '状态“{state}”设了审批，但不属于审批阶段。',
    '请把阶段改为审批，或取消这里的审批。',
    'The state "{state}" has an approval but is not of that phase.',
    'Make its phase APPROVAL, or take the approval away.',
  ),
  'policy.approval.no-step': say(
    '状态“{state}”的审批有了结果，却没有由系统走的“{act}”步骤。',
    '请补上这一步，由谁选“系统”。',
    'When the approval of "{state}" is decided, no step of the system ({act}) leads on.',
    'Add that step, taken by the system.',
  ),
  'policy.approval.step-by-person': say(
    '“{step}”可以由一个人直接办，绕过了状态“{state}”的审批。',
    '请把由谁改为“系统”。',
    'The step "{step}" lets one person pass by the approval of "{state}".',
    'Let the system take it.',
  ),
  'policy.approval.untimed': say(
    '状态“{state}”的审批没有时限。',
    '可以加一个从送审起算、到审批通过为止的时限。',
    'Nothing limits how long the approval of "{state}" takes.',
    'Add a clock that stops when it is passed.',
  ),
  'policy.panel.no-step': say(
    '流程“{flow}”有定责小组，却没有由系统走的定责步骤。',
    '请补上“定责”步骤，由谁选“系统”。',
    'The flow "{flow}" has a panel but no step by which its decision takes effect.',
    'Add an adjudicate step taken by the system.',
  ),
  'policy.panel.never-opened': say(
    '流程“{flow}”没有任何步骤提请定责。',
    '请加“提请定责”步骤，或删去定责小组。',
    'No step of "{flow}" brings a case before its panel.',
    'Add a step that does, or remove the panel.',
  ),
  'policy.panel.nobody-above': say(
    '回避后不足法定人数 {quorum} 席时，没有人能定责。',
    '请在“定责”步骤里再加一个上级角色。',
    'If recusals leave fewer than {quorum} seats, nobody can decide.',
    'Let somebody above take the adjudicate step, too.',
  ),
  'policy.panel.seat-twice': say(
    '单位“{unit}”在定责小组里有两个席位。',
    '每个单位只设一席。',
    'The unit "{unit}" has two seats on the panel.',
    'Give each unit one seat.',
  ),
  'policy.panel.seat-nobody': say(
    '定责小组中“{unit}”的席位目前没有人坐。',
    '请给该单位一名定责小组成员。',
    'Nobody holds the panel seat of "{unit}".',
    'Give the unit a panel member.',
  ),
  'policy.panel.quorum-nobody': say(
    '定责小组只有 {filled} 席有人，不足法定人数 {quorum}。',
    '请补足成员。',
    'Only {filled} seats of the panel are filled; the quorum is {quorum}.',
    'Fill more seats.',
  ),
  'policy.bypass.state': say(
    '“{name}”之后的状态不属于派件阶段。',
    '请改为派件阶段的状态。',
    '"{name}" leads to a state that is not of the phase DISPATCHED.',
    'Choose a state of that phase.',
  ),
  'policy.bypass.never': say(
    '“{name}”永远用不上：本流程没有应急的哨种或情形。',
    '请标明哪些哨种或情形属突发紧急。',
    '"{name}" is never used: nothing of this flow is an emergency.',
    'Mark a category or situation as one.',
  ),
  'policy.bypass.untimed': say(
    '“{name}”的事后补登没有时限。',
    '请加一个从应急直派起算、到事后补登为止的时限。',
    'Nothing limits how late "{name}" may be registered.',
    'Add a clock from the bypass to the registration.',
  ),
  'policy.consultation.never': say(
    '流程“{flow}”写了二次会商的规则，却没有结束会商的步骤。',
    '请加上步骤，或删去规则。',
    'The flow "{flow}" has rules for a consultation but no step that closes one.',
    'Add the step, or remove the rules.',
  ),
  'policy.consultation.clocks': say(
    '会商纪要能否改变时限与所列时限不一致。',
    '可以改变时限的，请列出哪些时限；不可以的，请删去。',
    'Whether minutes may give more time does not agree with the clocks listed.',
    'List the clocks if they may, none if not.',
  ),
  'policy.consultation.clock-of-case': say(
    '时限“{clock}”按整件计，会商不能为某个单位延长它。',
    '请只列按应哨单位计的时限。',
    'The clock "{clock}" runs for the whole case; minutes extend those of units.',
    'List clocks of assignments only.',
  ),
  'policy.level.never-rises': say(
    '“{name}”升到最低的哨级，永远不会发生。',
    '哨级由低到高排列，请改升为更高的一级。',
    '"{name}" raises to the lowest level, so it never happens.',
    'Levels stand from low to high: choose a higher one.',
  ),
  'policy.admission.nobody-reviews': say(
    '状态“{state}”有等平台研判的哨件，却没有人能准入或不准入。',
    '请在“准入”和“不予准入”两步里加上平台角色。',
    'Cases wait in "{state}" for a review, but nobody may admit or deny them.',
    'Let a role of the platform take both steps.',
  ),
  'policy.admission.attempt-field': say(
    '吹哨表单“{form}”没有“{field}”这个字段，填不了派驻机构协调情况。',
    '请在表单里加上，或改选字段。',
    'The form "{form}" has no field "{field}" for what the stationed agency did.',
    'Add the field, or name another.',
  ),
} satisfies Partial<Record<FindingCode, Sentence>>
