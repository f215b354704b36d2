import type { Sentence } from './messages.ts'

/** Why scores and what is entered for them are refused. */
export const SCORE_MESSAGES = {
  'score.model.unknown': { zh: '没有这个考核办法。', en: 'There is no such scoring model.' },
  'score.period.unknown': { zh: '没有这个考核周期。', en: 'There is no such period.' },
  'score.period.locked': {
    zh: '“{model}”这一期已经锁定，不能再录入或更改。',
    en: 'This period of "{model}" is locked; nothing can be entered or changed.',
  },
  'score.period.not-begun': { zh: '这一期还没有开始，请选已开始的周期。', en: 'This period has not begun.' },
  'score.period.not-locked': {
    zh: '这一期还没有锁定，没有可公布的结果。',
    en: 'This period is not locked yet; there is no result to publish.',
  },
  'score.input.unknown': { zh: '考核办法里没有这个录入项。', en: 'The model has no such input.' },
  'score.entry.not-your-role': { zh: '“{input}”由{roles}录入，您没有这个角色。', en: '"{input}" is entered by: {roles}.' },
  'score.entry.subject-unknown': { zh: '考核对象中没有“{subject}”。', en: 'The model does not score "{subject}".' },
  'score.entry.not-yours-to-judge': {
    zh: '“{input}”只能为与本单位相关的对象录入。',
    en: 'You may enter "{input}" only about those your unit answers for.',
  },
  'score.entry.value-needed': { zh: '请填数值，可以有小数。', en: 'Give a number.' },
  'score.entry.not-in-range': {
    zh: '“{input}”应在 {min} 到 {max} 之间，填的是 {given}。',
    en: '"{input}" must be between {min} and {max}, not {given}.',
  },
  'score.entry.reason-needed': { zh: '请写明理由。', en: 'Say why.' },
  'score.entry.reason-not-wanted': { zh: '“{input}”不需要理由，请删去。', en: '"{input}" takes no reason.' },
  'score.entry.attachment-needed': { zh: '“{input}”须上传依据材料。', en: '"{input}" needs a file as evidence.' },
  'score.entry.attachment-not-wanted': { zh: '“{input}”不收附件，请删去。', en: '"{input}" takes no files.' },
  'score.entry.replaces-unknown': {
    zh: '要更改或撤回的那次录入不存在、已被更改，或不是本单位录入的。',
    en: 'The entry to replace does not exist, was replaced already, or is another unit’s.',
  },
  'score.recompute.not-allowed': {
    zh: '“{model}”规定锁定后的变动计入下期更正，不重算。',
    en: '"{model}" carries later changes into the next period; a locked one is not recomputed.',
  },
  'score.recompute.not-your-role': { zh: '只有{roles}可以重算已锁定的一期。', en: 'Only {roles} may recompute a locked period.' },
  'score.recompute.nothing-changed': { zh: '锁定后没有变动，重算的结果与公布的相同。', en: 'Nothing changed since the lock.' },
} as const satisfies Record<string, Sentence>
