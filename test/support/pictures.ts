import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import type { Window } from './browser.ts'
import { root } from './root.ts'

/** Call at the beginning of a test: if it fails, what every person saw is kept under `test/.out`. */
export function keepPicturesOnFailure(windows: Readonly<Record<string, Window>>): void {
  onTestFailed(async ({ task }) => {
    const directory = join(root, 'test/.out')
    mkdirSync(directory, { recursive: true })
    for (const [who, { page }] of Object.entries(windows)) {
      await page.screenshot({ path: join(directory, `${task.name.slice(0, 40).replace(/\W+/g, '-')}-${who}.png`) }).catch(() => undefined)
    }
  })
}

/** Keeps what a person sees now under `test/.out`, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = join(root, 'test/.out')
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
}
