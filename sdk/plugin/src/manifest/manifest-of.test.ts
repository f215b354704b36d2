import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { hotline } from '../a-plugin.fixture.ts'
import { PLUGIN } from '../definition.ts'
import { definePlugin } from '../define-plugin.ts'
import { manifestOf } from './manifest-of.ts'
import { manifestSchema } from './manifest-schema.ts'

const check = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(manifestSchema)
const minimal = { id: 'cn.acme.b', version: '1.0.0', api: 'shaotai/1', vendor: 'acme', title: '标题' } as const

describe('a manifest', () => {
  it('is what the code declares, and conforms to its schema', () => {
    const manifest = manifestOf(hotline)
    expect(check(manifest), JSON.stringify(check.errors)).toBe(true)
    expect(manifest).toMatchObject({
      id: 'cn.acme.hotline',
      secrets: ['appKey'],
      permissions: ['cases:create', 'cases:note', 'cases:read'],
      egress: { hotline: { from: 'hotline', lan: true, auth: { kind: 'header', header: 'X-App-Key', secret: 'appKey', prefix: '' } } },
      limits: { heap: 96, requests: 20 },
      health: true,
      migrations: ['1.0.0'],
    })
    expect(manifest.contributions.events).toEqual([
      {
        id: 'case.dispatched',
        event: 'case.dispatched',
        attempts: 6,
        backoff: 10_000,
        timeout: 15_000,
        orderedBy: 'case',
        once: 'at-least',
      },
    ])
    expect(manifest.contributions.intake[0]).toMatchObject({ id: 'orders', source: 'orders', poll: { every: 60_000 } })
  })

  it('is the same every time, also of the smallest plugin', () => {
    expect(manifestOf(hotline)).toEqual(hotline[PLUGIN].manifest())
    expect(check(manifestOf(definePlugin(minimal)))).toBe(true)
  })

  it('sends messages that cost money once at most unless the plugin says otherwise', () => {
    const plugin = definePlugin(minimal)
      .channel('text', { title: '短信', kind: 'sms', send: async () => ({}) })
      .channel('robot', { title: '机器人', kind: 'im', send: async () => ({}) })
    expect(manifestOf(plugin).contributions.channels.map(({ id, once }) => [id, once])).toEqual([
      ['text', 'at-most'],
      ['robot', 'at-least'],
    ])
  })
})

describe('the schema refuses', () => {
  it.each<[what: string, path: string, value: unknown]>([
    ['a field nobody knows', 'extra', 1],
    ['an id that is no reverse domain name', 'id', '../evil'],
    ['a version that is none', 'version', 'latest'],
    ['another protocol', 'api', 'shaotai/2'],
    ['a permission that does not exist', 'permissions', ['*']],
    ['more memory than any plugin gets', 'limits.memory', 65_536],
    ['a method that is none', 'egress.hotline.methods', ['CONNECT']],
    ['a header with a line break', 'egress.hotline.auth.header', 'X-A\r\nX-B'],
    ['a widget outside its folder', 'contributions.fields.0.widget', { html: '../a.html', height: 100 }],
    ['an event that does not exist', 'contributions.events.0.event', 'case.exploded'],
    ['a poll every millisecond', 'contributions.intake.0.poll.every', 1],
  ])('%s', (_, path, value) => {
    const manifest = structuredClone(manifestOf(hotline)) as unknown as Record<string, unknown>
    expect(check(manifest)).toBe(true)
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, manifest)
    parent[last] = value
    expect(check(manifest)).toBe(false)
  })
})

describe('definePlugin refuses', () => {
  it('two contributions of one name', () => {
    const plugin = definePlugin(minimal).on('case.closed', async () => {})
    expect(() => plugin.on('case.closed', async () => {})).toThrow('give one of them another id')
    expect(() => plugin.on('case.closed', async () => {}, { id: 'again' })).not.toThrow()
  })

  it('a name with anything in it', () => {
    expect(() => definePlugin(minimal).field('Grid Code', { title: '网格', validate: () => null })).toThrow('small letters')
  })

  it('a duration the compiler could not see through', () => {
    const plugin = definePlugin(minimal).on('case.closed', async () => {}, { backoff: '-5s' })
    expect(() => manifestOf(plugin)).toThrow('Not a duration')
  })
})
