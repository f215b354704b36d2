import { decompress } from '@cj-tech-master/excelts/archive'

/** One part of a zip by its central directory. */
export type ZipPart = { name: string; packed: number; unpacked: number; stored: boolean; at: number; encrypted: boolean }

const END = 0x06054b50
const ENTRY = 0x02014b50

/** The central directory of a zip; undefined when there is none, or it does not fit the file. Nothing is unpacked. */
export function zipParts(bytes: Uint8Array): ZipPart[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The record at the end may be followed by a comment of up to 65,535 bytes.
  let end = bytes.length - 22
  for (const first = Math.max(0, end - 65_535); end >= first && view.getUint32(end, true) !== END;) end--
  if (end < 0 || view.getUint32(end, true) !== END) return undefined
  const parts: ZipPart[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return undefined
    const name = view.getUint16(at + 28, true)
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      stored: view.getUint16(at + 10, true) === 0,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/**
 * What one part of a zip unpacks to; undefined when that is more than it said it would be. Where the browser unpacks in pieces, no more
 * than that is ever held.
 */
export async function unpack(bytes: Uint8Array, part: ZipPart): Promise<Uint8Array | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (part.at + 30 > bytes.length) return undefined
  const begin = part.at + 30 + view.getUint16(part.at + 26, true) + view.getUint16(part.at + 28, true)
  const packed = bytes.slice(begin, begin + part.packed)
  if (part.stored) return packed.length === part.unpacked ? packed : undefined
  const stream = inflater()
  if (!stream) {
    const whole = await decompress(packed)
    return whole.length <= part.unpacked ? whole : undefined
  }
  const result = new Uint8Array(part.unpacked)
  let length = 0
  for await (const piece of pieces(new Blob([packed]).stream().pipeThrough(stream))) {
    if (length + piece.length > result.length) return undefined
    result.set(piece, length)
    length += piece.length
  }
  return result.subarray(0, length)
}

/** Browsers before 2022 know no `deflate-raw`. */
function inflater(): DecompressionStream | undefined {
  try {
    return new DecompressionStream('deflate-raw')
  } catch {
    return undefined
  }
}

async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // Stops the rest from being unpacked when nobody reads on; that it was broken is known by then.
    await reader.cancel().catch(() => undefined)
  }
}
