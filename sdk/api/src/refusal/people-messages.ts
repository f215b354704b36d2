import type { Sentence } from './messages.ts'

/** Sentences of refusals about people: who stands in for whom (代理). */
export const PEOPLE_MESSAGES = {
  'substitute.self': { zh: '不能由本人代理本人，请另选代理人。', en: 'Nobody stands in for themselves; choose somebody else.' },
  'substitute.own-hand': { zh: '替别人指定代理人时，不能指定自己。', en: 'Who names a substitute for another cannot name themselves.' },
  'substitute.dates': { zh: '代理的结束日不能早于开始日，日期须真实存在。', en: 'The last day is not before the first, and both exist.' },
  'substitute.past': { zh: '这段代理时间已经过去，请改结束日。', en: 'That period is over; choose a later last day.' },
  'substitute.too-long': {
    zh: '一次代理最多 {days} 天；时间更长的，请调整人员岗位。',
    en: 'A substitution lasts {days} days at most; hand the post over if it takes longer.',
  },
  'substitute.unknown': {
    zh: '本县没有这个人（{person}），或其账号已停用。',
    en: 'The county has no such person ({person}), or the account is closed.',
  },
  'substitute.overlap': {
    zh: '{from} 至 {to} 已由{name}代理，同一天只能有一名代理人。',
    en: '{name} stands in from {from} to {to}; there is one substitute at a time.',
  },
  'substitute.cycle': {
    zh: '{name}在 {from} 至 {to} 又由您代理（或经他人绕回），两人同时不在，无人办理；请另选。',
    en: '{name} is away from {from} to {to} and, in the end, you stand in: nobody would be left. Choose somebody else.',
  },
} as const satisfies Record<string, Sentence>
