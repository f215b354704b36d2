import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { UsageError } from './exit.ts'

/** A document of a policy, a story, facts: nothing of these is bigger. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024

/** Reads a file of text, or standard input for `-`; `undefined` if there is none. What is no readable text stops the command and says where. */
export function readText(path: string): string | undefined {
  const bytes = path === '-' ? readInput() : readBytes(path)
  return bytes && decode(bytes, path)
}

/** The same for a file that must be there. */
export function readTextOf(path: string): string {
  const text = readText(path)
  if (text === undefined) throw new UsageError(`没有文件 ${path} / no such file`)
  return text
}

/** Reads a JSON file; `undefined` if there is none. A file that is no JSON stops the command and says which, and where. */
export function readJson(path: string): unknown {
  const text = readText(path)
  return text === undefined ? undefined : parseJson(text, path)
}

/** The same for a file that must be there. */
export function readJsonOf(path: string): unknown {
  return parseJson(readTextOf(path), path)
}

/** Reads JSON; `place` names it in the sentence. */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${place} 不是 JSON / is no JSON: ${(error as Error).message}`)
  }
}

function readBytes(path: string): Buffer | undefined {
  let file: number
  try {
    // Without waiting: a named pipe nobody writes to must not hold the command.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(`读不了 ${path} / cannot read ${path}: ${(error as Error).message}`)
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw new UsageError(`${path} 不是普通文件 / is not a regular file`)
    if (stat.size > MAX_FILE_BYTES) throw new UsageError(`${path} 太大（${stat.size} 字节）/ is too big`)
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

function readInput(): Buffer {
  const parts: Buffer[] = []
  let size = 0
  for (;;) {
    const part = Buffer.allocUnsafe(65_536)
    const read = readSync(0, part, 0, part.length, null)
    if (read === 0) return Buffer.concat(parts)
    size += read
    if (size > MAX_FILE_BYTES) throw new UsageError('标准输入太大 / standard input is too big')
    parts.push(part.subarray(0, read))
  }
}

function decode(bytes: Buffer, path: string): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    throw new UsageError(`${path} 开头有 BOM，请另存为不带 BOM 的 UTF-8 / begins with a byte order mark: save it as UTF-8 without one`)
  if (!isUtf8(bytes)) throw new UsageError(`${path} 第 ${brokenLine(bytes)} 行不是 UTF-8 文字 / line ${brokenLine(bytes)} is not UTF-8`)
  return bytes.toString('utf8')
}

/** A line feed is no part of any other character, so each line can be judged by itself. */
function brokenLine(bytes: Buffer): number {
  for (let from = 0, line = 1; ; line++) {
    const end = bytes.indexOf(10, from)
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
