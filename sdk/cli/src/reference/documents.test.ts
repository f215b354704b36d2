import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { assembleTemplate, POLICY_KINDS } from '@shaotai/core'
import { describe, expect, it, vi } from 'vitest'
import { readJson } from '../read-file.ts'
import { collect } from '../testing/collect.ts'
import { referenceDocuments } from './documents.ts'

// A busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = join(root, 'docs/reference')
const documents = referenceDocuments()
const templates = readdirSync(join(root, 'templates'), { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() &&
      readdirSync(join(root, 'templates', entry.name)).some((name) => name === 'policy.json' || name === 'template.json'),
  )
  .map((entry) => entry.name)

/** The validator a stranger would use: nothing of ours but the files. */
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
for (const [name, text] of documents) if (name.endsWith('.schema.json')) ajv.addSchema(JSON.parse(text) as object)
const check = (id: string, value: unknown) => {
  const validate = ajv.getSchema(`urn:shaotai:${id}`)
  if (!validate) throw new Error(`no schema ${id}`)
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

describe('the reference', () => {
  it.each([...documents.keys()])('has %s as it is now; `pnpm reference` writes it anew', (name) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(documents.get(name))
  })

  it('has nothing that nobody generates or wrote', () => {
    expect(
      readdirSync(folder)
        .filter((name) => !documents.has(name))
        .toSorted(),
    ).toEqual(['README.md', 'lints.md'])
  })

  it.each(templates)('describes the template %s, whole and kind by kind', (name) => {
    const { policy, organisation } = assembleTemplate(readJson, join(root, 'templates', name)) as {
      policy: Record<string, unknown>
      organisation: unknown
    }
    expect(check('policy', policy)).toEqual([])
    for (const kind of POLICY_KINDS) if (policy[kind] !== undefined) expect(check(`policy-${kind}`, policy[kind]), kind).toEqual([])
    if (organisation !== undefined) expect(check('organisation', organisation)).toEqual([])
    for (const example of policy['examples'] as unknown[]) expect(check('story', example)).toEqual([])
  })

  it('refuses what the parser refuses', () => {
    expect(check('story', { id: 's', title: 's', steps: [] })).not.toEqual([])
    expect(
      check('story', { id: 's', title: 's', steps: [{ at: '2026-09-01T09:00', actor: 'system', command: 'wait', also: 1 }] }),
    ).not.toEqual([])
    expect(check('facts', { format: 2, subjects: [], facts: [] })).not.toEqual([])
  })

  it('describes the history files the command line writes', async () => {
    const { out } = await collect('policy', 'history', join(root, 'templates/hechuan'), '--cases', '3')
    const [header, ...cases] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(check('history-header', header)).toEqual([])
    expect(cases).toHaveLength(3)
    for (const one of cases) expect(check('history-case', one)).toEqual([])
  })

  it('has stories and facts in its own text that are valid', () => {
    const blocks = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/```json\n([^]*?)```/g)].map(
      ([, text = '']) => JSON.parse(text) as unknown,
    )
    const [story, facts] = blocks
    expect(check('story', story)).toEqual([])
    expect(check('facts', facts)).toEqual([])
  })
})
