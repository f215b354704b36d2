import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 评价: one clause per form; its items with scale and meaning. */
export function printEvaluation(words: PrintWords): ArticleDraft[] {
  const { evaluation } = words.policy
  const articles: ArticleDraft[] = evaluation.forms.map((form, index) => {
    const at = `/evaluation/forms/${index}`
    const scope = form.when === undefined ? '' : `，限于${words.when(form.when, `${at}/when`)}的哨件`
    const items = form.items.map((item, i) => {
      const where = `${at}/items/${i}`
      const rest = words.rest(item, where, ['name', 'note', 'scale', 'required'])
      const parts = [words.value(item.scale, `${where}/scale`), item.required ? '必评' : '选评', item.note, ...rest]
      return `${item.name}：${parts.filter(Boolean).join('；')}`
    })
    const phrased = ['name', 'by', 'rater', 'subject', 'when', 'items', 'obligatory']
    return {
      at,
      title: form.name,
      text: `由${words.roles(form.by)}代表${words.value(form.rater, `${at}/rater`)}，对${words.value(form.subject, `${at}/subject`)}评价${scope}。${form.obligatory ? '不评价的不结案。' : ''}`,
      items: [...items, ...words.rest(form, at, phrased)],
    }
  })
  const rest = words.rest(evaluation, '/evaluation', ['forms'])
  if (rest.length > 0) articles.push({ at: '/evaluation', title: '评价的其他规定', text: '评价另按下列规定：', items: rest })
  return articles
}
