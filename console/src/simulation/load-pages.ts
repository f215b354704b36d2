/** How far the pages of a year have come: how many there are, and the share of the year they cover, 0…1. */
export type LoadingPages = { readonly pages: number; readonly share: number }

/** A page of a list that goes on `after` its `next`, which begins with the instant it ends at. */
export type YearOfPages = { readonly since: number; readonly next: string | null }

/** The server would not give a page; `status` 0: it could not be reached. */
export class PagesFailed extends Error {
  override readonly name = 'PagesFailed'
  readonly status: number

  constructor(status: number) {
    super(`A page was answered with ${status}`)
    this.status = status
  }
}

/** Years of a county stay far below this; a server that never ends is not waited for. */
const MOST_PAGES = 2000

/**
 * Loads every page of the last twelve months, one after the other; in a worker as in a page. What did not change comes out of the
 * browser's cache, because the server answers 304 for it. Throws `PagesFailed`.
 */
export async function loadPages<T extends YearOfPages>(
  address: string,
  { limit, until, onProgress }: { limit: number; until: number; onProgress?: (progress: LoadingPages) => void },
): Promise<T[]> {
  const pages: T[] = []
  for (let after = ''; pages.length < MOST_PAGES;) {
    const page = await loadPage<T>(`${address}?limit=${limit}${after && `&after=${encodeURIComponent(after)}`}`)
    pages.push(page)
    onProgress?.({ pages: pages.length, share: shareOf(page, until) })
    if (page.next === null) return pages
    after = page.next
  }
  throw new PagesFailed(508)
}

async function loadPage<T>(address: string): Promise<T> {
  const answer = await fetch(address, {
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'x-requested-with': 'shaotai' },
  }).catch(() => undefined)
  if (!answer?.ok) throw new PagesFailed(answer?.status ?? 0)
  return (await answer.json()) as T
}

/** `1775001600000.f17` ends at its instant. */
function shareOf({ since, next }: YearOfPages, until: number): number {
  if (next === null) return 1
  const at = Number(next.slice(0, next.indexOf('.')))
  return Math.min(1, Math.max(0, (at - since) / Math.max(1, until - since)))
}
