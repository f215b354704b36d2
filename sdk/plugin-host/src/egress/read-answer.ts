import { PassThrough, Transform, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { WireAnswer, WireRequest } from '@shaotai/plugin/protocol'
import type { FileServices } from '../host.ts'
import { EgressDenied, EgressFailure } from './egress-failure.ts'
import type { SecretMarks } from './secret-marks.ts'

/** The largest answer a plugin is handed, unpacked; what is larger is downloaded as a file. */
export const LARGEST_ANSWER = 2 * 1024 * 1024
export const LARGEST_DOWNLOAD = 50 * 1024 * 1024
/** The largest text once it is JSON in a frame. */
const LARGEST_TEXT = 3.5 * 1024 * 1024

/** Reads an answer up to its limit, unpacks and decodes it, and takes out whatever secret the peer sends back. */
export async function readAnswer(
  response: Dispatcher.ResponseData,
  wire: WireRequest,
  marks: SecretMarks,
  files: FileServices | undefined,
): Promise<{ wire: WireAnswer; size: number }> {
  const { statusCode: status, body } = response
  const headers = plainHeaders(response.headers, marks)
  const limit = wire.as === 'file' ? LARGEST_DOWNLOAD : LARGEST_ANSWER
  const announced = Number(headers['content-length'] ?? 0)
  if (announced > limit) {
    body.destroy()
    throw new EgressFailure('too-large', `The peer answers ${announced} bytes; ${limit} is the most`)
  }
  const meter = new Meter(limit)
  const unpacked = unpack(body, headers['content-encoding'] ?? '', meter)
  if (wire.as === 'file' && status >= 200 && status < 300) {
    if (!files) throw new EgressDenied('This host keeps no files')
    const name = fileName(headers['content-disposition']) ?? wire.path.split(/[?#]/)[0]?.split('/').pop() ?? 'file'
    const file = await files.write({
      name,
      type: (headers['content-type'] ?? 'application/octet-stream').split(';')[0] ?? '',
      bytes: unpacked,
    })
    return { wire: { status, headers, file }, size: meter.size }
  }
  const chunks: Buffer[] = []
  for await (const chunk of unpacked) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  if (wire.as === 'bytes') {
    const latin = bytes.toString('latin1')
    const clean = marks.take(latin)
    return {
      wire: { status, headers, base64: clean === latin ? bytes.toString('base64') : Buffer.from(clean, 'latin1').toString('base64') },
      size: meter.size,
    }
  }
  const text = marks.take(decode(bytes, wire.charset ?? /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'))
  if (JSON.stringify(text).length > LARGEST_TEXT)
    throw new EgressFailure('too-large', 'The answer is too large once it is text: download it as a file')
  return { wire: { status, headers, text }, size: meter.size }
}

/** Counts what comes out of unpacking, so that a small packet cannot become a large one. */
class Meter extends Transform {
  size = 0

  private readonly limit: number

  constructor(limit: number) {
    super()
    this.limit = limit
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, chunk?: Buffer) => void): void {
    this.size += chunk.length
    if (this.size > this.limit) done(new EgressFailure('too-large', `The peer answers more than ${this.limit} bytes`))
    else done(null, chunk)
  }
}

function unpack(body: Readable, encoding: string, meter: Meter): Readable {
  const unpacker = UNPACKERS[encoding.trim().toLowerCase()]?.() ?? new PassThrough()
  const fail = (error: Error) => {
    body.destroy()
    unpacker.destroy()
    meter.destroy(error)
  }
  body.on('error', fail)
  unpacker.on('error', fail)
  meter.on('error', () => {
    body.destroy()
    unpacker.destroy()
  })
  return body.pipe(unpacker).pipe(meter)
}

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>, marks: SecretMarks): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter((entry): entry is [string, string | string[]] => entry[1] !== undefined)
      .slice(0, 100)
      .map(([name, value]) => [name, marks.take(Array.isArray(value) ? value.join(', ') : value).slice(0, 8192)]),
  )
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    throw new EgressFailure('network', `Nobody here reads the character set ${JSON.stringify(charset)}`)
  }
}

function fileName(disposition: string | undefined): string | undefined {
  const encoded = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(disposition ?? '')?.[1]
  const name = encoded === undefined ? /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] : safeDecode(encoded)
  return name?.split(/[/\\]/).pop()?.slice(0, 200)
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
