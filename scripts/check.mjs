import { requireNode } from './node-version.mjs'

requireNode()
const { run } = await import('./build-steps.mjs')
run('tsc', ['-b'])
for (const project of [
  'sdk/core/tsconfig.test.json',
  'sdk/api/tsconfig.test.json',
  'sdk/office/tsconfig.test.json',
  'sdk/plugin/tsconfig.test.json',
  'sdk/plugin-host/tsconfig.test.json',
  'sdk/cli/tsconfig.test.json',
  'server/tsconfig.test.json',
  'console/tsconfig.json',
  'test/tsconfig.json',
])
  run('tsc', ['-p', project])
run('oxlint', ['--type-aware', '--deny-warnings'])
run('oxfmt', ['--check', '.'])
