import type { Sentence } from './messages.ts'

/** Sentences of the core's own refusals about policies, forms and ratings. */
export const RULE_MESSAGES = {
  'policy.kind.unknown': { zh: '制度里没有“{kind}”这一部分。', en: 'A policy has no part "{kind}".' },
  'policy.not-an-object': { zh: '制度文件应是一个 JSON 对象。', en: 'A policy must be a JSON object.' },
  'policy.format.unknown': {
    zh: '不认识制度文件的格式 {format}，本系统支持到 {supported}。',
    en: 'Unknown policy format {format}; this system reads up to {supported}.',
  },
  'policy.example.not-a-story': {
    zh: '按这份草稿，这件连报都报不上，做不成范例。',
    en: 'Under this draft not even the whistle of this case can be blown: it makes no example.',
  },
  'form.not-an-object': { zh: '表单内容格式有误。', en: 'The form is not an object.' },
  'form.too-deep': { zh: '表单内容嵌套超过 {most} 层。', en: 'The form is nested deeper than {most} levels.' },
  'form.unknown-field': { zh: '表单里没有“{field}”这一项。', en: 'The form has no field "{field}".' },
  'case.rating.item-unknown': { zh: '评价表里没有“{item}”这一项。', en: 'The rating has no item "{item}".' },
  'case.rating.item-missing': { zh: '请评价“{name}”。', en: 'Please rate "{name}".' },
  'case.rating.not-in-scale': {
    zh: '“{name}”应在 {min} 到 {max} 之间，不能是 {given}。',
    en: '"{name}" must be from {min} to {max}, not {given}.',
  },
  'case.rating.comment-not-wanted': { zh: '这张评价表不填评语。', en: 'This rating takes no comment.' },
  'case.rating.comment-required': { zh: '请填写评语。', en: 'A comment is required.' },
  'case.rating.comment-required-when-low': {
    zh: '“{name}”在 {atOrBelow} 及以下，请写明原因。',
    en: '"{name}" is {atOrBelow} or less: please say why.',
  },
} as const satisfies Record<string, Sentence>
