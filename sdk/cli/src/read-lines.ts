import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { UsageError } from './exit.ts'

/** The longest line that is read. */
const MAX_LINE_BYTES = 96 * 1024 * 1024

/** The lines of a file, or of standard input for `-`, one at a time: a year of cases need not fit into memory. Empty lines are left out. */
export function* readLines(path: string): Generator<{ text: string; line: number }> {
  const file = path === '-' ? 0 : open(path)
  try {
    let rest: Buffer = Buffer.alloc(0)
    let line = 0
    const chunk = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const read = readSync(file, chunk, 0, chunk.length, null)
      let buffer = Buffer.concat([rest, chunk.subarray(0, read)])
      for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10)) {
        yield* textOf(buffer.subarray(0, end), ++line, path)
        buffer = buffer.subarray(end + 1)
      }
      rest = Buffer.from(buffer)
      if (rest.length > MAX_LINE_BYTES) throw new UsageError(`${path} 第 ${line + 1} 行太长 / line ${line + 1} is too long`)
      if (read === 0) {
        yield* textOf(rest, ++line, path)
        return
      }
    }
  } finally {
    if (file !== 0) closeSync(file)
  }
}

function* textOf(bytes: Buffer, line: number, path: string): Generator<{ text: string; line: number }> {
  if (line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    throw new UsageError(`${path} 开头有 BOM，请另存为不带 BOM 的 UTF-8 / begins with a byte order mark`)
  if (!isUtf8(bytes)) throw new UsageError(`${path} 第 ${line} 行不是 UTF-8 文字 / line ${line} is not UTF-8`)
  const text = bytes.toString('utf8').trim()
  if (text !== '') yield { text, line }
}

function open(path: string): number {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw new UsageError(`读不了 ${path} / cannot read ${path}: ${(error as Error).message}`)
  }
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new UsageError(`${path} 不是普通文件 / is not a regular file`)
}
