import type { ScoreNode } from '../../scoring/schema.ts'
import { pointTo } from '../../shared/json-pointer.ts'
import type { ArticleDraft } from './document.ts'
import type { PrintWords } from './words.ts'

/** 考核: one clause per model for its frame and weights, one for its indicators, one for everything else it says. */
export function printScoring(words: PrintWords): ArticleDraft[] {
  return words.policy.scoring.models.flatMap((model, index): ArticleDraft[] => {
    const at = `/scoring/models/${index}`
    const names = new Map(Object.entries(model.indicators).map(([id, indicator]) => [id, indicator.name]))
    const phrased = ['name', 'subject', 'period', 'indicators', 'parts', 'outcomes']
    const outcomes = (model.outcomes ?? []).map((outcome, i) => words.value(outcome, `${at}/outcomes/${i}`))
    return [
      {
        at: `${at}/parts`,
        title: model.name,
        text: `${model.name}以${words.value(model.subject, `${at}/subject`)}为对象，按${words.value(model.period.unit, `${at}/period/unit`)}考核，期末后第 ${model.period.closeAfterWorkingDays} 个工作日锁定。得分由下列项目按权重相加：`,
        items: partWords(model.parts as readonly ScoreNode[], names),
      },
      {
        at: `${at}/indicators`,
        title: `${model.name}的指标`,
        text: '指标按下列口径计算：',
        items: Object.entries(model.indicators).map(([id, indicator]) => {
          const where = pointTo(`${at}/indicators`, id)
          return `${indicator.name}：${words.rest(indicator, where, ['name']).join('；')}`
        }),
      },
      {
        at,
        title: `${model.name}的其他规定`,
        text: '得分、排名和结果运用另按下列规定：',
        items: [...words.rest(model, at, phrased), ...outcomes.map((outcome) => `结果运用：${outcome}`)],
      },
    ]
  })
}

function partWords(nodes: readonly ScoreNode[], names: ReadonlyMap<string, string>, depth = 0): string[] {
  return nodes.flatMap((node): string[] => {
    const indent = '　'.repeat(depth)
    return 'use' in node
      ? [`${indent}${node.name}，权重 ${node.weight}，取指标“${names.get(node.use) ?? node.use}”`]
      : [`${indent}${node.name}，权重 ${node.weight}，其中：`, ...partWords(node.parts, names, depth + 1)]
  })
}
