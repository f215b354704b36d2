/** A table of the printed policy. */
export type PrintedTable = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** One clause (条): its number in Chinese, what it says, its items （一）（二）…, and the place in the policy it was written from. */
export type Article = {
  readonly number: string
  /** JSON pointer of what it prints; everything below it belongs to this clause. */
  readonly at: string
  readonly title: string
  readonly text: string
  readonly items: readonly string[]
  readonly table?: PrintedTable
}

/** A chapter (章) of clauses. Clauses are numbered through the whole document, as regulations are. */
export type Chapter = { readonly number: string; readonly title: string; readonly articles: readonly Article[] }

/** An annex (附件): paragraphs under headings, and tables. */
export type Annex = {
  readonly number: string
  readonly at: string
  readonly title: string
  readonly blocks: readonly AnnexBlock[]
}
export type AnnexBlock = { readonly heading: string } | { readonly text: string } | { readonly table: PrintedTable }

/** A version of a policy as a regulation (办法): a tree that writers turn into Markdown, Word or a page. */
export type PrintedPolicy = {
  readonly title: string
  /** Lines under the title: version, effective date. */
  readonly subtitle: readonly string[]
  readonly chapters: readonly Chapter[]
  readonly annexes: readonly Annex[]
  /** What binds the paper to the data: the content hash. */
  readonly foot: string
}

/** A clause before it is numbered. */
export type ArticleDraft = Omit<Article, 'number' | 'items'> & { readonly items?: readonly string[] }
export type ChapterDraft = { readonly title: string; readonly articles: readonly ArticleDraft[] }
export type AnnexDraft = Omit<Annex, 'number'>
