import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PolicyTemplateDocument } from '@shaotai/api'
import { assembleTemplate, namedUnits, policyHash, type Policy } from '@shaotai/core'
import { readTemplatePolicy } from './seed-policy.ts'

/** A policy that comes with the product, read and parsed. */
export type Template = Omit<PolicyTemplateDocument, 'document' | 'earlier'> & { readonly policy: Policy }

/** The templates of the product: every directory that is a policy by itself. They never change while the product runs. */
export function policyTemplates(): readonly Template[] {
  known ??= readTemplates()
  return known
}
let known: readonly Template[] | undefined

function readTemplates(): Template[] {
  const root = dirname(fileURLToPath(import.meta.resolve('@shaotai/templates/package.json')))
  const names = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
  const manifests = names.flatMap((name) => readJson(join(root, name, 'template.json')) ?? [])
  return names
    .filter((name) => existsSync(join(root, name, 'policy.json')))
    .map((id) => {
      const policy = readTemplatePolicy(join(root, id))
      // A county made ready from this policy says what its units are called.
      const county = manifests.find((one) => one.policy === `../${id}`)
      const { organisation } = assembleTemplate(readJson, join(root, county?.directory ?? id))
      return {
        id,
        ...describe(readText(join(root, id, 'README.md')), id),
        ...figures(policy),
        policy,
        units: unitsOf(policy, organisation),
      }
    })

  function readJson(path: string): Manifest | undefined {
    const text = readText(path)
    if (text === '') return undefined
    const value = JSON.parse(text) as Manifest
    return path.endsWith('/template.json') ? { ...value, directory: path.split('/').at(-2) ?? '' } : value
  }
}
type Manifest = { policy?: string; directory?: string }

/** The heading of its README without the word for what it is, and the first paragraph below. */
function describe(readme: string, id: string): { title: string; summary: string } {
  const [heading = '', ...rest] = readme.split('\n').filter((line) => line.trim() !== '')
  const title = heading.replace(/^#\s*/, '').replace(/(?:制度)?模板$/, '')
  return { title: title === '' ? id : title, summary: rest[0] ?? '' }
}

function figures(policy: Policy): Pick<Template, 'hash' | 'categories' | 'counts'> {
  return {
    hash: policyHash(policy),
    categories: policy.categories.map((category) => category.name),
    counts: {
      categories: policy.categories.length,
      items: policy.responsibilities.items.length,
      clocks: policy.sla.clocks.length,
      ratings: policy.evaluation.forms.length,
      scores: policy.scoring.models.length,
      ledgers: policy.ledgers?.length ?? 0,
      examples: policy.examples.length,
    },
  }
}

function unitsOf(policy: Policy, organisation: unknown): { id: string; name: string }[] {
  const named = namedUnits(policy)
  const units = (organisation as { units?: { id: string; name: string }[] } | undefined)?.units ?? []
  return units.filter((unit) => named.has(unit.id)).map(({ id, name }) => ({ id, name }))
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
