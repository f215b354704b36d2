import type { Finding, FindingCode } from './finding-codes.ts'
import { CALENDAR_SENTENCES } from './sentence-calendar.ts'
import { FORM_SENTENCES } from './sentence-form.ts'
import { objectName } from './sentence-object.ts'
import { wordOf, type Locale } from './sentence-words.ts'
import type { Policy } from './schema.ts'

/** A finding in words: what is wrong, and what to do about it. `{param}` stands for a parameter. */
export type Sentence = { readonly zh: string; readonly zhHint: string; readonly en: string; readonly enHint: string }

/** A finding as a sentence a clerk understands: where, what, and what to do. */
export function describeFinding(found: Pick<Finding, 'code' | 'at' | 'params'>, policy: Policy, locale: Locale = 'zh'): string {
  const { what, hint } = sayFinding(found, locale)
  const where = objectName(policy, found.at, locale)
  if (locale === 'en') return `${where === '' ? '' : `${where}: `}${what} ${hint}`
  return `${where === '' ? '' : `${where}：`}${what}${hint}`
}

/** The two halves of the sentence without the place, for a list that shows the place itself. */
export function sayFinding({ code, params }: Pick<Finding, 'code' | 'params'>, locale: Locale = 'zh'): { what: string; hint: string } {
  const sentence = SENTENCES[code]
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => wordOf(key, Object.hasOwn(params, key) ? params[key] : undefined, locale))
  return locale === 'en'
    ? { what: fill(sentence.en), hint: fill(sentence.enHint) }
    : { what: fill(sentence.zh), hint: fill(sentence.zhHint) }
}

const say = (zh: string, zhHint: string, en: string, enHint: string): Sentence => ({ zh, zhHint, en, enHint })

const SENTENCES: Record<FindingCode, Sentence> = {
  'policy.id.duplicate': say(
    '代号“{id}”用了两次。',
    '请给其中一个换代号。',
    'The id "{id}" is used twice.',
    'Give one of them another id.',
  ),
  'policy.reference.missing': say(
    '用到的{kind}“{id}”不存在。',
    '请改选一个，或先把它加上。',
    'It refers to the {kind} "{id}", which does not exist.',
    'Choose another, or add it first.',
  ),
  'policy.reference.retired': say(
    '用到的{kind}“{id}”已停用。',
    '请改选在用的，或恢复它。',
    'It refers to the {kind} "{id}", which is out of use.',
    'Choose one in use, or bring it back.',
  ),
  'policy.unit.missing': say(
    '单位“{unit}”不在本县单位名录中。',
    '请改选单位，或先在组织机构中建立。',
    'There is no unit "{unit}" in this county.',
    'Choose another unit, or create it first.',
  ),
  'policy.unit.inactive': say(
    '单位“{name}”已撤销或停用。',
    '请改为承接其职责的单位。',
    'The unit "{name}" is no longer active.',
    'Name the unit that took over its duties.',
  ),
  'policy.unit.no-clerk': say(
    '“{name}”没有人能签收。',
    '请给该单位至少一名{roles}。',
    'Nobody at "{name}" can sign.',
    'Give the unit at least one of: {roles}.',
  ),
  'policy.town.no-clerk': say(
    '“{name}”没有人能吹哨。',
    '请给该镇街至少一名{roles}。',
    'Nobody at "{name}" can blow the whistle.',
    'Give the town at least one of: {roles}.',
  ),
  'policy.role.nobody': say(
    '“{name}”这一步指定的{roles}目前没有人担任。',
    '请在人员中授予角色，或改由别的角色办理。',
    'Nobody holds a role that may do "{name}" ({roles}).',
    'Grant the role to somebody, or name another role.',
  ),
  'policy.item.lead-among-cooperating': say(
    '牵头部门同时列为配合部门。',
    '请从配合部门中删去。',
    'The lead is also listed as cooperating.',
    'Remove it from the cooperating units.',
  ),
  'policy.item.no-basis': say(
    '没有写监督执法依据。',
    '请至少写一条法律法规或文件依据。',
    'It has no legal basis.',
    'State at least one law or document.',
  ),
  'policy.item.same-name-different-lead': say(
    '与另一条同名事项的牵头部门不同。',
    '同一事项只能有一个牵头部门，请合并或改名区分。',
    'Another item of the same name has a different lead.',
    'One matter has one lead: merge them, or name them apart.',
  ),
  'policy.item.dates-reversed': say('废止日早于施行日。', '请核对两个日期。', 'It ends before it takes effect.', 'Check the two dates.'),
  'policy.route.lead-among-cooperating': say(
    '牵头单位同时列为配合单位。',
    '请从配合单位中删去。',
    'The lead is also listed as cooperating.',
    'Remove it from the cooperating units.',
  ),
  'policy.route.same-condition': say(
    '与规则“{other}”条件相同而牵头单位不同。',
    '请合并，或把条件写出区别。',
    'It has the same condition as "{other}" but another lead.',
    'Merge them, or make the conditions differ.',
  ),
  'policy.route.never-reached': say(
    '与排在前面的“{other}”条件相同，永远轮不到。',
    '可以删去。',
    '"{other}" before it has the same condition, so it is never reached.',
    'It can be removed.',
  ),
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
  'policy.supervision.never-warned': say(
    '时限“{clock}”没有设提醒点，临期督办不会触发。',
    '请给该时限加提醒点，或改为超时触发。',
    'The clock "{clock}" gives no warning, so this rule never applies.',
    'Add a warning to the clock, or act on breach.',
  ),
  'policy.admission.incomplete': say(
    '缺少一种情形：{words}。',
    '请加一行说明这种情形怎么办。',
    'A case is missing: {words}.',
    'Add a row that decides it.',
  ),
  'policy.admission.overlap': say(
    '{words}时，规则 {rows} 同时成立。',
    '请改得只有一行成立，或改为“先满足先用”。',
    'For {words} the rows {rows} both apply.',
    'Let only one apply, or use the first that does.',
  ),
  'policy.admission.row-never-reached': say(
    '规则行“{row}”永远轮不到。',
    '可以删去，或移到前面。',
    'The row "{row}" is never reached.',
    'Remove it, or move it up.',
  ),
  'policy.admission.cell-unknown': say(
    '规则行“{row}”用了没有的条件列“{id}”。',
    '请删去该格，或加上这一列。',
    'The row "{row}" uses a column "{id}" that does not exist.',
    'Remove the cell, or add the column.',
  ),
  'policy.admission.input': say(
    '条件列“{name}”读的“{path}”不是“是或否”的项目。',
    '请改选一个是或否的项目。',
    'The column "{name}" reads "{path}", which is not a yes-or-no fact.',
    'Choose a yes-or-no fact.',
  ),
  'policy.evaluation.no-options': say(
    '“{item}”按选项评价，但选项不足两个。',
    '请填写选项和分值。',
    '"{item}" is rated by options but has fewer than two.',
    'Fill in options and their points.',
  ),
  'policy.evaluation.no-low-limit': say(
    '规定低分必须写明原因，但没有设低分线。',
    '请填低分线。',
    'Low ratings need words, but no limit says what is low.',
    'Fill in the limit.',
  ),
  'policy.evaluation.suggestion-out-of-scale': say(
    '“{item}”建议的 {given} 不在 {min} 到 {max} 之间。',
    '请改为刻度内的值。',
    'The suggested {given} for "{item}" is not between {min} and {max}.',
    'Use a value of the scale.',
  ),
  'policy.evaluation.bands-order': say(
    '“{item}”的第 {band} 档建议永远轮不到。',
    '请按用时从少到多排列，不设上限的一档放最后。',
    'Band {band} of "{item}" is never reached.',
    'Order the bands from little to much time, the open one last.',
  ),
  'policy.evaluation.labels': say(
    '“{item}”有 {expected} 级，说明却有 {given} 条。',
    '请一级写一条。',
    '"{item}" has {expected} grades but {given} descriptions.',
    'Describe each grade once.',
  ),
  'policy.evaluation.item-reserved': say(
    '评价项目的代号“{id}”是系统用字。',
    '请换一个代号。',
    'The id "{id}" of this item is reserved.',
    'Use another id.',
  ),
  'policy.evaluation.nobody-rates': say(
    '评价表“{form}”的评价人（{roles}）在流程中没有“评价”这一步。',
    '请在流程中让他们评价，或改评价人。',
    'The raters of "{form}" ({roles}) have no step for rating in any flow.',
    'Give them the step, or name other raters.',
  ),
  'policy.scoring.weights': say(
    '“{name}”各项权重合计为 {sum}，应当恰好为 1。',
    '请调整权重。',
    'The weights of "{name}" add up to {sum}, not exactly 1.',
    'Adjust the weights.',
  ),
  'policy.scoring.weight-not-positive': say(
    '“{name}”的权重不大于零。',
    '请填大于零的分数，或删去该项。',
    'The weight of "{name}" is not above zero.',
    'Use a positive fraction, or remove the part.',
  ),
  'policy.scoring.constraint': say(
    '“{name}”的权重为 {weight}，不符合“{source}”（不少于 {min}，不多于 {max}）。',
    '请调整权重；按分数计算，0.33 小于 1/3。',
    'The weight of "{name}" is {weight}, against "{source}" (at least {min}, at most {max}).',
    'Adjust it; fractions count exactly, 0.33 is less than 1/3.',
  ),
  'policy.scoring.input-missing': say(
    '指标“{name}”要用的“{path}”没有任何评价或事件产生。',
    '请改选有的数据，或先在评价表中加上该项目。',
    'Nothing produces "{path}", which the indicator "{name}" needs.',
    'Choose data that exist, or add the item to an evaluation form.',
  ),
  'policy.scoring.indicator-unused': say(
    '指标“{name}”没有计入任何项目。',
    '可以删去，或在计分项目中使用。',
    'The indicator "{name}" is used nowhere.',
    'Remove it, or use it in a part.',
  ),
  'policy.scoring.scale': say(
    '指标“{name}”的换算区间不成立。',
    '起点须小于终点。',
    'The scale of "{name}" is empty or reversed.',
    'Its start must be less than its end.',
  ),
  'policy.scoring.scale-differs': say(
    '指标“{name}”按最高 {given} 换算，评价表的最高是 {expected}。',
    '请核对，否则满分评价得不到满分。',
    'The indicator "{name}" is scaled from {given}, but the form gives at most {expected}.',
    'Check it, or the best rating does not score full marks.',
  ),
  'policy.scoring.cap-reversed': say(
    '加扣分封顶的下限大于上限。',
    '请对调。',
    'The least adjustment is more than the greatest.',
    'Swap them.',
  ),
  'policy.scoring.cycle': say(
    '指标“{name}”引用的考核又引用了本考核。',
    '请断开循环。',
    'The indicator "{name}" leads back to its own model.',
    'Break the ring.',
  ),
  'policy.scoring.nobody-ranked': say(
    '考核“{model}”没有任何对象参加排名。',
    '请勾选参加排名的单位类别。',
    'Nobody is ranked by "{model}".',
    'Choose the kinds of unit that are ranked.',
  ),
  'policy.scoring.empty-scores-full': say(
    '没有办件的单位将得满分，可能排在第一。',
    '建议改为“不参加排名”。',
    'Units without a case score full marks and may come first.',
    'Better leave them out of the ranking.',
  ),
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
  ...CALENDAR_SENTENCES,
  ...FORM_SENTENCES,
}
