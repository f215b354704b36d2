import type { Sentence } from './messages.ts'

/** Sentences of refusals around the practice environment. */
export const PRACTICE_MESSAGES = {
  'practice.off': { zh: '本系统没有开放演练环境。', en: 'The practice environment is switched off.' },
  'practice.elsewhere': {
    zh: '演练环境在另一台服务器上运行，请联系系统管理员把 /practice 的访问转到那一台。',
    en: 'Another server runs the practice environment; the operator must route /practice there.',
  },
  'practice.full': { zh: '同时演练的县太多，请稍后再试。', en: 'Too many counties practise at once; try again later.' },
  'practice.none': { zh: '演练环境还没有开始，请从制度台进入。', en: 'Practice has not begun; enter it from the console.' },
  'practice.no-policy': {
    zh: '还没有施行的制度，请用一份草稿来演练。',
    en: 'No policy is in force yet; practise with a draft.',
  },
  'practice.draft-not-ready': {
    zh: '草稿还有 {count} 处必须改正，改好后再演练。',
    en: 'The draft has {count} errors; mend them before practising with it.',
  },
  'practice.unknown-person': { zh: '演练环境里没有这个角色。', en: 'Practice has no such person.' },
  'practice.backwards': {
    zh: '演练时间只能往前；要回到现在，请重新开始。',
    en: 'Practice time only goes forward; begin anew to return to the present.',
  },
  'practice.too-far': { zh: '一次最多往前 {days} 天。', en: 'At most {days} days at once.' },
  'practice.moving': { zh: '正在拨动演练时间，请稍候。', en: 'The practice clock is being moved; wait a moment.' },
} as const satisfies Record<string, Sentence>
