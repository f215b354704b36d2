import { randomUUID } from 'node:crypto'
import type { ServiceAnswers, ServiceArgs } from '@shaotai/plugin/protocol'
import type { FileServices } from '../host.ts'

const LARGEST = 20 * 1024 * 1024
const MOST = 4

/** Files a plugin hands over piece by piece. */
export class Uploads {
  private readonly open = new Map<string, { pieces: Buffer[]; size: number }>()

  async take(
    { name, type, base64, append, last }: ServiceArgs['files.write'],
    files: FileServices,
  ): Promise<ServiceAnswers['files.write']> {
    const upload = append ?? randomUUID()
    const held = this.open.get(upload) ?? { pieces: [], size: 0 }
    if (append === undefined && this.open.size >= MOST) throw new Error(`More than ${MOST} files at once`)
    const piece = Buffer.from(String(base64), 'base64')
    held.pieces.push(piece)
    held.size += piece.length
    this.open.set(upload, held)
    if (held.size > LARGEST || last) this.open.delete(upload)
    if (held.size > LARGEST) throw new Error(`A file of more than ${LARGEST} bytes`)
    if (!last) return { upload }
    return {
      upload,
      file: await files.write({ name: String(name).slice(0, 200), type: String(type).slice(0, 100), bytes: pieces(held.pieces) }),
    }
  }
}

async function* pieces(held: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* held
}
