import type { Words } from '../platform/i18n.ts'

export const words: Words = {
  words: 'Words of the county',
  'words.note': 'On the left the common word, on the right the county’s own. Once in force, every page, notice and printed rule uses it.',
  ours: 'Common word',
  countys: 'The county’s word',
  'countys.label': 'The county’s word for “{{word}}”',
  reset: 'Reset',
  'reset.label': 'Reset “{{word}}”',
  empty: 'It must not be empty. To use the common word, reset it.',
  preview: 'In a sentence',
  rest: 'Names and numbers',
  number: 'New numbers look like {{number}}',
}
