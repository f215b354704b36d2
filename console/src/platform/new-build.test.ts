import { describe, expect, test } from 'vitest'
import { reloadForNewBuild } from './new-build.ts'

function aPage({ reachable = true, reloadedAt }: { reachable?: boolean; reloadedAt?: number } = {}) {
  const stored = new Map<string, string>()
  if (reloadedAt !== undefined) stored.set('shaotai.reloaded-for-build', String(reloadedAt))
  const seen = { reloads: 0, now: 1_000_000 }
  const target = new EventTarget()
  reloadForNewBuild(target, {
    reload: () => void seen.reloads++,
    isReachable: () => Promise.resolve(reachable),
    storage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    now: () => seen.now,
  })
  const fail = async () => {
    target.dispatchEvent(new Event('vite:preloadError'))
    await Promise.resolve().then(() => undefined)
  }
  return { seen, fail }
}

describe('a part of the page that is gone', () => {
  test('reloads the page, once', async () => {
    const { seen, fail } = aPage()
    await fail()
    await fail()
    expect(seen.reloads).toBe(1)
  })

  test('may reload it again after the next update', async () => {
    const { seen, fail } = aPage()
    await fail()
    seen.now += 61_000
    await fail()
    expect(seen.reloads).toBe(2)
  })

  test.each([
    ['the server does not answer', { reachable: false }],
    ['the page has just been reloaded for it', { reloadedAt: 999_000 }],
  ])('does not when %s', async (_, options) => {
    const { seen, fail } = aPage(options)
    await fail()
    expect(seen.reloads).toBe(0)
  })
})
