import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
const verify = (file: string, key = 'county.pub') => collect('policy', 'verify', at(file), '--key', at(key))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shaotai-pack-'))
  cpSync(templates, at('templates'), { recursive: true, filter: (path) => !path.includes('node_modules') })
  for (const name of ['county', 'other']) expect((await collect('policy', 'keygen', at(name))).status).toBe(0)
  expect((await collect('policy', 'pack', at('templates/xiajin'), '--key', at('county.key'), '-o', at('policy.bundle'))).status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('policy pack and verify', () => {
  it('opens what the owner of the key packed, with the hash the cases pin', async () => {
    const { status, out } = await verify('policy.bundle')
    expect(status).toBe(0)
    expect(out).toContain('可信')
    expect(out).toContain((await collect('policy', 'hash', at('templates/xiajin'))).out.trim())
  })

  it('refuses another key, and says so', async () => {
    const { status, out } = await verify('policy.bundle', 'other.pub')
    expect(status).toBe(1)
    expect(out).toContain('不是用您信任的公钥签名的')
  })

  it('refuses what was changed after signing', async () => {
    const text = readFileSync(at('policy.bundle'), 'utf8')
    const bundle = JSON.parse(text) as { signature: { value: string } }
    const value = bundle.signature.value
    writeFileSync(at('changed.bundle'), text.replace(value, `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`))
    const { status, out } = await verify('changed.bundle')
    expect(status).toBe(1)
    expect(out).toContain('签名不对')
  })

  it('keeps the private key to its owner and overwrites none', async () => {
    expect(statSync(at('county.key')).mode & 0o077).toBe(0)
    expect(await collect('policy', 'keygen', at('county'))).toMatchObject({ status: 2, err: expect.stringContaining('不覆盖') as string })
  })

  it('packs nothing that the check refuses', async () => {
    const file = at('templates/xiajin/categories.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"flow": "xiajin"', '"flow": "nowhere"'))
    const { status, out } = await collect('policy', 'pack', at('templates/xiajin'), '--key', at('county.key'), '-o', at('bad.bundle'))
    expect(status).toBe(1)
    expect(out).toContain('不能打包')
  })

  it.each([
    ['a file that is no key', () => verify('policy.bundle', 'policy.bundle'), '不是 PEM 格式'],
    ['a key that is not there', () => verify('policy.bundle', 'nobody.pub'), '没有文件'],
    ['a bundle that is not there', () => verify('nothing.bundle'), '没有文件'],
    ['no key at all', () => collect('policy', 'verify', at('policy.bundle')), '--key'],
  ])('stops at %s', async (_, run, sentence) => {
    expect(await run()).toMatchObject({ status: 2, err: expect.stringContaining(sentence) as string })
  })
})
