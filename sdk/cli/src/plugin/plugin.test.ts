import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'
import { aProject, edit, running } from './a-project.fixture.ts'
import { KINDS } from './create.ts'

// Processes start; a busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const made: string[] = []
const project = async (kind: string) => {
  const folder = await aProject(kind)
  made.push(folder)
  return folder
}
afterAll(() => made.forEach((folder) => rmSync(dirname(folder), { recursive: true, force: true })))
const plugin = (...args: string[]) => collect('plugin', ...args)
const json = async (...args: string[]) => {
  const { status, out } = await plugin(...args, '--json')
  return { status, value: JSON.parse(out) as Record<string, unknown> }
}

describe('plugin create', () => {
  it.each(Object.keys(KINDS))('%s: its tests are green, also under accidents, and it packs without a hint', async (kind) => {
    const folder = await project(kind)
    for (const chaos of [[], ['--chaos']]) {
      const { status, value } = await source('plugin', 'test', folder, ...chaos, '--json')
      expect([status, value['failed'], value['output']]).toEqual([0, 0, undefined])
      expect(value['passed']).toBeGreaterThan(0)
    }
    expect(await json('pack', folder)).toMatchObject({ status: 0, value: { packed: true, findings: [] } })
  })

  it.each<[what: string, args: string[], sentence: string]>([
    ['no kind where nobody can be asked', ['x'], '--kind'],
    ['a kind there is not', ['x', '--kind', 'fax'], '应为以下之一'],
    ['a name that is none', [join(tmpdir(), 'No Name'), '--kind', 'blank'], '小写字母'],
    ['an id that is none', [join(tmpdir(), 'x-y-z'), '--kind', 'blank', '--id', 'x'], '形如 cn.acme.hotline'],
    ['a folder that is in use', [tmpdir(), '--kind', 'blank'], '不为空'],
  ])('refuses %s', async (_, args, sentence) => {
    const { status, err } = await plugin('create', ...args)
    expect([status, err]).toEqual([2, expect.stringContaining(sentence)])
  })
})

/** A command in a process of its own, with the sources of this workspace. */
async function source(...args: string[]): Promise<{ status: number; value: Record<string, unknown> }> {
  const command = running(...args)
  const status = await command.ended()
  return { status, value: JSON.parse(command.lines.join('\n')) as Record<string, unknown> }
}

describe('plugin validate', () => {
  it('adds a permission that is used and not declared', async () => {
    const folder = await project('hotline')
    edit(folder, 'src/plugin.ts', "'cases:create', 'cases:note'", "'cases:note'")
    expect(await json('validate', folder)).toMatchObject({
      status: 1,
      value: { valid: false, findings: [{ code: 'permission-missing', place: 'manifest.json › contributions.intake.orders' }] },
    })
    expect(await json('validate', folder, '--fix')).toMatchObject({
      status: 0,
      value: { valid: true, fixed: ["permissions: 'cases:create'"] },
    })
    expect(readFileSync(join(folder, 'src/plugin.ts'), 'utf8')).toContain("permissions: ['cases:note', 'cases:create'],")
  })

  it('where no permission was declared at all', async () => {
    const folder = await project('blank')
    edit(folder, 'src/plugin.ts', /\n {2}permissions: .*/, '')
    edit(folder, 'src/plugin.ts', /\n {2}description: .*/, "\n  description: '留言',")
    expect(await json('validate', folder, '--fix')).toMatchObject({ status: 0, value: { fixed: ["permissions: 'cases:note'"] } })
  })

  it.each<[what: string, line: string, finding: object]>([
    [
      'files',
      "import { readFileSync } from 'node:fs'\nreadFileSync('/etc/passwd')",
      { code: 'denied-module', zh: expect.stringContaining('数据放 kv') },
    ],
    [
      'files, by the old name',
      "import { readFileSync } from 'fs'\nreadFileSync('/etc/passwd')",
      { code: 'denied-module', place: 'src/plugin.ts:1' },
    ],
    [
      'what is not installed',
      "import x from 'not-installed'\nx()",
      { place: 'src/plugin.ts:1', zh: expect.stringContaining('not-installed') },
    ],
    ['what is no TypeScript', 'const = 1', { place: 'src/plugin.ts:1' }],
    ['what throws when loaded', "throw new Error('broken at once')", { zh: expect.stringContaining('broken at once') }],
  ])('says where a plugin uses %s', async (_, line, finding) => {
    const folder = await project('blank')
    edit(folder, 'src/plugin.ts', /^/, `${line}\n`)
    expect(await json('validate', folder)).toMatchObject({ status: 1, value: { findings: [finding] } })
    expect(await json('pack', folder)).toMatchObject({ status: 1, value: { packed: false } })
  })
})

describe('a package', () => {
  let folder = ''
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = await project('sms')
    for (const [name, ...more] of [['vendor'], ['county', '--sm2'], ['stranger']] as const) await plugin('keygen', at(name), ...more)
    expect(await plugin('pack', folder, '-o', at('a.shaotai-plugin'))).toMatchObject({ status: 0, out: expect.stringContaining('已打包') })
  })

  it('is signed by its vendor and by the county, offline, and verified', async () => {
    expect(await json('verify', at('a.shaotai-plugin'), '--key', at('vendor.pub'))).toMatchObject({
      status: 1,
      value: { findings: [{ code: 'unsigned' }] },
    })
    expect(await json('sign', at('a.shaotai-plugin'), '--key', at('vendor.key'))).toMatchObject({
      value: { role: 'vendor', signer: 'acme' },
    })
    expect(await json('verify', at('a.shaotai-plugin'), '--key', at('vendor.pub'))).toMatchObject({ status: 0, value: { genuine: true } })
    expect(await json('verify', at('a.shaotai-plugin'), '--key', at('stranger.pub'))).toMatchObject({
      status: 1,
      value: { findings: [{ code: 'foreign-key' }] },
    })
    expect(await json('verify', at('a.shaotai-plugin'), '--key', at('vendor.pub'), '--county', at('county.pub'))).toMatchObject({
      status: 1,
      value: { findings: [{ code: 'not-countersigned' }] },
    })
    await plugin('sign', at('a.shaotai-plugin'), '--key', at('county.key'), '--countersign', '--signer', '某县')
    expect(await json('verify', at('a.shaotai-plugin'), '--key', at('vendor.pub'), '--county', at('county.pub'))).toMatchObject({
      status: 0,
      value: {
        genuine: true,
        signatures: [
          { role: 'county', signer: '某县', algorithm: 'sm2' },
          { role: 'vendor', algorithm: 'ed25519' },
        ],
      },
    })
  })

  it('is refused when one byte of it changed', async () => {
    const bytes = readFileSync(at('a.shaotai-plugin'))
    bytes[200] = (bytes[200] ?? 0) ^ 1
    writeFileSync(at('hurt'), bytes)
    expect(await plugin('verify', at('hurt'))).toMatchObject({ status: 1, out: expect.stringContaining('不可信，不要安装') })
  })

  it('shows the approver what a new version may do', async () => {
    const next = await project('sms')
    edit(next, 'src/plugin.ts', "version: '0.1.0'", "version: '0.2.0'")
    edit(
      next,
      'src/plugin.ts',
      'personalData: {',
      "permissions: ['cases:read'],\n  personalData: {\n    name: { to: ['gateway'], purpose: '称呼接收人' },",
    )
    await plugin('pack', next, '-o', at('b.shaotai-plugin'))
    const { status, out } = await plugin('diff', at('a.shaotai-plugin'), at('b.shaotai-plugin'))
    expect(status).toBe(1)
    for (const sentence of ['0.1.0 → 0.2.0', '+ 可以查看哨件  须审批', '+ 读取姓名原文，并发往 gateway：称呼接收人  须审批', '须重新审批'])
      expect(out).toContain(sentence)
    expect(await json('diff', at('a.shaotai-plugin'), at('a.shaotai-plugin'))).toMatchObject({
      status: 0,
      value: { changes: [], needsApproval: false },
    })
  })

  it.each<[what: string, args: string[]]>([
    ['a package that is not there', ['verify', 'there-is-none']],
    ['no package', ['sign', '--key', 'x']],
    ['a key that is none', ['sign', 'a.shaotai-plugin', '--key', 'package.json']],
    ['one package to compare', ['diff', 'a.shaotai-plugin']],
    ['a folder without a plugin', ['pack', '.']],
  ])('one sentence for %s', async (_, args) => {
    const { status, err } = await plugin(...args.map((one) => (existsSync(at(one)) && one !== '.' ? at(one) : one)))
    expect(status).toBe(2)
    expect(err).not.toContain('    at ')
  })
})

describe('plugin dev', () => {
  it('plays events in the real runner and swaps on save', async () => {
    const folder = await project('blank')
    const dev = running('plugin', 'dev', folder)
    try {
      await dev.until(/已载入 我的插件/)
      dev.say('event case.closed')
      await dev.until(/在 c1 留言：CS-2026-0001 已办结/)
      edit(folder, 'src/plugin.ts', '已办结`', '办完了`')
      const swapped = await dev.until(/已换上/)
      console.log(swapped)
      dev.say('event case.closed')
      await dev.until(/办完了/)
      edit(folder, 'src/plugin.ts', 'await cases', 'await cases.')
      await dev.until(/错误 src\/plugin\.ts/)
      dev.say('event case.closed')
      await dev.until(/办完了/)
      dev.say('nonsense')
      await dev.until(/没有命令 nonsense/)
      dev.say('quit')
      expect(await dev.ended()).toBe(0)
    } finally {
      dev.stop()
    }
  })

  it('sends one event and ends, for scripts', async () => {
    const command = running('plugin', 'dev', await project('blank'), '--event', 'case.closed', '--once', '--json')
    expect(await command.ended()).toBe(0)
    expect(command.lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['load', 'log', 'effect', 'result'])
  })
})
