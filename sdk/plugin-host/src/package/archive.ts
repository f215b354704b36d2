import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'
import { finding, type Finding } from './finding.ts'
import { PACKAGE_LIMITS, PACKAGE_NAMES } from './limits.ts'

export type Files = ReadonlyMap<string, Uint8Array>
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] }

/**
 * The files of a package. Trusts nothing the archive says of itself: names are on our list or refused, and what comes out is counted while
 * it comes, so that no declared size can hide a bomb.
 */
export async function readArchive(bytes: Uint8Array): Promise<Read<Files>> {
  if (bytes.length > PACKAGE_LIMITS.packed)
    return refused(finding('too-large', 'package', { size: bytes.length, limit: PACKAGE_LIMITS.packed }))
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      strictFileNames: true,
    })
    return await readEntries(zip)
  } catch (error) {
    return refused(finding('not-a-package', 'package', { reason: (error as Error).message }))
  } finally {
    zip?.close()
  }
}

async function readEntries(zip: ZipFile): Promise<Read<Files>> {
  if (zip.entryCount > PACKAGE_LIMITS.entries) return refused(finding('too-many-files', 'package', { limit: PACKAGE_LIMITS.entries }))
  const files = new Map<string, Uint8Array>()
  let left: number = PACKAGE_LIMITS.unpacked
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName
    if (!PACKAGE_NAMES.test(name)) return refused(finding('bad-name', name.slice(0, 200), { name: name.slice(0, 200) }))
    if (files.has(name)) return refused(finding('twice', name))
    if (entry.isEncrypted()) return refused(finding('encrypted', name))
    if (isLink(entry)) return refused(finding('bad-name', name, { name: `${name} (link)` }))
    const limit = Math.min(left, name === 'plugin.js' ? PACKAGE_LIMITS.bundle : left)
    const content = entry.uncompressedSize > limit ? undefined : await readEntry(zip, entry, limit)
    if (content === undefined) return refused(finding('bomb', name, { limit }))
    if (crc32(content) !== entry.crc32) return refused(finding('tampered', name))
    left -= content.length
    files.set(name, content)
  }
  return { ok: true, value: files }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const done = (act: () => void) => {
        zip.removeListener('entry', onEntry).removeListener('end', onEnd).removeListener('error', onError)
        act()
      }
      const onEntry = (found: Entry) => done(() => resolve(found))
      const onEnd = () => done(() => resolve(undefined))
      const onError = (error: Error) => done(() => reject(error))
      zip.on('entry', onEntry).on('end', onEnd).on('error', onError)
      zip.readEntry()
    })
    if (entry === undefined) return
    yield entry
  }
}

/** `undefined` when more comes out than there may be. */
async function readEntry(zip: ZipFile, entry: Entry, limit: number): Promise<Uint8Array | undefined> {
  const stream = await zip.openReadStreamPromise(entry)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limit) return undefined
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** A symbolic link, by the rights Unix archivers write. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
}

/** Any year would do: the same files always give the same archive. */
const NO_TIME = new Date(2000, 0, 1)

/** The same files in the same order, always the same bytes. */
export async function writeArchive(files: Files): Promise<Uint8Array> {
  const zip = new ZipWriter()
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    zip.addBuffer(Buffer.from(content), name, { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true })
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream as NodeJS.ReadableStream))
}

export function refused(...findings: readonly Finding[]): { readonly ok: false; readonly findings: readonly Finding[] } {
  return { ok: false, findings }
}
