import { LONGEST_FRAME } from '@shaotai/plugin/protocol'

/** What came in is no frame: whoever sent it cannot be talked with any more. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
}

/** A message as a frame: its length in four bytes, highest first, then JSON in UTF-8. */
export function encodeFrame(message: unknown): Buffer {
  const json = JSON.stringify(message)
  const length = Buffer.byteLength(json)
  if (length > LONGEST_FRAME) throw new FrameError(`A frame of ${length} bytes; ${LONGEST_FRAME} is the most`)
  const frame = Buffer.allocUnsafe(4 + length)
  frame.writeUInt32BE(length)
  frame.write(json, 4)
  return frame
}

/** Takes bytes as they come and gives the messages in them. Holds at most one frame; throws `FrameError` at the first byte that cannot be right. */
export class FrameReader {
  private chunks: Buffer[] = []
  private held = 0
  private expected: number | undefined

  push(chunk: Buffer): Record<string, unknown>[] {
    this.chunks.push(chunk)
    this.held += chunk.length
    const messages: Record<string, unknown>[] = []
    for (;;) {
      if (this.expected === undefined) {
        if (this.held < 4) return messages
        this.expected = this.take(4).readUInt32BE()
        if (this.expected === 0 || this.expected > LONGEST_FRAME) throw new FrameError(`A frame says it has ${this.expected} bytes`)
      }
      if (this.held < this.expected) return messages
      messages.push(parse(this.take(this.expected)))
      this.expected = undefined
    }
  }

  private take(length: number): Buffer {
    const [first] = this.chunks
    this.held -= length
    if (first && first.length >= length) {
      if (first.length === length) this.chunks.shift()
      else this.chunks[0] = first.subarray(length)
      return first.subarray(0, length)
    }
    const all = Buffer.concat(this.chunks)
    this.chunks = all.length === length ? [] : [all.subarray(length)]
    return all.subarray(0, length)
  }
}

function parse(bytes: Buffer): Record<string, unknown> {
  let message: unknown
  try {
    message = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new FrameError('A frame is no JSON')
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) throw new FrameError('A frame is no message')
  return message as Record<string, unknown>
}
