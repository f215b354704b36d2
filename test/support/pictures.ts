import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
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
