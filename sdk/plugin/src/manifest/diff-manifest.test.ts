import { describe, expect, it } from 'vitest'
import { hotline } from '../a-plugin.fixture.ts'
import { diffManifest } from './diff-manifest.ts'
import type { Manifest } from './manifest.ts'
import { manifestOf } from './manifest-of.ts'

const base = manifestOf(hotline)
const changed = (change: (manifest: Mutable<Manifest>) => void): Manifest => {
  const copy = structuredClone(base) as Mutable<Manifest>
  change(copy)
  return copy
}
type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? Mutable<E>[] : T[K] extends object ? Mutable<T[K]> : T[K]
}

const sentences = (after: Manifest) =>
  diffManifest(base, after).map(({ text, needsApproval }) => `${needsApproval ? '须审批 ' : ''}${text.zh}`)

describe('what changes between two versions of a plugin', () => {
  it.each<[name: string, change: (manifest: Mutable<Manifest>) => void, sentences: string[]]>([
    ['nothing', () => undefined, []],
    ['a permission added', (m) => m.permissions.push('cases:urge'), ['须审批 可以催办哨件']],
    ['a permission given back', (m) => m.permissions.splice(0, 1), ['不再代为吹哨：建立哨件']],
    ['another method', (m) => m.egress['hotline']!.methods.push('PUT'), ['须审批 对“hotline”：增加 PUT 请求']],
    ['another purpose', (m) => (m.egress['hotline']!.purpose = '群发'), ['须审批 对“hotline”：用途由“拉取工单、回传办理结果”改为“群发”']],
    [
      'a new endpoint',
      (m) => (m.egress['sms'] = { from: 'sms', lan: false, methods: ['POST'], purpose: '发送短信', secrets: [] }),
      ['须审批 向管理员填写的“sms”地址发起 POST 请求：发送短信'],
    ],
    ['an endpoint given up', (m) => delete m.egress['hotline'], ['不再访问“hotline”']],
    [
      'personal data',
      (m) => (m.personalData.phone = { to: ['hotline'], purpose: '回访' }),
      ['须审批 读取电话号码原文，并发往 hotline：回访'],
    ],
    ['a contribution gone', (m) => m.contributions.scorings.splice(0), ['不再提供考核数据：时效分']],
    ['an address opened to all', (m) => (m.contributions.serves[0]!.access = 'public'), ['须审批 对外提供接口：状态（任何人可访问）']],
    ['a limit', (m) => (m.limits.requests = 50), ['每秒对外请求数由 20 改为 50']],
  ])('%s', (_name, change, expected) => {
    expect(sentences(changed(change))).toEqual(expected)
  })

  it('without an earlier version is everything it asks', () => {
    const asked = diffManifest(undefined, base).filter(({ needsApproval }) => needsApproval)
    expect(asked.map(({ kind, of }) => `${kind} ${of}`)).toEqual([
      'permission cases:create',
      'permission cases:note',
      'permission cases:read',
      'endpoint hotline',
    ])
  })

  it('speaks both languages', () => {
    for (const { text } of diffManifest(undefined, base)) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(text.en.length).toBeGreaterThan(5)
    }
  })
})
