import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about flows and the requests within them. */
export const FLOW_SENTENCES = {
  'policy.flow.state-unreachable': say(
    '没有任何步骤能到达状态“{state}”。',
    '请加一个到这里的步骤，或删去该状态。',
    'No step leads to the state "{state}".',
    'Add a step that leads here, or remove the state.',
  ),
  'policy.flow.dead-end': say(
    '哨件到了“{state}”就再也出不去。',
    '请加一个离开的步骤。',
    'A case that reaches "{state}" can never leave it.',
    'Add a step that leads on.',
  ),
  'policy.flow.no-way-to-end': say(
    '从“{state}”无论怎么走都不能办结。',
    '请加一条通往销号的路。',
    'From "{state}" no way leads to an end.',
    'Add a way that leads to closing.',
  ),
  'policy.flow.act-missing': say(
    '流程“{flow}”缺少“{act}”这一步。',
    '请补上，否则哨件走不下去。',
    'The flow "{flow}" has no step for "{act}".',
    'Add it; cases cannot go on without.',
  ),
  'policy.flow.join-never': say(
    '“{step}”要等部门的动作，但应哨步骤里没有。',
    '请在应哨步骤中加上相应动作。',
    '"{step}" waits for an act of departments that the flow does not have ({needs}).',
    'Add that act to the steps of the assignment.',
  ),
  'policy.flow.join-too-many': say(
    '要等 {needs} 家单位，清单上最多的事项只有 {most} 家。',
    '请改小家数，或改为“牵头”“全部”。',
    'It waits for {needs} units, but no item names more than {most}.',
    'Lower the number, or use lead or all.',
  ),
  'policy.flow.nobody-acts': say(
    '“{step}”这一步不会有人办。',
    '由系统自动的步骤请选“系统”，其余请选办理角色。',
    'Nobody can ever take the step "{step}".',
    'Choose "system" for steps that follow by themselves, and a role for all others.',
  ),
  'policy.flow.close-without-consent': say(
    '规定了结案须镇街同意，但不经同意也能走到“{step}”。',
    '请让每条路都经过“同意结案”。',
    'The town must consent, yet "{step}" can be reached without it.',
    'Lead every way through the consent.',
  ),
  'policy.flow.consent-automatic': say(
    '镇街逾期不表态将视为同意。',
    '“问题不解决、不销号”的县一般不启用，请再确认。',
    'A town that stays silent is taken to agree.',
    'Confirm that this is meant: silence then closes cases.',
  ),
  'policy.flow.quorum': say(
    '法定人数 {quorum} 多于席位 {seats}。',
    '请改小法定人数或增加席位。',
    'The quorum of {quorum} is more than the {seats} seats.',
    'Lower the quorum or add seats.',
  ),
  'policy.flow.chair-missing': say(
    '平票由组长决定，但组长不是恰好一名。',
    '请指定一名组长。',
    'A tie is decided by the chair, but there is not exactly one.',
    'Name one chair.',
  ),
  'policy.flow.threshold': say(
    '审批“{name}”的通过比例不在 0 到 1 之间。',
    '请填如 1/2、2/3。',
    'The threshold of "{name}" is not between 0 and 1.',
    'Write a fraction such as 1/2 or 2/3.',
  ),
  'policy.request.suspension-uncapped': say(
    '停表没有最长天数，哨件可能永远停着。',
    '请填最长天数。',
    'A suspension has no longest duration, so a case could stand still for ever.',
    'Give the greatest number of days.',
  ),
  'policy.request.extension-without-clock': say(
    '延期没有说延长哪个时限。',
    '请选择时限。',
    'It does not say which clock is extended.',
    'Choose the clock.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
