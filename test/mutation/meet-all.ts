import { beforeEach } from 'vitest'

// The tool remembers which test was running when a line was first reached, and shows a broken line to those tests only. Without a name, it shows it to all.
const tool = globalThis as { __stryker__?: { currentTestId?: string } }
beforeEach(() => {
  if (tool.__stryker__) tool.__stryker__.currentTestId = undefined
})
