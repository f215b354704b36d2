import { afterEach, describe, expect, it } from 'vitest'
import { runNode } from '../support/run.ts'
import { plant } from './plant.ts'

const imports = (name: string) => `import { thing } from '${name}'\nexport const used = thing\n`

/** The arrows of ARCHITECTURE.md, each with an import or a call that breaks it. */
const BROKEN: readonly [arrow: string, path: string, source: string][] = [
  ['core → api', 'sdk/core/src/case/canary.ts', imports('@shaotai/api')],
  ['core → api by path', 'sdk/core/src/case/canary.ts', imports('../../../api/src/index.ts')],
  ['core → server by path', 'sdk/core/src/case/canary.ts', imports('../../../../server/src/case/load-case.ts')],
  ['core → Node', 'sdk/core/src/case/canary.ts', imports('node:fs')],
  ['core → Node without its prefix', 'sdk/core/src/case/canary.ts', imports('fs')],
  ['core → a library', 'sdk/core/src/case/canary.ts', imports('dayjs')],
  ['core → the time', 'sdk/core/src/sla/canary.ts', 'export const now = () => Date.now()\n'],
  ['core → a date', 'sdk/core/src/sla/canary.ts', 'export const now = () => new Date()\n'],
  ['core → chance', 'sdk/core/src/sla/canary.ts', 'export const dice = () => Math.random()\n'],
  ['a test of the core → api', 'sdk/core/src/case/canary.test.ts', imports('@shaotai/api')],
  ['api → server', 'sdk/api/src/case/canary.ts', imports('@shaotai/server')],
  ['api → console', 'sdk/api/src/case/canary.ts', imports('@shaotai/console')],
  ['api → Node', 'sdk/api/src/case/canary.ts', imports('node:crypto')],
  ['office → api', 'sdk/office/src/excel/canary.ts', imports('@shaotai/api')],
  ['office → server', 'sdk/office/src/excel/canary.ts', imports('@shaotai/server')],
  ['office → console', 'sdk/office/src/excel/canary.ts', imports('../../../../console/src/main.tsx')],
  ['office → Node', 'sdk/office/src/excel/canary.ts', imports('node:fs')],
  ['office → React', 'sdk/office/src/excel/canary.ts', imports('react')],
  ['cli → server', 'sdk/cli/src/canary.ts', imports('@shaotai/server')],
  ['server → console', 'server/src/case/canary.ts', imports('@shaotai/console')],
  ['server → console by path', 'server/src/case/canary.ts', imports('../../../console/src/main.tsx')],
  ['server → inside of the core', 'server/src/case/canary.ts', imports('@shaotai/core/src/case/decide.ts')],
  ['server → TypeORM', 'server/src/platform/canary.ts', imports('typeorm')],
  ['console → server', 'console/src/case/canary.tsx', imports('@shaotai/server')],
  ['console → server by path', 'console/src/case/canary.tsx', imports('../../../server/src/main.ts')],
  ['console → ajv', 'console/src/platform/form/canary.ts', imports('ajv')],
  ['console → ajv 2020', 'console/src/platform/form/canary.ts', imports('ajv/dist/2020.js')],
  ['core → office', 'sdk/core/src/case/canary.test.ts', imports('@shaotai/office/word')],
  ['api → office', 'sdk/api/src/case/canary.ts', imports('@shaotai/office/word')],
  ['server → office', 'server/src/case/canary.ts', imports('@shaotai/office/word')],
  ['console → Node', 'console/src/case/canary.tsx', imports('node:path')],
  ['core → plugin', 'sdk/core/src/case/canary.test.ts', imports('@shaotai/plugin')],
  ['office → plugin', 'sdk/office/src/excel/canary.ts', imports('@shaotai/plugin')],
  ['plugin → core', 'sdk/plugin/src/canary.ts', imports('@shaotai/core')],
  ['plugin → core by path', 'sdk/plugin/src/canary.ts', imports('../../core/src/index.ts')],
  ['plugin → Node', 'sdk/plugin/src/canary.ts', imports('node:fs')],
  ['plugin → a library', 'sdk/plugin/src/canary.ts', imports('typebox')],
  ['a test of the SDK → server', 'sdk/plugin/src/canary.test.ts', imports('@shaotai/server')],
  ['plugin-host → core', 'sdk/plugin-host/src/canary.ts', imports('@shaotai/core')],
  ['plugin-host → server', 'sdk/plugin-host/src/canary.ts', imports('@shaotai/server')],
  ['plugin-host → Nest', 'sdk/plugin-host/src/canary.ts', imports('@nestjs/common')],
  ['plugin-host → a database', 'sdk/plugin-host/src/canary.ts', imports('better-sqlite3')],
  ['api → plugin-host', 'sdk/api/src/case/canary.ts', imports('@shaotai/plugin-host')],
  ['console → plugin-host', 'console/src/case/canary.tsx', imports('@shaotai/plugin-host')],
  ['a plugin → core', 'plugins/canary/src/canary.ts', imports('@shaotai/core')],
  ['a plugin → api', 'plugins/canary/src/canary.ts', imports('@shaotai/api')],
  ['a plugin → server by path', 'plugins/canary/src/canary.ts', imports('../../../server/src/main.ts')],
  ['a plugin → plugin-host', 'plugins/canary/src/canary.ts', imports('@shaotai/plugin-host')],
  ['server → a plugin by path', 'server/src/case/canary.ts', imports('../../../plugins/sms/src/plugin.ts')],
  ['a story → server', 'test/story/canary.ts', imports('@shaotai/server')],
  ['a default export', 'sdk/core/src/case/canary.ts', 'export default 1\n'],
]

/** What must stay possible; a fence that stops everything is no fence either. */
const ALLOWED: readonly [arrow: string, path: string, source: string][] = [
  ['core → typebox', 'sdk/core/src/case/canary.ts', imports('typebox')],
  ['core → itself', 'sdk/core/src/case/canary.ts', imports('../shared/result.ts')],
  ['api → core', 'sdk/api/src/case/canary.ts', imports('@shaotai/core')],
  ['office → core', 'sdk/office/src/excel/canary.ts', imports('@shaotai/core')],
  ['cli → office', 'sdk/cli/src/canary.ts', imports('@shaotai/office/word')],
  ['console → office', 'console/src/policy/canary.ts', imports('@shaotai/office/word')],
  ['cli → core', 'sdk/cli/src/canary.ts', imports('@shaotai/core')],
  ['server → api', 'server/src/case/canary.ts', imports('@shaotai/api')],
  ['server → plugin-host', 'server/src/case/canary.ts', imports('@shaotai/plugin-host')],
  ['api → plugin', 'sdk/api/src/case/canary.ts', imports('@shaotai/plugin')],
  ['cli → plugin-host', 'sdk/cli/src/canary.ts', imports('@shaotai/plugin-host')],
  ['plugin-host → plugin', 'sdk/plugin-host/src/canary.ts', imports('@shaotai/plugin/protocol')],
  ['plugin-host → Node', 'sdk/plugin-host/src/canary.ts', imports('node:child_process')],
  ['a plugin → SDK', 'plugins/canary/src/canary.ts', imports('@shaotai/plugin')],
  ['a plugin → a library', 'plugins/canary/src/canary.ts', imports('dayjs')],
  ['a plugin exports itself', 'plugins/canary/src/plugin.ts', 'export default 1\n'],
  ['server → Node', 'server/src/case/canary.ts', imports('node:fs')],
  ['console → api', 'console/src/case/canary.tsx', imports('@shaotai/api')],
  ['console → antd', 'console/src/case/canary.tsx', imports('antd')],
]

let remove = () => {}
afterEach(() => remove())

function lint(path: string, source: string) {
  const planted = plant(['.oxlintrc.json'], { [path]: source })
  remove = planted.remove
  return runNode('node_modules/oxlint/bin/oxlint', ['--deny-warnings', '--format', 'unix', path], { cwd: planted.directory })
}

describe('oxlint stops', () => {
  it.each(BROKEN)('%s', (_, path, source) => {
    const { status, out } = lint(path, source)
    expect(out).toMatch(/no-restricted-(imports|globals|properties)|no-default-export/)
    expect(status).toBe(1)
  })
})

describe('oxlint lets pass', () => {
  it.each(ALLOWED)('%s', (_, path, source) => {
    expect(lint(path, source)).toMatchObject({ status: 0 })
  })
})
