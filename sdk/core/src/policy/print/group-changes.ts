import type { Change } from '../diff.ts'
import { clauseOf } from './print-policy.ts'
import type { Article, PrintedPolicy } from './document.ts'

/** Changes of one clause (条): its number and title in the newer version, and in the older one where it stood elsewhere. */
export type ClauseChanges = {
  /** 第二十三条; of what is gone, its number in the older version; of annexes 附件. */
  readonly number: string
  readonly title: string
  /** Its number in the older version, where that differs. */
  readonly before?: string
  /** The clause is not in the newer version any more. */
  readonly removed?: true
  readonly changes: readonly Change[]
}

/** Groups the changes between two versions by the clauses that print them, in the order of the newer version, then what is gone. */
export function groupChanges(changes: readonly Change[], before: PrintedPolicy, after: PrintedPolicy): ClauseChanges[] {
  const fresh = new Map(articlesOf(after).map((article) => [article.title, article]))
  const groups = new Map<string, { article: Article | undefined; removed: boolean; changes: Change[] }>()
  for (const change of changes) {
    // A removal points into the older version, where places may be others: its clause is found there and known again by its title.
    const gone = change.kind === 'removed' ? clauseOf(before, change.at) : undefined
    const own = gone ? fresh.get(gone.title) : clauseOf(after, change.at)
    const wasClause = gone !== undefined && (own === undefined || gone.at === change.at)
    const article = wasClause ? gone : own
    const key = article ? `${wasClause ? 'gone' : 'kept'} ${article.at}` : 'annex'
    const group = groups.get(key)
    if (group) group.changes.push(change)
    else groups.set(key, { article, removed: wasClause, changes: [change] })
  }
  const old = new Map(articlesOf(before).map((article) => [article.title, article.number]))
  const order = new Map(articlesOf(after).map((article, index) => [article.at, index]))
  const place = ({ article, removed }: { article: Article | undefined; removed: boolean }) =>
    article === undefined ? Infinity : (removed ? 1e6 : 0) + (order.get(article.at) ?? 1e5)
  return [...groups.values()]
    .toSorted((a, b) => place(a) - place(b) || 0)
    .map(({ article, removed, changes: own }) => {
      if (!article) return { number: '附件', title: '附件和其他', changes: own }
      const was = old.get(article.title)
      return {
        number: article.number,
        title: article.title,
        ...(was !== undefined && was !== article.number && { before: was }),
        ...(removed && { removed: true as const }),
        changes: own,
      }
    })
}

function articlesOf({ chapters }: PrintedPolicy): Article[] {
  return chapters.flatMap((chapter) => [...chapter.articles])
}
