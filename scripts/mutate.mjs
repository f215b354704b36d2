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
const LEAST = 85

// `pnpm mutate` runs all folders one after the other; `pnpm mutate sla` only those; `--again` only what the last run left alive, for tests added since.
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

let enough = true
for (const name of asked.length > 0 ? asked : Object.keys(FOLDERS)) {
  const { mutate = [`${name}/**/*.ts`], tests, slow = [] } = FOLDERS[name]
  const report = join(root, out, `${name}.json`)
  console.log(`\n${name}`)
  if (!again || !existsSync(report)) await run(name, { mutate: [...mutate.map(inCore), '!**/*.test.ts'], tests, report })
  // What is compiled once and kept is "covered" by the first test that asked for it, and by no other: so survivors meet every test.
  const found = JSON.parse(readFileSync(report, 'utf8'))
  const places = [...new Set(mutants(found).filter(isAlive).map(placeOf))]
  if (places.length > 0) {
    const second = join(root, out, `${name}.survivors.json`)
    await run(name, { mutate: places, tests: [...tests, ...slow], report: second, meetAll: true })
    adopt(found, JSON.parse(readFileSync(second, 'utf8')))
    writeFileSync(report, JSON.stringify(found))
  }
  enough = print(found) >= LEAST && enough
}
process.exitCode = enough ? 0 : 1

function inCore(path) {
  return `sdk/core/src/${path}`
}

async function run(name, { mutate, tests, report, meetAll = false }) {
  // Not by the tool's own `testFiles`: with it, what runs while a file is loaded is never broken.
  process.env.MUTATION_TESTS = tests.map(inCore).join(' ')
  process.env.MUTATION_MEETS_ALL = meetAll ? '1' : ''
  await new Stryker({
    mutate,
    ignorePatterns: ['**', '!sdk/core/src/**', '!sdk/core/package.json', '!templates/calendars/**', '!test/mutation/**', '!package.json'],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './test/mutation/ignore-schemas.mjs'],
    ignorers: ['schemas'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    concurrency: 1,
    timeoutMS: 10_000,
    timeoutFactor: 2,
    tempDirName: `${out}/${name}.sandbox`,
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
  }).runMutationTest()
}

function mutants({ files }) {
  return Object.entries(files).flatMap(([file, { mutants: own, source }]) => own.map((mutant) => ({ ...mutant, file, source })))
}

function isAlive({ status }) {
  return status === 'Survived' || status === 'NoCoverage'
}

/** The place of a mutant as the tool is asked for it: reports count columns from 1, ranges from 0. */
function placeOf({ file, location: { start, end } }) {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`
}

/** Takes over what the second run killed. */
function adopt(first, second) {
  const keyOf = (file, { location, mutatorName, replacement }) => JSON.stringify([file, location, mutatorName, replacement])
  const later = new Map(mutants(second).map((mutant) => [keyOf(mutant.file, mutant), mutant.status]))
  for (const [file, { mutants: own }] of Object.entries(first.files))
    for (const mutant of own) if (isAlive(mutant)) mutant.status = later.get(keyOf(file, mutant)) ?? mutant.status
}

/** Prints what survived and the figures of each file; gives the score in percent. */
function print(report) {
  for (const { file, source, location, mutatorName, replacement, status } of mutants(report).filter(isAlive)) {
    const line = source.split('\n')[location.start.line - 1]?.trim()
    console.log(`${file}:${location.start.line}:${location.start.column} ${status} ${mutatorName}: ${line} → ${replacement}`)
  }
  const files = Object.entries(report.files).map(([file, { mutants: own }]) => [file, own])
  for (const [file, own] of [...files, ['all', files.flatMap(([, one]) => one)]]) {
    const count = (...statuses) => own.filter(({ status }) => statuses.includes(status)).length
    const [killed, timeout, survived, uncovered] = [count('Killed'), count('Timeout'), count('Survived'), count('NoCoverage')]
    const broken = killed + timeout + survived + uncovered
    if (broken === 0) continue
    const score = (100 * (killed + timeout)) / broken
    console.log(
      `${file}: ${broken} broken, ${killed} killed, ${timeout} timeout, ${survived} survived, ${uncovered} not covered: ${score.toFixed(1)} %`,
    )
    if (file === 'all') return score
  }
  return 100
}
