import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 责任清单 and 准入: what the list is, routes that differ from it, and the decision tables. */
export function printList(words: PrintWords): ArticleDraft[] {
  const { responsibilities: list, admission } = words.policy
  const inUse = list.items.filter((item) => !item.retired).length
  const articles: ArticleDraft[] = [
    {
      at: '/responsibilities',
      title: list.title,
      text: `责任清单列明事项 ${inUse} 项，主体责任、配合责任和依据见附件。${
        list.offList === 'refuse' ? '清单外事项不能吹哨。' : '清单外事项可以吹哨，由平台研判派件。'
      }`,
      items: words.rest(list, '/responsibilities', ['title', 'domains', 'items', 'routes', 'offList']),
    },
  ]
  if ((list.routes ?? []).length > 0)
    articles.push({
      at: '/responsibilities/routes',
      title: '派件规则',
      text: '下列情形先于清单，自上而下，先满足先用：',
      items: (list.routes ?? []).map(({ name, when, lead, cooperating, clause }, i) => {
        const helpers = cooperating.length === 0 ? '' : `，${words.units(cooperating)}配合`
        const source = clause === undefined ? '' : `（${clause}）`
        return `${name}：${words.when(when, `/responsibilities/routes/${i}/when`)}的，由${words.unit(lead)}牵头${helpers}${source}`
      }),
    })
  if (!admission) return articles
  const scope = admission.applies === undefined ? '' : `适用于${words.when(admission.applies, '/admission/applies')}的哨件。`
  for (const [index, table] of admission.tables.entries())
    articles.push({
      at: `/admission/tables/${index}`,
      title: table.name,
      text: `${scope}吹哨前按下表判断${table.hit === 'first' ? '，自上而下，先满足先用' : ''}：`,
      table: {
        head: [...table.inputs.map((input) => input.name), '结论', '提示'],
        rows: table.rows.map((row) => [
          ...table.inputs.map((input) => (Object.hasOwn(row.cells, input.id) ? (row.cells[input.id] ? '是' : '否') : '不论')),
          words.value(row.result, `/admission/tables/${index}/rows/0/result`),
          row.message,
        ]),
      },
    })
  const rest = words.rest(admission, '/admission', ['tables', 'applies'])
  if (rest.length > 0) articles.push({ at: '/admission', title: '准入的其他规定', text: '准入另按下列规定：', items: rest })
  return articles
}
