import type { Sentence } from './messages.ts'

/** Sentences of refusals to bring a version into force, and of consultations about drafts. */
export const PUBLISH_MESSAGES = {
  'policy.draft.outrun': {
    zh: '起草之后已发布第 {version} 版，请先把草稿并到新版上，再看一遍改动。',
    en: 'Version {version} was published since the draft began; bring the draft onto it first and look at the changes again.',
  },
  'policy.draft.trial-unseen': {
    zh: '本县规定送审前须看过试算，请先到“试算结果”一步看过这份草稿的结果，再提交。',
    en: 'This county asks whoever submits to have seen the trial: look at what this draft would have done first.',
  },
  'policy.finding.red': { zh: '这一条必须改，不能忽略。', en: 'This must be changed; it cannot be ignored.' },
  'policy.finding.gone': { zh: '体检里已没有这一条，请刷新后再看。', en: 'The check no longer says this; look again.' },
  'policy.publish.past': { zh: '施行时间不能早于现在。', en: 'A version cannot come into force in the past.' },
  'policy.publish.too-far': { zh: '施行时间最远为一年以后。', en: 'A version comes into force within a year.' },
  'policy.publish.before-scheduled': {
    zh: '第 {version} 版已定于更晚的时间施行；请定在它之后，或先撤回第 {version} 版。',
    en: 'Version {version} comes into force later than that; choose a time after it, or withdraw it first.',
  },
  'policy.version.in-force': {
    zh: '第 {version} 版已经施行，不能撤回；可以回退。',
    en: 'Version {version} is in force; it can be rolled back, not withdrawn.',
  },
  'policy.rollback.never-in-force': { zh: '第 {version} 版从未施行，不能回退到它。', en: 'Version {version} was never in force.' },
  'policy.rollback.same': { zh: '现行的就是这一版。', en: 'This version is in force.' },
  'policy.review.none': { zh: '这一版没有待办的事后审核。', en: 'No later review is due for this version.' },
  'policy.consultation.due-past': { zh: '截止时间须晚于现在。', en: 'The day to answer by must lie ahead.' },
  'policy.consultation.unknown-unit': { zh: '没有这个单位：{unit}。', en: 'There is no unit {unit}.' },
  'policy.consultation.not-asked': { zh: '这次没有征求您单位的意见。', en: 'Your unit was not asked.' },
  'policy.consultation.over': { zh: '征求意见已经截止。', en: 'The time to answer is over.' },
  'policy.consultation.unknown-clause': { zh: '征求意见稿里没有“{clause}”。', en: 'The text sent out has no clause "{clause}".' },
  'policy.consultation.no-reason': { zh: '对“{clause}”有异议，请写明理由。', en: 'Say why you object to "{clause}".' },
  'policy.split.nothing': { zh: '要发布的部分没有任何改动，或者已是全部改动。', en: 'That part holds no change, or is the whole.' },
} as const satisfies Record<string, Sentence>
