import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// Big inputs on a busy machine take their time; what must not happen is that they never end.
vi.setConfig({ testTimeout: 120_000 })

const templates = fileURLToPath(new URL('../../../../templates', import.meta.url))
let root = ''
const bundle = () => join(root, 'bundle/xiajin')
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shaotai-bad-'))
  for (const name of ['xiajin', 'calendars']) cpSync(join(templates, name), join(root, 'bundle', name), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

type Json = Record<string, unknown> & { id: string }
const path = (file: string) => join(bundle(), file)
const read = <T>(file: string): T => JSON.parse(readFileSync(path(file), 'utf8')) as T
const put = (file: string, value: unknown) =>
  writeFileSync(path(file), typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value))
/** Changes one document of the bundle. */
const edit = <T>(file: string, change: (value: T) => void) => {
  const value = read<T>(file)
  change(value)
  put(file, value)
}
const editForm = (field: unknown) =>
  edit<{ schema: { properties: Json } }[]>('forms.json', ([form]) => Object.assign(form?.schema.properties ?? {}, { bad: field }))
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What is done to the bundle, the exit code, and what the answer must name: the place, and in words what is wrong. */
const rows: [string, () => void, 1 | 2, RegExp][] = [
  ['a missing file', () => rmSync(path('sla.json')), 1, /缺少“时限规则”.*\/sla/],
  ['a document of the wrong type', () => put('sla.json', []), 1, /应为 object，现为 array.*\/sla/],
  [
    'a value of the wrong type',
    () => edit<{ calendar: unknown }>('sla.json', (sla) => (sla.calendar = 5)),
    1,
    /应为 string，现为 5 \/sla\/calendar/,
  ],
  ['an unknown key', () => edit<Json>('sla.json', (sla) => (sla['also'] = 1)), 1, /不认识的项“also” \/sla\/also/],
  ['a remote $ref', () => editForm({ $ref: 'https://example.org/x.json' }), 1, /form-schema\.ref-not-local \/forms\/0/],
  ['a $ref to a file', () => editForm({ $ref: 'file:///etc/passwd' }), 1, /form-schema\.ref-not-local \/forms\/0/],
  [
    'a catastrophic regex',
    () => editForm({ type: 'string', title: '坏', pattern: '^(?=(a+)+$)\\1$' }),
    1,
    /form-schema\.pattern-unsupported \/forms\/0/,
  ],
  ['a broken regex', () => editForm({ type: 'string', title: '坏', pattern: '(' }), 1, /form-schema\.pattern-invalid \/forms\/0/],
  [
    '100,000 items',
    () =>
      edit<{ items: Json[] }>(
        'responsibilities.json',
        (list) => (list.items = Array.from({ length: 100_000 }, (_, i) => ({ id: `X-${i}` }))),
      ),
    1,
    /最多 5000 项 \/responsibilities\/items/,
  ],
  [
    'duplicate ids',
    () => edit<Json[]>('categories.json', (all) => all.push(all[0] as Json)),
    1,
    /代号“.*”用了两次.*policy\.id\.duplicate \/categories/,
  ],
  [
    'a key __proto__',
    () => put('profile.json', readFileSync(path('profile.json'), 'utf8').replace('{', '{"__proto__": {"x": 1},')),
    1,
    /不能用“__proto__”作项名.*\/profile/,
  ],
  [
    'a key constructor',
    () => put('profile.json', readFileSync(path('profile.json'), 'utf8').replace('{', '{"constructor": 1,')),
    1,
    /不能用“constructor”作项名.*\/profile/,
  ],
  [
    'invalid UTF-8',
    () => put('profile.json', Buffer.concat([Buffer.from('{\n "title": "'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])),
    2,
    /profile\.json 第 2 行不是 UTF-8/,
  ],
  ['a byte order mark', () => put('profile.json', `\uFEFF${readFileSync(path('profile.json'), 'utf8')}`), 2, /profile\.json 开头有 BOM/],
  ['UTF-16', () => put('profile.json', Buffer.from(readFileSync(path('profile.json'), 'utf8'), 'utf16le')), 2, /profile\.json/],
  ['deep nesting', () => put('profile.json', nested(100_000)), 1, /层次太深|应为 object/],
  ['deep nesting inside', () => put('profile.json', `{"title": ${nested(5_000)}}`), 1, /层次太深，最多 64 层/],
  [
    'a huge number',
    () => put('sources.json', '[{"id": "a", "name": 1e999}]'),
    1,
    /不是 JSON 里可以有的值.*\/sources\/0\/name|\/sources\/0\/name/,
  ],
  ['a lone surrogate', () => put('sources.json', '[{"id": "a", "name": "\\ud800"}]'), 1, /有不能保存的字符 \/sources\/0\/name/],
  ['half a file', () => put('sla.json', '{ "calendar": '), 2, /sla\.json 不是 JSON/],
  ['an empty file', () => put('sla.json', ''), 2, /sla\.json 不是 JSON/],
  [
    'a link out of the directory',
    () => {
      writeFileSync(join(root, 'outside.json'), '[]')
      rmSync(path('sources.json'))
      symlinkSync(join(root, 'outside.json'), path('sources.json'))
    },
    2,
    /sources\.json 指向制度目录之外/,
  ],
  [
    'a calendar far away',
    () => edit<{ calendars: string[] }>('policy.json', (one) => (one.calendars = ['../../../../../etc/passwd'])),
    2,
    /指向制度目录之外/,
  ],
  [
    'a directory in place of a file',
    () => {
      rmSync(path('sources.json'))
      cpSync(join(root, 'bundle/calendars'), path('sources.json'), { recursive: true })
    },
    2,
    /sources\.json 不是普通文件/,
  ],
  ['an unknown format', () => edit<Json>('policy.json', (one) => (one['format'] = 99)), 1, /不认识的格式版本 99/],
]

describe('a bad bundle', () => {
  it.each(rows)('%s: a place and a sentence, never a stack', async (_, spoil, status, sentence) => {
    spoil()
    const answer = await collect('policy', 'check', bundle())
    expect(answer.status).toBe(status)
    expect(answer.out + answer.err).toMatch(sentence)
    expect(answer.out + answer.err).not.toMatch(/^\s+at .*\(|node:internal/m)
    // Every other command stops with one sentence.
    if (status === 2) expect((await collect('policy', 'hash', bundle())).status).toBe(2)
  })

  it('units above each other: a finding that names them', async () => {
    const file = join(templates, 'hechuan/organisation.json')
    const organisation = JSON.parse(readFileSync(file, 'utf8')) as { units: { id: string; parent?: string }[] }
    const [one, other] = organisation.units.slice(-2)
    Object.assign(one ?? {}, { parent: other?.id })
    Object.assign(other ?? {}, { parent: one?.id })
    writeFileSync(join(root, 'organisation.json'), JSON.stringify(organisation))
    const { status, out } = await collect('policy', 'check', bundle(), '--organisation', join(root, 'organisation.json'))
    expect(status).toBe(1)
    expect(out).toContain('单位互为上级')
  })

  it('says the same to machines', async () => {
    put('sla.json', '{')
    const { status, out } = await collect('policy', 'check', bundle(), '--json')
    expect(status).toBe(2)
    expect((JSON.parse(out) as { error: { sentence: string } }).error.sentence).toContain('sla.json 不是 JSON')
  })
})
