import type { Sentence } from './messages.ts'

/** Sentences of refusals about units and people: who stands in for whom (代理), and what a county's organisation may become. */
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
  'organisation.too-many': {
    zh: '一次最多改动 {most} 行，这里有 {found} 行。请分几次导入。',
    en: 'At most {most} rows at a time; there are {found}. Import them in parts.',
  },
  'organisation.changed-since': {
    zh: '核对期间，机构和人员已被他人改动。请刷新后重新核对。',
    en: 'Somebody changed units or people meanwhile. Reload and check again.',
  },
  'organisation.unit.twice': { zh: '单位“{name}”（{id}）出现了两次。', en: 'The unit {name} ({id}) stands there twice.' },
  'organisation.unit.name-taken': { zh: '已有在用单位叫“{name}”（{id}）。', en: 'A unit in use is called {name} already ({id}).' },
  'organisation.unit.parent-unknown': {
    zh: '“{name}”的上级单位“{parent}”不存在。',
    en: 'The superior unit of {name}, {parent}, does not exist.',
  },
  'organisation.unit.parent-retired': {
    zh: '“{name}”的上级单位“{parent}”已停用。',
    en: 'The superior unit of {name}, {parent}, is out of use.',
  },
  'organisation.unit.cycle': { zh: '“{name}”的上级绕回了自己：{way}。', en: 'The superiors of {name} lead back to it: {way}.' },
  'organisation.unit.has-units': {
    zh: '“{name}”还有 {count} 个在用的下级单位（如“{first}”），请先调整其上级。',
    en: '{name} still has {count} units below it ({first}); move them first.',
  },
  'organisation.unit.has-people': {
    zh: '“{name}”还有 {count} 个在用账号，请先调整到其他单位或停用。',
    en: '{name} still has {count} accounts in use; move or close them first.',
  },
  'organisation.unit.in-use': {
    zh: '“{name}”不能删除：有 {records} 条办理记录，制度里有 {named} 处，账号 {people} 个。请改为停用。',
    en: '{name} cannot be removed: {records} records, {named} places of the policy and {people} accounts. Retire it instead.',
  },
  'organisation.unit.unknown': { zh: '没有代码为“{unit}”的单位。', en: 'There is no unit "{unit}".' },
  'organisation.person.twice': { zh: '“{name}”出现了两次。', en: '{name} stands there twice.' },
  'organisation.person.account-taken': { zh: '账号“{account}”已有人用（{name}）。', en: 'The account {account} is taken ({name}).' },
  'organisation.person.unknown': {
    zh: '没有这个人（{person}），或其账号已停用。',
    en: 'There is no such person ({person}), or the account is closed.',
  },
  'organisation.person.unit-unknown': { zh: '“{name}”的单位“{unit}”不存在。', en: 'The unit of {name}, {unit}, does not exist.' },
  'organisation.person.unit-retired': { zh: '“{name}”的单位“{unit}”已停用。', en: 'The unit of {name}, {unit}, is out of use.' },
  'organisation.person.own': {
    zh: '不能改动自己的账号，请另一位管理员来改。',
    en: 'Nobody changes their own account; ask another administrator.',
  },
  'organisation.person.administrative': {
    zh: '“{name}”涉及管理角色“{role}”，只能由安全管理员改动。',
    en: '{name} has or gets the role {role}, which only the security administrator gives and takes.',
  },
} as const satisfies Record<string, Sentence>
