const KEY = 'shaotai.reloaded-for-build'
/** A second failure within this many milliseconds is no new build: the page says that it failed. */
const PATIENCE = 60_000

type Page = { reload(): void; isReachable(): Promise<boolean>; storage: Pick<Storage, 'getItem' | 'setItem'>; now(): number }

/** A page open since before an update asks for parts that are gone. It reloads once, if the server answers: without a network it would lose what it shows. */
export function reloadForNewBuild(target: EventTarget = globalThis, page: Page = thisPage): void {
  target.addEventListener('vite:preloadError', () => void reloadOnce(page))
}

async function reloadOnce({ storage, now, isReachable, reload }: Page): Promise<void> {
  const last = Number(storage.getItem(KEY) ?? -PATIENCE)
  if (now() - last < PATIENCE || !(await isReachable())) return
  storage.setItem(KEY, String(now()))
  reload()
}

const thisPage: Page = {
  reload: () => location.reload(),
  isReachable: async () => {
    try {
      return (await fetch('/api/health', { cache: 'no-store' })).ok
    } catch {
      return false
    }
  },
  get storage() {
    return sessionStorage
  },
  now: () => Date.now(),
}
