import { readFileSync } from 'node:fs'
import { UsageError } from './exit.ts'

/** Reads a JSON file; `undefined` if there is none. A file that is no JSON stops the command and says which. */
export function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(`读不了 ${path} / cannot read ${path}: ${(error as Error).message}`)
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UsageError(`${path} 不是 JSON / is no JSON: ${(error as Error).message}`)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
