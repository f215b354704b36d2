import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  'page.list': '清单查询',
  title: '责任清单查询',
  search: '查事项',
  searchHint: '事项、情形、部门，或拼音首字母',
  count: '{{count}} 项',
  'reach.all': '全部',
  'reach.lead': '我单位牵头',
  'reach.cooperating': '我单位配合',
  with: '配合：{{units}}',
  none: '清单里没有与“{{typed}}”相近的事项。清单外的事，可以吹哨由平台研判。',
  blow: '按此事项吹哨',
  ownDuty: '镇街自行处理',
}
