import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import type { PrintedPolicy } from '@shaotai/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const county = fileURLToPath(new URL('../../../../templates/hechuan', import.meta.url))
let folder = ''
let tree: PrintedPolicy
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shaotai-print-'))
  tree = JSON.parse((await collect('policy', 'print', county, '--json')).out) as PrintedPolicy
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const print = (...args: string[]) => collect('policy', 'print', county, ...args)
const articles = () => tree.chapters.flatMap((chapter) => chapter.articles)

describe('policy print', () => {
  it('prints the county with the names of its units, version and date', async () => {
    const { status, out } = await print('--version', '第 3 版', '--from', '2026-12-01')
    expect(status).toBe(0)
    expect(out).toContain('第 3 版')
    expect(out).toContain('自 2026-12-01 起施行')
    expect(out).toContain('县综合行政执法局')
  })

  it('says every clause in words: no code stands in the text', () => {
    const words = articles().flatMap(({ at, title, text, items }) =>
      [title, text, ...items].flatMap((line) =>
        [...line.replaceAll(/\{[^}]*\}/g, '').matchAll(/[A-Za-z]{3,}[\w.-]*/g)].map(([word]) => `${at}: ${word}`),
      ),
    )
    expect(words).toEqual([])
  })

  it('writes Word that holds every clause, in valid XML', async () => {
    const path = join(folder, 'regulation.docx')
    expect((await print('--docx', path)).status).toBe(0)
    const files = unzip(readFileSync(path))
    expect([...files.keys()]).toEqual(expect.arrayContaining(['word/document.xml', '[Content_Types].xml', 'word/footer1.xml']))
    const text = [...(files.get('word/document.xml') ?? '').matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, found = '']) => unescape(found))
      .join('')
    for (const { number, title, text: said, items } of articles())
      for (const part of [`${number}　`, `【${title}】${said}`, ...items]) expect(text).toContain(part)
    for (const { title } of tree.annexes) expect(text).toContain(title)
  })

  it('refuses a place it cannot write to', async () => {
    expect(await print('--docx', join(folder, 'no/such/place.docx'))).toMatchObject({
      status: 2,
      err: expect.stringContaining('写不了') as string,
    })
  })
})

/** The files of a zip by its central directory; enough to read back what was written. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset) =>
      offset === 20 ? zip.readUInt32LE(at + 20) : zip.readUInt16LE(at + offset),
    )
    const local = zip.readUInt32LE(at + 42)
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(begin, begin + (size ?? 0))
    const packed = zip.readUInt16LE(at + 10) === 8
    files.set(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)), (packed ? inflateRawSync(bytes) : bytes).toString('utf8'))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
}
