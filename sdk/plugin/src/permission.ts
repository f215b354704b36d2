/** What a plugin may ask to do, each with the sentence its approver reads. */
export const PERMISSIONS = {
  'cases:read': { zh: '查看哨件', en: 'Read cases' },
  'cases:create': { zh: '代为吹哨：建立哨件', en: 'Create cases' },
  'cases:supplement': { zh: '补充哨件材料', en: 'Supplement cases' },
  'cases:urge': { zh: '催办哨件', en: 'Urge cases' },
  'cases:withdraw': { zh: '按来源方要求撤回哨件', en: 'Withdraw cases for their source' },
  'cases:feedback': { zh: '登记来源方的满意度', en: 'Record what the source thinks of the result' },
  'cases:note': { zh: '在哨件时间线上留言', en: 'Write notes on cases' },
  'cases:progress': { zh: '登记办理进展', en: 'Record progress on assignments' },
  'files:read': { zh: '读取附件', en: 'Read attachments' },
  'files:write': { zh: '添加附件', en: 'Add attachments' },
  'organisation:read': { zh: '查看单位和岗位', en: 'Read units and posts' },
  'organisation:propose': { zh: '提出人员、网格变更，由管理员确认', en: 'Propose changes of staff and grids to the administrator' },
  'calendar:propose': { zh: '提出日历草稿，由管理员确认', en: 'Propose calendars to the administrator' },
  'notify:send': { zh: '向系统内人员发送通知', en: 'Notify people of the county' },
} as const
export type Permission = keyof typeof PERMISSIONS

/** Kinds of personal data. What a plugin does not declare it gets masked. */
export const PERSONAL_DATA = {
  name: { zh: '姓名', en: 'Names' },
  phone: { zh: '电话号码', en: 'Phone numbers' },
  'id-number': { zh: '身份证号', en: 'Identity numbers' },
  address: { zh: '住址', en: 'Addresses' },
  location: { zh: '位置', en: 'Positions' },
  photo: { zh: '照片', en: 'Photos' },
  voice: { zh: '录音、录像', en: 'Recordings' },
} as const
export type PersonalData = keyof typeof PERSONAL_DATA
