import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from './start-error.ts'

/** Makes the data directory and proves that it can be written. */
export function prepareDataDirectory(dataDir: string): void {
  try {
    makeDirectory(join(dataDir, 'files'))
    accessSync(dataDir, constants.W_OK | constants.R_OK | constants.X_OK)
    accessSync(join(dataDir, 'files'), constants.W_OK)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new StartError(
      `数据目录 ${dataDir} 不可写（${reason}）；请改权限，或用 SHAOTAI_DATA 另指目录。`,
      `The data directory ${dataDir} cannot be written (${reason}); fix its permissions or choose another with SHAOTAI_DATA.`,
    )
  }
}

/** Makes a directory and its parents, one by one: Node's own recursion never ends where a file system answers "no such directory" to creating one. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeDirectory(parent)
  mkdirSync(path, { mode: 0o700 })
}
