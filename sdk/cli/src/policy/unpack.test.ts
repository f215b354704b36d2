import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { collect } from '../testing/collect.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const templates = fileURLToPath(new URL('../../../../templates', import.meta.url))
let folder = ''
const at = (name: string) => join(folder, name)
const unpack = (file: string, out: string, ...more: string[]) =>
  collect('policy', 'unpack', at(file), '--key', at('county.pub'), '-o', at(out), ...more)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shaotai-unpack-'))
  expect((await collect('policy', 'keygen', at('county'))).status).toBe(0)
  const packed = await collect('policy', 'pack', join(templates, 'jiangbei'), '--key', at('county.key'), '-o', at('policy.bundle'))
  expect(packed.status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('policy unpack', () => {
  it('gives a directory that is the policy that was packed, to the hash', async () => {
    const { status, out } = await unpack('policy.bundle', 'opened/jiangbei', '--json')
    expect(status).toBe(0)
    const { hash, files } = JSON.parse(out) as { hash: string; files: string[] }
    expect(readdirSync(at('opened/jiangbei')).toSorted()).toEqual(files.toSorted())
    expect(readdirSync(at('opened'))).toEqual(['jiangbei'])
    expect((await collect('policy', 'hash', at('opened/jiangbei'))).out.trim()).toBe(hash)
    expect((await collect('policy', 'hash', join(templates, 'jiangbei'))).out.trim()).toBe(hash)
  })

  it('writes into an empty directory', async () => {
    mkdirSync(at('empty'))
    expect((await unpack('policy.bundle', 'empty')).status).toBe(0)
    expect(readdirSync(at('empty'))).toContain('responsibilities.json')
  })

  it('overwrites nothing', async () => {
    mkdirSync(at('mine'))
    writeFileSync(at('mine/policy.json'), 'mine')
    const { status, err } = await unpack('policy.bundle', 'mine')
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('不覆盖') as string })
    expect(readdirSync(at('mine'))).toEqual(['policy.json'])
    expect(readFileSync(at('mine/policy.json'), 'utf8')).toBe('mine')
  })

  it('writes nothing of a bundle that was changed', async () => {
    const text = readFileSync(at('policy.bundle'), 'utf8')
    const { value } = (JSON.parse(text) as { signature: { value: string } }).signature
    writeFileSync(at('changed.bundle'), text.replace(value, `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`))
    const { status, out } = await unpack('changed.bundle', 'never')
    expect(status).toBe(1)
    expect(out).toContain('签名不对')
    expect(readdirSync(folder)).not.toContain('never')
  })

  it.each([
    ['no target', () => collect('policy', 'unpack', at('policy.bundle'), '--key', at('county.pub')), '-o'],
    ['no key', () => collect('policy', 'unpack', at('policy.bundle'), '-o', at('x')), '--key'],
    ['a bundle that is not there', () => unpack('nothing.bundle', 'x'), '没有文件'],
    ['a target below a file', () => unpack('policy.bundle', 'policy.bundle/x'), '写不了'],
  ])('stops at %s', async (_, run, sentence) => {
    expect(await run()).toMatchObject({ status: 2, err: expect.stringContaining(sentence) as string })
  })
})
