import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireNode } from './node-version.mjs'

requireNode()
const { run } = await import('./build-steps.mjs')
run('tsc', ['-b', 'sdk/cli'])
const { apiReport } = await import('./api-report.mjs')
const { referenceDocuments } = await import('../sdk/cli/dist/reference/documents.js')
const folder = fileURLToPath(new URL('../docs/reference', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, text] of referenceDocuments()) writeFileSync(join(folder, name), text)
writeFileSync(fileURLToPath(new URL('../sdk/plugin/api.report.md', import.meta.url)), apiReport())
