import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  'stars.none': '未评',
  'stars.count': '{{count}} 星',
  'stars.of': '{{count}} 星，满分 {{max}} 星',
  'route.why': '为什么派给我们：',
  'route.basis': '查看依据',
  'route.hide': '收起依据',
  'route.item': '责任清单“{{name}}”',
  'route.rule': '派件规则“{{name}}”',
  'route.off-list': '清单未列，{{name}}',
  'route.dispatcher': '{{term.platform}}派给，{{name}}',
  'route.lead': '主责 {{unit}}',
  'route.clause': '依据',
  'route.cooperating': '{{term.cooperate}}',
  'timeline.system': '系统',
  'timeline.reason': '理由：{{text}}',
  'timeline.photo': '第 {{index}} 张照片',
  'timeline.label': '办理经过',
  'score.before': '现行',
}
