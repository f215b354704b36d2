import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// Each call starts a process; a busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000 })

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const templates = fileURLToPath(new URL('../../../templates', import.meta.url))

/** Runs the command line as its users do: as a process of its own, in any time zone. */
function shaotai(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@shaotai/source', main, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, out: stdout, err: stderr }
}

let copy = ''
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'shaotai-cli-'))
  cpSync(templates, copy, { recursive: true, filter: (path) => !path.includes('node_modules') })
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

const policy = () => join(copy, 'hechuan')

/** Changes one document of the copied policy. */
function edit(file: string, change: (text: string) => string) {
  const path = join(copy, 'xiajin', file)
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

describe('policy due', () => {
  const due = (...args: string[]) => shaotai(['policy', 'due', policy(), ...args])

  it('names the make-up Saturday after the National Day holiday', () => {
    const { status, out } = due('--clock', 'reply', '--at', '2026-09-30T16:40')
    expect(status).toBe(0)
    expect(out).toContain('不计 节假日：国庆节')
    expect(out).toContain('到期  2026-10-10（周六）17:30')
  })

  it('takes the goal of the category', () => {
    expect(due('--clock', 'arrive', '--at', '2026-09-30T16:40', '--category', 'emergency').out).toContain('到期  2026-09-30（周三）17:10')
    expect(due('--clock', 'arrive', '--at', '2026-09-30T16:40', '--category', 'quick').out).toContain('到期  2026-09-30（周三）19:40')
  })

  it('says when the calendar does not reach so far', () => {
    expect(due('--clock', 'reply', '--at', '2026-12-30T16:40').out).toContain('暂定')
  })

  it('answers alike in any time zone', () => {
    const args = ['policy', 'due', policy(), '--clock', 'reply', '--at', '2026-09-30T23:30', '--json']
    const [china, america] = ['Asia/Shanghai', 'America/New_York'].map((TZ) => shaotai(args, { TZ }).out)
    expect(china).toBe(america)
    expect(JSON.parse(china ?? '')).toMatchObject({ clock: 'reply', provisional: false })
  })

  it.each([
    ['an unknown clock', ['--clock', 'nonsense', '--at', '2026-09-30T16:40'], '--clock 应为以下之一'],
    ['no time', ['--clock', 'reply'], '--at 应形如'],
    ['a day that does not exist', ['--clock', 'reply', '--at', '2026-02-30T16:40'], '--at 应形如'],
    ['an unknown category', ['--clock', 'reply', '--at', '2026-09-30T16:40', '--category', 'x'], '--category 应为以下之一'],
    ['an unknown option', ['--when', 'now'], '--when'],
  ])('refuses %s in one sentence', (_, args, sentence) => {
    const { status, err } = due(...args)
    expect(status).toBe(2)
    expect(err).toContain(sentence)
    expect(err).not.toContain('    at ')
  })
})

describe('policy check', () => {
  const check = (...args: string[]) => shaotai(['policy', 'check', policy(), ...args])

  it('passes the template of the demonstration county', () => {
    const { status, out } = check()
    expect(out).toContain('可以发布')
    expect(status).toBe(0)
  })

  it('names a reference that leads nowhere and what to do', () => {
    edit('categories.json', (text) => text.replace('"flow": "xiajin"', '"flow": "nowhere"'))
    const { status, out } = check()
    expect(status).toBe(1)
    expect(out).toMatch(/必须改.*nowhere/)
    expect(out).toContain('不能发布')
  })

  it('names a key nobody declared and where it stands', () => {
    edit('sla.json', (text) => text.replace('"onCalendarEdit"', '"onCalenderEdit"'))
    const { status, out } = check()
    expect(status).toBe(1)
    expect(out).toContain('不认识的项“onCalenderEdit” /sla/onCalenderEdit')
  })

  it('names an example that does not hold any more', () => {
    edit('sla.json', (text) => text.replace('"amount": 30,', '"amount": 20,'))
    const { status, out } = check()
    expect(status).toBe(1)
    expect(out).toContain('✗ 不符')
  })

  it('says the same to machines', () => {
    const { out } = check('--json')
    expect(JSON.parse(out)).toMatchObject({ valid: true, blocked: false, examples: [] })
  })

  it('refuses an organisation that is none', () => {
    writeFileSync(join(copy, 'units.json'), '{"units": 1}')
    expect(check('--organisation', join(copy, 'units.json'))).toMatchObject({
      status: 2,
      err: expect.stringContaining('机构人员数据不符合格式') as string,
    })
  })
})

describe('policy diff', () => {
  it('finds nothing between a policy and itself', () => {
    expect(shaotai(['policy', 'diff', policy(), join(templates, 'hechuan')])).toMatchObject({ status: 0, out: '没有改动\n' })
  })

  it('names the rule that changed, before and after', () => {
    edit('sla.json', (text) => text.replace('"amount": 3,\n          "unit": "hour"', '"amount": 2,\n          "unit": "hour"'))
    const { status, out } = shaotai(['policy', 'diff', join(templates, 'hechuan'), policy()])
    expect(status).toBe(1)
    expect(out).toMatch(/^ {2}~ .*到场.*3 小时.*2 小时/m)
    expect(out).toMatch(/^第.*条　到场时限$/m)
    expect(out).toContain('改动 1 处')
  })
})

describe('policy hash', () => {
  it('is the same for the same content and another for any change', () => {
    const before = shaotai(['policy', 'hash', policy()]).out
    expect(before).toMatch(/^[0-9a-f]{64}\n$/)
    edit('sla.json', (text) => `${text}\n  `)
    expect(shaotai(['policy', 'hash', policy()]).out).toBe(before)
    edit('sla.json', (text) => text.replace('"amount": 3,', '"amount": 2,'))
    expect(shaotai(['policy', 'hash', policy()]).out).not.toBe(before)
  })
})

describe('the command line', () => {
  it('explains itself in Chinese and English', () => {
    const { status, out } = shaotai(['--help'])
    expect(status).toBe(0)
    expect(out).toContain('算到期')
    expect(out).toContain('exit codes')
    expect(shaotai(['policy', 'due', '--help'])).toMatchObject({ status: 0, out: expect.stringContaining('--clock') as string })
  })

  it('colours nothing that is not a terminal', () => {
    expect(shaotai(['policy', 'examples', policy()]).out).not.toContain('\u001b')
  })

  it.each([
    ['an unknown command', ['policy', 'frobnicate'], '没有命令'],
    ['a missing directory', ['policy', 'hash'], '缺少目录'],
    ['a directory that is not there', ['policy', 'hash', 'no-such-place'], '没有目录'],
  ])('refuses %s', (_, args, sentence) => {
    expect(shaotai(args)).toMatchObject({ status: 2, err: expect.stringContaining(sentence) as string })
  })

  it('names a file that is no JSON', () => {
    writeFileSync(join(copy, 'xiajin/sla.json'), '{ "calendar": ')
    expect(shaotai(['policy', 'hash', policy()])).toMatchObject({ status: 2, err: expect.stringMatching(/sla\.json 不是 JSON/) as string })
  })
})
