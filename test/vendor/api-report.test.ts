import { expect, it } from 'vitest'
import { runNode } from '../support/run.ts'
import { readText } from '../support/tracked-files.ts'

it('the promise to vendors is what was reviewed: sdk/plugin/api.report.md', () => {
  expect(runNode('node_modules/typescript/bin/tsc', ['-b', 'sdk/plugin/tsconfig.testing.json']).status).toBe(0)
  const { status, out, err } = runNode('scripts/print-api-report.mjs')
  expect(status, err).toBe(0)
  expect(out, 'npx -y pnpm@12 reference writes it anew').toBe(readText('sdk/plugin/api.report.md'))
})
