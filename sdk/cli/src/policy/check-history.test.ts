import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const templates = dirname(fileURLToPath(import.meta.resolve('@shaotai/templates/package.json')))
let folder = ''
let history = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shaotai-check-history-'))
  history = join(folder, 'history.jsonl')
  cpSync(templates, folder, { recursive: true, filter: (path) => !path.includes('node_modules') })
  const args = ['policy', 'history', join(folder, 'hechuan'), '--cases', '60', '--until', '2026-11-01', '-o', history]
  expect((await collect(...args)).status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Answer = { blocked: boolean; findings: { code: string; at: string; params: Record<string, unknown> }[]; history: { cases: number } }

/** Checks a copy of the policy with one document changed. */
async function check(file: string, change: (document: never) => unknown, ...options: string[]) {
  const path = join(folder, 'xiajin', file)
  const before = readFileSync(path, 'utf8')
  const document = JSON.parse(before) as never
  change(document)
  writeFileSync(path, JSON.stringify(document))
  const answer = await collect('policy', 'check', join(folder, 'xiajin'), '--history', history, ...options)
  writeFileSync(path, before)
  return { ...answer, json: () => JSON.parse(answer.out) as Answer }
}

describe('policy check --history', () => {
  it('holds a policy against the cases of the file', async () => {
    const { json } = await check(
      'responsibilities.json',
      (list: { items: unknown[]; routes?: unknown[] }) => (list.items = list.items.slice(0, 1)),
      '--json',
    )
    const found = json().findings.find((one) => one.code === 'policy.history.off-list')
    expect(json().history.cases).toBe(60)
    expect((found?.params.samples as unknown[]).length).toBe(20)
    expect(found?.params.count).toBeGreaterThan(20)
  })

  it('a retyped field with stored words blocks', async () => {
    const { status, out } = await check('forms.json', ([form]: { schema: { properties: Record<string, unknown> } }[]) => {
      if (form) form.schema.properties.title = { type: 'integer', title: '标题' }
    })
    expect(status).toBe(1)
    expect(out).toContain('“标题”改了类型（文字 → 整数）')
    expect(out).toContain('policy.history.field-retyped /forms/0/schema/properties/title')
    expect(out).toContain('对照去年的哨件：60 件')
  })

  it('a file that is no history is refused with its place', async () => {
    const file = join(folder, 'broken.jsonl')
    writeFileSync(file, '{"format":"other"}\n')
    const { status, out, err } = await collect('policy', 'check', join(folder, 'xiajin'), '--history', file)
    expect([status, err.trim()]).toEqual([1, ''])
    expect(out).toContain('第 1 行')
  })
})
