import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { root } from '../support/root.ts'
import { runNode } from '../support/run.ts'
import { readText } from '../support/tracked-files.ts'

// Packages are built, packed and installed.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/** The `sh` blocks of a page, as one script. */
const script = (page: string) => [...(readText(page) ?? '').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '').join('')

let work = ''
/** Runs a script in the empty folder; nothing of the workspace is on its way but Node and the package manager. */
function sh(commands: string, folder = work) {
  // What the package manager that runs these tests says of itself would name another Node; where packages come from stays.
  const ours = /^(NODE|NODE_OPTIONS|NODE_PATH|INIT_CWD|pnpm_.*|npm_(?!config_(registry|cache|cafile|userconfig|noproxy|https?_proxy)$).*)$/i
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
  const path = [join(work, '.bin'), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter)
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', commands], {
    cwd: folder,
    env: { ...env, PATH: path, NO_COLOR: '1', npm_config_prefer_offline: 'true' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, out: `${stdout}${stderr}` }
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'shaotai-vendor-'))
  mkdirSync(join(work, '.bin'))
  writeFileSync(join(work, '.bin/pnpm'), '#!/bin/sh\nexec npx -y pnpm@12 "$@"\n')
  chmodSync(join(work, '.bin/pnpm'), 0o755)
  const { status, err } = runNode('scripts/pack-sdk.mjs', [join(work, 'sdk')], {
    env: { PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter) },
  })
  if (status !== 0) throw new Error(err)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('outside the workspace', () => {
  it('the SDK is seven files', () => {
    const files = readdirSync(join(work, 'sdk')).filter((file) => file.endsWith('.tgz'))
    expect(files.map((file) => file.replace(/-\d.*/, ''))).toEqual(
      ['api', 'cli', 'core', 'office', 'plugin', 'plugin-host', 'templates'].map((name) => `shaotai-${name}`),
    )
  })

  it('the page of the first plugin is true, command by command', () => {
    const { status, out } = sh(script('docs/vendor/first-plugin.zh-CN.md'))
    expect(status, out).toBe(0)
    for (const sentence of ['已建好', 'pass 4', '在隔离进程里也一样', 'pass 5', '已载入 热线接入', '可以打包', '已打包', '已签名', '可信'])
      expect(out).toContain(sentence)
  })

  it('what is not declared does not compile', () => {
    const entry = join(work, 'my-hotline/src/plugin.ts')
    const source = readFileSync(entry, 'utf8')
    writeFileSync(entry, source.replace("permissions: ['cases:create', 'cases:note']", "permissions: ['cases:create']"))
    const { status, out } = sh('pnpm run types', join(work, 'my-hotline'))
    writeFileSync(entry, source)
    expect(status).not.toBe(0)
    expect(out).toContain("Property 'note' does not exist")
  })

  it('the English page has the same commands', () => {
    expect(script('docs/vendor/first-plugin.md')).toBe(script('docs/vendor/first-plugin.zh-CN.md'))
  })
})
