import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { root } from '../support/root.ts'
import { ratio, report } from './report.ts'

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; css?: string[] }

const dist = join(root, 'console/dist')
const manifestPath = join(dist, '.vite/manifest.json')
if (!existsSync(manifestPath)) throw new Error('The console is not built: run "pnpm build" first')
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Chunk>

const files = ['index.html', ...firstLoad()]
const raw = total((bytes) => bytes.length)
const gzip = total((bytes) => gzipSync(bytes, { level: 9 }).length)
const brotli = total((bytes) => brotliCompressSync(bytes).length)
report('first load of the console, files', String(files.length))
report('  raw, gzip, brotli in kB', [raw, gzip, brotli].map((bytes) => (bytes / 1000).toFixed(0)).join(', '))
report('  ratio of brotli to the 600 kB we are held to', ratio(brotli / 1000, 600))

/** The entry and everything it imports before anything is shown; what a page loads when opened is not in it. */
function firstLoad(): string[] {
  const seen = new Set<string>()
  const found = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (seen.has(key) || chunk === undefined) return
    seen.add(key)
    found.add(chunk.file)
    for (const style of chunk.css ?? []) found.add(style)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key)
  return [...found]
}

function total(size: (bytes: Buffer) => number): number {
  return files.reduce((sum, file) => sum + size(readFileSync(join(dist, file))), 0)
}
