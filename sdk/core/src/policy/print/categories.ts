import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 哨种: one clause each, with its flow, form and levels. */
export function printCategories(words: PrintWords): ArticleDraft[] {
  const { policy } = words
  return policy.categories.map((category, index) => {
    const at = `/categories/${index}`
    const flow = policy.flows.find((one) => one.id === category.flow)?.name ?? category.flow
    const form = policy.forms.find((one) => one.id === category.form)?.title ?? category.form
    const levels = (category.levels ?? []).map((level, i) => words.value(level, `${at}/levels/${i}`))
    return {
      at,
      title: category.name,
      text: `${category.note ?? `${category.name}为哨种之一`}${/[。；]$/.test(category.note ?? '') ? '' : '。'}${category.emergency ? '属应急。' : ''}${words.term('whistle')}时填写《${form}》，按“${flow}”办理。${category.retired ? '本哨种已停用。' : ''}`,
      items: [
        ...(levels.length === 0 ? [] : [`哨级由低到高：${levels.join('、')}`]),
        ...words.rest(category, at, ['name', 'note', 'colour', 'icon', 'emergency', 'flow', 'form', 'levels', 'retired']),
      ],
    }
  })
}
