import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkNode } from './check-node.ts'
import { prepareDataDirectory } from './data-directory.ts'
import { loadSecrets } from './secrets.ts'
import { loadSettings, SETTINGS } from './settings.ts'
import { StartError } from './start-error.ts'

describe('settings', () => {
  test('an empty environment starts on the defaults', () => {
    const settings = loadSettings({})
    expect(settings).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      databaseUrl: undefined,
      template: 'hechuan',
      sessionIdleMs: 8 * 3_600_000,
    })
    expect(settings.dataDir.endsWith('/data')).toBe(true)
  })

  test.each([
    [{ PORT: 'abc' }, /PORT.*abc/],
    [{ PORT: '70000' }, /PORT/],
    [{ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'postgres://host' }, /DATABASE_URL/],
    [{ SHAOTAI_DEMO_PASSWORD: 'short' }, /SHAOTAI_DEMO_PASSWORD/],
    [{ SHAOTAI_DEMO_PASSWORD: 'changeme' }, /SHAOTAI_DEMO_PASSWORD/],
    [{ SHAOTAI_LOG_LEVEL: 'loud' }, /SHAOTAI_LOG_LEVEL/],
    [{ SHAOTAI_PUBLIC_URL: 'shaotai' }, /SHAOTAI_PUBLIC_URL/],
    [{ SHAOTAI_SESSION_IDLE_MINUTES: '0' }, /SHAOTAI_SESSION_IDLE_MINUTES/],
  ])('%o is refused in one sentence of each language', (env, expected) => {
    const error = caught(() => loadSettings(env))
    expect(error).toBeInstanceOf(StartError)
    expect((error as StartError).message).toMatch(expected)
    expect((error as StartError).zh).toMatch(/[\u4e00-\u9fff]/)
  })

  test('a database address with a password is never repeated', () => {
    expect(String(caught(() => loadSettings({ DATABASE_URL: 'mysql://u:hunter2@h/d' })))).not.toContain('hunter2')
  })

  test('every setting says what it is for', () => {
    for (const { about } of Object.values(SETTINGS)) expect(about.length).toBeGreaterThan(3)
  })

  test('docs/operations.md names every setting', () => {
    const text = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8')
    expect(Object.keys(SETTINGS).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

describe('secrets', () => {
  const directory = () => mkdtempSync(join(tmpdir(), 'shaotai-secrets-'))

  test('are made once, for this owner alone, and differ between installations', () => {
    const here = directory()
    const made = loadSecrets(here)
    expect(loadSecrets(here)).toEqual(made)
    expect(statSync(join(here, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(loadSecrets(directory()).auditKey.equals(made.auditKey)).toBe(false)
  })

  test.each(['', '{}', '{"auditKey":"eA==","lookupKey":"eA=="}', 'not json'])(
    'a damaged file (%j) stops the start and is not replaced',
    (content) => {
      const here = directory()
      writeFileSync(join(here, 'secrets.json'), content)
      expect(caught(() => loadSecrets(here))).toBeInstanceOf(StartError)
      expect(readFileSync(join(here, 'secrets.json'), 'utf8')).toBe(content)
    },
  )
})

describe('start', () => {
  test.each([
    ['20.20.2', true],
    ['25.9.0', true],
    ['26.0.0', false],
    ['27.1.0', false],
  ])('Node %s is too old: %s', (version, old) => {
    expect(checkNode(version) !== undefined).toBe(old)
  })

  test.runIf(process.platform === 'linux')('a file system that refuses new directories does not make the start hang', () => {
    expect(caught(() => prepareDataDirectory('/proc/shaotai/data'))).toBeInstanceOf(StartError)
  })

  test('a data directory that cannot be made is named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'shaotai-file-')), 'plain')
    writeFileSync(file, '')
    expect(String(caught(() => prepareDataDirectory(join(file, 'data'))))).toContain(file)
  })
})

function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
