import { crc32, deflateSync } from 'node:zlib'
import type { Upload } from '../platform/http/read-upload.ts'

const WIDTH = 320
const HEIGHT = 240

/** A small picture for invented replies: plain ground and sky, recognisably no photo of anything real. */
export function demoPhoto(variant: number): Upload {
  const rows = Buffer.concat(
    Array.from({ length: HEIGHT }, (_, y) =>
      Buffer.concat([Buffer.of(0), Buffer.concat(Array.from({ length: WIDTH }, (__, x) => pixel(x + variant * 40, y)))]),
    ),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name: `演示照片${variant + 1}.png`, type: 'image/png', bytes }
}

function pixel(x: number, y: number): Buffer {
  const hill = HEIGHT * 0.62 + 18 * Math.sin(x / 48)
  const road = y > hill && Math.abs(x - WIDTH / 2) < (y - hill) * 0.9 + 6
  return road ? Buffer.of(148, 152, 158) : y > hill ? Buffer.of(126, 158, 110) : Buffer.of(196 - y / 4, 214 - y / 8, 232)
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
