import { describe, expect, it } from 'vitest'
import { assemblePolicy, assembleTemplate, joinPath } from './assemble.ts'

const reader = (documents: Record<string, unknown>) => (path: string) => documents[path]

describe('joinPath', () => {
  it.each([
    ['a plain file', 'templates/xiajin', 'sla.json', 'templates/xiajin/sla.json'],
    ['one directory up', 'templates/xiajin', '../calendars/cn.json', 'templates/calendars/cn.json'],
    ['the directory itself', 'templates/xiajin', '.', 'templates/xiajin'],
    ['an absolute directory', '/srv/templates/xiajin', '../calendars/cn.json', '/srv/templates/calendars/cn.json'],
    ['a trailing slash', 'templates/xiajin/', './sla.json', 'templates/xiajin/sla.json'],
    ['above the start', 'xiajin', '../../calendars/cn.json', '../calendars/cn.json'],
    ['never above the root', '/xiajin', '../../cn.json', '/../cn.json'],
  ])('%s', (_name, directory, relative, expected) => expect(joinPath(directory, relative)).toBe(expected))
})

describe('assemblePolicy', () => {
  it('takes each kind from the file of its name and the calendars from the manifest', () => {
    const read = reader({
      't/x/policy.json': { format: 1, calendars: ['../calendars/cn.json'] },
      't/x/sla.json': { clocks: [] },
      't/calendars/cn.json': { id: 'cn' },
    })
    expect(assemblePolicy(read, 't/x')).toEqual({ format: 1, sla: { clocks: [] }, calendars: [{ id: 'cn' }] })
  })

  it('leaves out a kind without a file, and keeps the place of a missing calendar for the parser to name', () => {
    const read = reader({ 'x/policy.json': { format: 1, calendars: ['gone.json'] } })
    expect(assemblePolicy(read, 'x')).toEqual({ format: 1, calendars: [undefined] })
  })

  it('hands an unknown format on to the parser', () => {
    expect(assemblePolicy(reader({ 'x/policy.json': { format: 99 } }), 'x')).toEqual({ format: 99 })
  })
})

describe('assembleTemplate', () => {
  const documents = {
    't/x/policy.json': { format: 1 },
    't/x/profile.json': { title: 'template', vocabulary: { whistle: '呼叫' } },
    't/x/categories.json': [{ id: 'quick' }],
    't/h/template.json': { policy: '../x', organisation: 'organisation.json', profile: 'profile.json' },
    't/h/profile.json': { title: 'county' },
    't/h/organisation.json': { units: [] },
  }

  it('merges an overriding document key by key and leaves the others alone', () => {
    expect(assembleTemplate(reader(documents), 't/h')).toEqual({
      policy: { format: 1, profile: { title: 'county', vocabulary: { whistle: '呼叫' } }, categories: [{ id: 'quick' }] },
      organisation: { units: [] },
    })
  })

  it('does not change the documents it read', () => {
    assembleTemplate(reader(documents), 't/h')
    expect(documents['t/x/profile.json'].title).toBe('template')
  })

  it('takes a directory without template.json as a policy by itself', () => {
    expect(assembleTemplate(reader(documents), 't/x')).toMatchObject({
      policy: { profile: { title: 'template' } },
      organisation: undefined,
    })
  })

  it('replaces a list as a whole', () => {
    const read = reader({ ...documents, 't/h/template.json': { policy: '../x', categories: 'c.json' }, 't/h/c.json': [{ id: 'hard' }] })
    expect(assembleTemplate(read, 't/h').policy).toMatchObject({ categories: [{ id: 'hard' }] })
  })
})
