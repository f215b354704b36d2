import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { resolution } from './shared.config.ts'

const api = process.env['SHAOTAI_API'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { ...resolution, conditions: ['@shaotai/source', 'module', 'browser', 'development|production'] },
  // The server replaces the placeholder with a fresh nonce for each page, and says so in its Content-Security-Policy.
  html: { cspNonce: '__CSP_NONCE__' },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: api } } },
  build: {
    // Browsers on county PCs are often a Chromium of 2020–2021.
    target: 'chrome87',
    manifest: true,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|use-sync-external-store)[\\/]/ },
            { name: 'words-en', test: /words\.en\.ts$/ },
          ],
        },
      },
    },
  },
})

/** Writes `.br` and `.gz` beside every text asset, so that the server never compresses a file twice. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle(options) {
      const dir = options.dir
      if (!dir) return
      const files = await readdir(dir, { recursive: true, withFileTypes: true })
      const texts = files.filter((file) => file.isFile() && /\.(js|css|svg|json)$/.test(file.name))
      await Promise.all(texts.map((file) => compress(join(file.parentPath, file.name))))
    },
  }
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < 1024) return
  const brotli = await promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  await writeFile(`${path}.br`, brotli)
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}
