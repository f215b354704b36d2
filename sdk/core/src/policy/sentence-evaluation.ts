import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about evaluation forms. */
export const EVALUATION_SENTENCES = {
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
  'policy.evaluation.no-note': say(
    '“{item}”没有口径说明，打分的人各按各的尺子。',
    '请写明看什么、怎样算好。',
    '"{item}" does not say what is judged, so every rater uses another measure.',
    'Write what is looked at, and what is good.',
  ),
  'policy.evaluation.nobody-rates': say(
    '评价表“{form}”的评价人（{roles}）在流程中没有“评价”这一步。',
    '请在流程中让他们评价，或改评价人。',
    'The raters of "{form}" ({roles}) have no step for rating in any flow.',
    'Give them the step, or name other raters.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
