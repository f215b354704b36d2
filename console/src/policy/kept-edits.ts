import type { PolicyKind } from '@shaotai/core'

/** What a person typed in one part of a draft and the server does not have yet. `base`: the part as it was when they began. */
export type KeptEdit = {
  readonly person: string
  readonly draft: string
  readonly kind: PolicyKind
  readonly revision: number
  readonly base: unknown
  readonly value: unknown
  /** When it was last typed in, instant in ms. */
  readonly at: number
}

const [DATABASE, STORE] = ['shaotai', 'edits']
/** What nobody came back for is forgotten, in ms. */
const KEPT = 60 * 86_400_000

/** Keeps an edit in this browser; the one kept before of the same part is replaced. A browser that cannot keep loses nothing else by it. */
export async function keepEdit(edit: KeptEdit): Promise<void> {
  await inStore('readwrite', (store) => store.put(edit, keyOf(edit)))
}

/** Forgets what was kept of a part. */
export async function dropEdit(of: Pick<KeptEdit, 'person' | 'draft' | 'kind'>): Promise<void> {
  await inStore('readwrite', (store) => store.delete(keyOf(of)))
}

/** What is kept of one part for this person. */
export async function keptEdit(of: Pick<KeptEdit, 'person' | 'draft' | 'kind'>): Promise<KeptEdit | undefined> {
  return (await inStore<KeptEdit | undefined>('readonly', (store) => store.get(keyOf(of)))) ?? undefined
}

/** Everything kept for this person, without what is too old; that goes. */
export async function keptEditsOf(person: string, now: number): Promise<KeptEdit[]> {
  const all = (await inStore<KeptEdit[]>('readonly', (store) => store.getAll())) ?? []
  for (const old of all.filter(({ at }) => at < now - KEPT)) await dropEdit(old)
  return all.filter((one) => one.person === person && one.at >= now - KEPT)
}

function keyOf({ person, draft, kind }: Pick<KeptEdit, 'person' | 'draft' | 'kind'>): string {
  return [person, draft, kind].join('\n')
}

let opened: Promise<IDBDatabase | undefined> | undefined

function open(): Promise<IDBDatabase | undefined> {
  opened ??= new Promise((resolve) => {
    // A private window may have none, or refuse it.
    if (typeof indexedDB === 'undefined') return resolve(undefined)
    const asking = indexedDB.open(DATABASE, 1)
    asking.addEventListener('upgradeneeded', () => asking.result.createObjectStore(STORE))
    asking.addEventListener('success', () => resolve(asking.result))
    asking.addEventListener('error', () => resolve(undefined))
  })
  return opened
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  const database = await open()
  if (!database) return undefined
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(STORE, mode)
      const asking = act(transaction.objectStore(STORE))
      transaction.addEventListener('complete', () => resolve(asking.result as T))
      transaction.addEventListener('abort', () => resolve(undefined))
      transaction.addEventListener('error', () => resolve(undefined))
    } catch {
      resolve(undefined)
    }
  })
}
