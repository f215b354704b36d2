import { policyHash } from '../hash.ts'
import type { Policy } from '../schema.ts'
import { printAnnexes } from './annexes.ts'
import { printCategories } from './categories.ts'
import { printClocks } from './clocks.ts'
import type { Article, ArticleDraft, Chapter, ChapterDraft, PrintedPolicy } from './document.ts'
import { printEvaluation } from './evaluation.ts'
import { printFlows } from './flows.ts'
import { printGeneral, printFinal } from './general.ts'
import { printLedgers } from './ledgers.ts'
import { printList } from './list.ts'
import { chineseNumber } from './number.ts'
import { printScoring } from './scoring.ts'
import { printSupervision } from './supervision.ts'
import { PrintWords, type PrintOptions } from './words.ts'

/**
 * Prints a version of a policy as a regulation (办法): chapters and clauses numbered in Chinese, one clause for everything a county may
 * configure, the responsibility list, forms, guides and examples as annexes. A pure function: the same policy always gives the same text.
 */
export function printPolicy(policy: Policy, options: PrintOptions = {}): PrintedPolicy {
  const words = new PrintWords(policy, options)
  const drafts: ChapterDraft[] = [
    { title: '总则', articles: printGeneral(words) },
    { title: `哨种与${words.term('whistle')}`, articles: printCategories(words) },
    { title: '责任清单与准入', articles: printList(words) },
    { title: '办理流程', articles: printFlows(words) },
    { title: '时限与工作日历', articles: printClocks(words) },
    { title: '督办与通知', articles: printSupervision(words) },
    { title: '评价', articles: printEvaluation(words) },
    { title: '考核', articles: printScoring(words) },
    { title: '台账与交办', articles: printLedgers(words) },
    { title: '附则', articles: printFinal(words) },
  ].filter(({ articles }) => articles.length > 0)
  const annexes = printAnnexes(words)
  const subtitle = [options.version, options.effectiveFrom && `自 ${options.effectiveFrom} 起施行`].filter(
    (one) => one !== undefined && one !== '',
  )
  return {
    title: `${policy.profile.title}管理办法`,
    subtitle: subtitle as string[],
    chapters: number(drafts),
    annexes: annexes.map((annex, index) => ({ ...annex, number: `附件${index + 1}` })),
    foot: `内容指纹（SM3）${policyHash(policy)}`,
  }
}

/** The clause that prints a place of the policy: the one whose own place is the longest beginning of it. */
export function clauseOf({ chapters }: Pick<PrintedPolicy, 'chapters'>, at: string): Article | undefined {
  let best: Article | undefined
  for (const article of chapters.flatMap((chapter) => chapter.articles)) {
    const holds = article.at !== '' && (at === article.at || at.startsWith(`${article.at}/`))
    if (holds && article.at.length > (best?.at.length ?? 0)) best = article
  }
  return best
}

function number(drafts: readonly ChapterDraft[]): Chapter[] {
  let count = 0
  const numbered = (draft: ArticleDraft): Article => ({ items: [], ...draft, number: `第${chineseNumber(++count)}条` })
  return drafts.map(({ title, articles }, index) => ({
    number: `第${chineseNumber(index + 1)}章`,
    title,
    articles: articles.map(numbered),
  }))
}
