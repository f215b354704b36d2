/**
 * The first character of each initial in the dictionary order of Mandarin; no syllable begins with i, u or v. The browser's own collation
 * knows the order of all characters, so no table of readings has to be shipped. Characters with two readings count under their common one.
 */
const FIRSTS: readonly [initial: string, first: string][] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '咑'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '然'],
  ['s', '撒'],
  ['t', '他'],
  ['w', '挖'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '匝'],
]
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** The pinyin initials of a name: 时限规则 → `sxgz`; Latin letters and digits stay, everything else is left out. */
export function initials(text: string): string {
  return Array.from(text, initial).join('')
}

/** Whether a name is meant by what was typed: a part of the name, or of its initials. */
export function matches(name: string, typed: string): boolean {
  const query = typed.trim().toLowerCase()
  if (query === '') return true
  return name.toLowerCase().includes(query) || initials(name).includes(query)
}

/** Whether a choice of a select is meant by what was typed, by its label. */
export function isTypedFor(typed: string, option?: { label?: unknown }): boolean {
  return typeof option?.label === 'string' && matches(option.label, typed)
}

function initial(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  return FIRSTS.findLast(([, first]) => order.compare(first, character) <= 0)?.[0] ?? ''
}
