import { fail, ok, type Result } from '@shaotai/core'
import { WORKBOOK_LIMITS } from './limits.ts'
import { unpack, zipParts, type ZipPart } from './unpack.ts'

/** Why a file is not read as a workbook. */
export type WorkbookRefusal =
  | { code: 'too-large'; found: number; most: number }
  | { code: 'empty' | 'not-a-workbook' | 'word' | 'old-format' | 'encrypted' | 'damaged' }
  | { code: 'bomb'; part: string; most: number }
  | { code: 'too-many-rows'; found: number; most: number }
  | { code: 'too-many-merged'; range: string; most: number }

const decoder = new TextDecoder()

/**
 * Whether a file may be handed to the reader: what it says it is, what it says it unpacks to, and then what its sheets really hold. Told from
 * the directory of the zip before anything is unpacked, and from the text of the sheets before any cell is made of it.
 */
export async function guardWorkbook(bytes: Uint8Array): Promise<Result<undefined, WorkbookRefusal>> {
  const { file, parts: most } = WORKBOOK_LIMITS
  if (bytes.length === 0) return fail({ code: 'empty' })
  if (bytes.length > file) return fail({ code: 'too-large', found: bytes.length, most: file })
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return fail({ code: isEncrypted(bytes) ? 'encrypted' : 'old-format' })
  if (!startsWith(bytes, [0x50, 0x4b])) return fail({ code: 'not-a-workbook' })
  const parts = zipParts(bytes)
  if (!parts || parts.length === 0) return fail({ code: 'damaged' })
  if (parts.some(({ encrypted }) => encrypted)) return fail({ code: 'encrypted' })
  if (parts.some(({ name }) => name === 'word/document.xml')) return fail({ code: 'word' })
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) return fail({ code: 'not-a-workbook' })
  if (parts.length > most) return fail({ code: 'damaged' })
  return (await sizes(bytes, parts)) ?? ok(undefined)
}

async function sizes(bytes: Uint8Array, parts: readonly ZipPart[]): Promise<Result<undefined, WorkbookRefusal> | undefined> {
  const { unpacked: most, ratio } = WORKBOOK_LIMITS
  const bomb = (part: ZipPart) => fail<WorkbookRefusal>({ code: 'bomb', part: part.name, most })
  let total = 0
  for (const part of parts) {
    total += part.unpacked
    if (total > most || (part.unpacked > 1_000_000 && part.unpacked > part.packed * ratio)) return bomb(part)
  }
  for (const part of parts) {
    let text: Uint8Array | undefined
    try {
      text = await unpack(bytes, part)
    } catch {
      return fail({ code: 'damaged' })
    }
    if (!text) return bomb(part)
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(part.name)) {
      const refused = countSheet(decoder.decode(text))
      if (refused) return fail(refused)
    }
  }
  return undefined
}

/** Rows and merged ranges by the text alone: a range may name seventeen thousand million cells in thirty letters. */
function countSheet(xml: string): WorkbookRefusal | undefined {
  const rows = xml.match(/<(?:\w+:)?row[\s>/]/g)?.length ?? 0
  // One more for the names of the columns, and some for a title and a foot.
  if (rows > WORKBOOK_LIMITS.rows + 20) return { code: 'too-many-rows', found: rows, most: WORKBOOK_LIMITS.rows }
  let merged = 0
  for (const [, range = ''] of xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]*)"/g)) {
    const [, left = '', top = '', right = left, bottom = top] = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(range) ?? []
    merged += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1)
    if (!(merged <= WORKBOOK_LIMITS.merged)) return { code: 'too-many-merged', range, most: WORKBOOK_LIMITS.merged }
  }
  return undefined
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

function startsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, index) => bytes[index] === byte)
}

/** A workbook with a password lies inside a compound file, under this name in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
  return new TextDecoder('utf-16le').decode(bytes.slice(0, 65_536)).includes('EncryptedPackage')
}
