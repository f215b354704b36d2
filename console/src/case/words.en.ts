import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  'stars.none': 'not rated',
  'stars.count': '{{count}} stars',
  'stars.of': '{{count}} of {{max}} stars',
  'route.why': 'Why it came to us: ',
  'route.basis': 'Show the basis',
  'route.hide': 'Hide the basis',
  'route.item': 'list item “{{name}}”',
  'route.rule': 'routing rule “{{name}}”',
  'route.off-list': 'not on the list, {{name}}',
  'route.dispatcher': 'sent by the {{term.platform}}, {{name}}',
  'route.lead': 'lead {{unit}}',
  'route.clause': 'Basis',
  'route.cooperating': 'Cooperating',
  'timeline.system': 'System',
  'timeline.reason': 'Reason: {{text}}',
  'timeline.photo': 'Photo {{index}}',
  'timeline.label': 'History',
  'score.before': 'now in force',
}
