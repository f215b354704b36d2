import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  'page.scores': 'Appraisal',
}
