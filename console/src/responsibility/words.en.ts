import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  'page.list': 'The list',
  title: 'Look up the responsibility list',
  search: 'Find a matter',
  searchHint: 'Matter, situation, department, or pinyin initials',
  count: '{{count}} matters',
  'reach.all': 'All',
  'reach.lead': 'We lead',
  'reach.cooperating': 'We cooperate',
  with: 'With: {{units}}',
  none: 'Nothing on the list resembles "{{typed}}". A matter off the list may be whistled for the platform to judge.',
  blow: 'Whistle for this matter',
  ownDuty: "The town's own duty",
}
