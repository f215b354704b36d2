import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { root } = await import('./build-steps.mjs')
const { Stryker } = await import('@stryker-mutator/core')

/** The folders of the core whose decisions are broken on purpose, and the tests that must notice; slow ones are asked only about survivors. */
const FOLDERS = {
  calendar: { tests: ['calendar/*.test.ts', 'sla/deadline.test.ts'] },
  sla: { tests: ['sla/!(time-zone|deadline.property).test.ts'], slow: ['sla/deadline.property.test.ts'] },
  admission: { tests: ['admission/*.test.ts', 'case/act/admission.test.ts'] },
  scoring: { tests: ['scoring/*.test.ts'] },
  condition: { mutate: ['condition/{evaluate,look-up}.ts'], tests: ['condition/*.test.ts'] },
}

// `pnpm mutate` runs all folders one after the other; `pnpm mutate sla` only those; `--again` only what the last run left alive.
const args = process.argv.slice(2)
const again = args.includes('--again')
const asked = args.filter((arg) => arg !== '--again')
const unknown = asked.filter((name) => !Object.hasOwn(FOLDERS, name))
if (unknown.length > 0) {
  console.error(`没有目录 / no such folder: ${unknown.join(', ')}; 有 / there are: ${Object.keys(FOLDERS).join(', ')}`)
  process.exit(2)
}
process.chdir(root)
const out = '.stryker'
mkdirSync(join(root, out), { recursive: true })

for (const name of asked.length > 0 ? asked : Object.keys(FOLDERS)) {
  const known = `${out}/${name}.incremental.json`
  console.log(`\n${name}`)
  if (!again || !existsSync(known))
    await run(name, { force: true, coverageAnalysis: 'perTest', reporters: ['progress-append-only'], thresholds: { break: null } })
  // A test "covers" what ran for the first time in it: what is compiled once and kept is then asked of one test only. So survivors meet all tests.
  forgetSurvivors(known)
  await run(name, { slow: true, coverageAnalysis: 'off', reporters: ['progress-append-only', 'clear-text', 'json', 'html'] })
}

async function run(name, { slow: withSlow = false, ...options }) {
  const { mutate = [`${name}/**/*.ts`], tests, slow = [] } = FOLDERS[name]
  const inCore = (path) => `sdk/core/src/${path}`
  // Not by `testFiles`: with it, what runs while a file is loaded is never broken.
  process.env.MUTATION_TESTS = [...tests, ...(withSlow ? slow : [])].map(inCore).join(' ')
  await new Stryker({
    mutate: [...mutate.map(inCore), '!**/*.test.ts'],
    ignorePatterns: ['**', '!sdk/core/src/**', '!sdk/core/package.json', '!templates/calendars/**', '!test/mutation/**', '!package.json'],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './test/mutation/ignore-schemas.mjs'],
    ignorers: ['schemas'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    concurrency: 1,
    timeoutMS: 10_000,
    timeoutFactor: 2,
    tempDirName: `${out}/${name}.sandbox`,
    incremental: true,
    incrementalFile: `${out}/${name}.incremental.json`,
    clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
    jsonReporter: { fileName: `${out}/${name}.json` },
    htmlReporter: { fileName: `${out}/${name}.html` },
    thresholds: { high: 90, low: 85, break: 85 },
    allowConsoleColors: false,
    ...options,
  }).runMutationTest()
}

function forgetSurvivors(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const source of Object.values(report.files))
    source.mutants = source.mutants.filter(({ status }) => status !== 'Survived' && status !== 'NoCoverage')
  writeFileSync(file, JSON.stringify(report))
}
