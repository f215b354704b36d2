import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about scoring models. */
export const SCORING_SENTENCES = {
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
  'policy.scoring.indicator-cycle': say(
    '指标“{name}”引用的指标“{id}”又引用了它自己。',
    '请断开循环。',
    'The indicator "{name}" is made of "{id}", which is made of it.',
    'Break the ring.',
  ),
  'policy.scoring.band-empty': say(
    '指标“{name}”的第 {band} 档没有任何数值能落入。',
    '请核对上下限，或删去这一档。',
    'No value can fall into band {band} of "{name}".',
    'Check its bounds, or remove it.',
  ),
  'policy.scoring.bands-gap': say(
    '指标“{name}”的分档有空当：{value} 附近的数值不属于任何一档。',
    '请让各档首尾相接，最低一档不写下限，最高一档不写上限。',
    'The bands of "{name}" leave a gap near {value}.',
    'Let each band begin where the last ends; leave the lowest and the highest open.',
  ),
  'policy.scoring.bands-overlap': say(
    '指标“{name}”的第 {band} 档和第 {other} 档在 {value} 处重叠。',
    '请让同一数值只属于一档：一档写“低于”，另一档写“不低于”。',
    'Bands {band} and {other} of "{name}" overlap at {value}.',
    'Let every value belong to one band: end one "below" where the other begins "at least".',
  ),
  'policy.scoring.rank-points-short': say(
    '指标“{name}”只列了 {given} 个名次的得分，参加排名的有 {expected} 家。',
    '请补齐，或填写“其余名次得分”。',
    'The indicator "{name}" gives points to {given} ranks, but {expected} units are ranked.',
    'Complete the list, or state the points of all other ranks.',
  ),
  'policy.scoring.rank-points-rise': say(
    '指标“{name}”第 {rank} 名的得分比前一名高。',
    '请核对次序。',
    'Rank {rank} of "{name}" gets more than the rank before.',
    'Check the order.',
  ),
  'policy.scoring.lookup-period': say(
    '指标“{name}”引用的考核“{other}”周期更长，到时还没有得分。',
    '请改引周期相同或更短的考核。',
    'The model "{other}" used by "{name}" has a longer period, so its score is not there yet.',
    'Use one with the same or a shorter period.',
  ),
  'policy.scoring.lookup-subject': say(
    '指标“{name}”引用的考核“{other}”考核的不是同一对象。',
    '请改选考核，或改“谁的得分”。',
    'The model "{other}" used by "{name}" scores somebody else.',
    'Choose another model, or whose score is meant.',
  ),
  'policy.scoring.input-nobody': say(
    '录入项“{name}”没有人可以录入（{roles}）。',
    '请改录入人，或在人员中赋予角色。',
    'Nobody may enter "{name}" ({roles}).',
    'Name other roles, or give somebody the role.',
  ),
  'policy.scoring.input-range': say(
    '录入项“{name}”的最低不小于最高。',
    '请对调或更正。',
    'The least value of "{name}" is not below the greatest.',
    'Swap or correct them.',
  ),
  'policy.scoring.input-unused': say(
    '录入项“{name}”没有计入任何指标、加扣分或否决。',
    '可以删去，或在指标中使用。',
    'The manual input "{name}" is used nowhere.',
    'Remove it, or use it in an indicator.',
  ),
  'policy.scoring.input-not-for-subject': say(
    '录入项“{name}”的“为谁录入”与考核对象不符，没有可录入的对象。',
    '驻镇街机构只用于派驻机构考核，下属用于派驻机构和人员。',
    'The manual input "{name}" is about nobody this model scores.',
    'Managed agencies fit models of stationed agencies, subordinates those of agencies and people.',
  ),
  'policy.scoring.raters-impossible': say(
    '背靠背最少要 {minRaters} 家评价，而“{name}”最多只有 {possible} 家能评价，得分永远不会公开。',
    '请减少最少评价人数，或增加评价方。',
    'Back to back asks for {minRaters} raters, but at most {possible} can rate "{name}": the score would never be shown.',
    'Ask for fewer, or let more units rate.',
  ),
  'policy.scoring.outcome-always': say(
    '结果运用“{effect}”没有写条件。',
    '请写明名次或得分。',
    'The outcome "{effect}" says no condition.',
    'State ranks or a score.',
  ),
  'policy.scoring.outcome-never': say(
    '结果运用“{effect}”要求得分不低于 {atLeast} 又低于 {below}，不可能成立。',
    '请更正分数线。',
    'The outcome "{effect}" asks for at least {atLeast} and below {below}.',
    'Correct the marks.',
  ),
  'policy.scoring.recompute-unused': say(
    '考核“{model}”写了谁可以重算，但锁定后的变动不重算。',
    '请改“锁定后的变动”，或删去这一项。',
    'The model "{model}" says who may recompute, but does not recompute after the lock.',
    'Change what happens after the lock, or remove it.',
  ),
  'policy.scoring.seen-by-judged': say(
    '考核“{model}”是背靠背，却让被考核一方（{roles}）看到全部评价。',
    '请去掉这些角色。',
    'The model "{model}" is back to back, yet shows everything to the judged ({roles}).',
    'Remove these roles.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
