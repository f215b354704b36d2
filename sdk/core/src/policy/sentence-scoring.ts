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
} as const satisfies Partial<Record<FindingCode, Sentence>>
