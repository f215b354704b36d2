import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DAY, organisationSchema, SYSTEM, type Organisation } from '@shaotai/core'
import type { Settings } from '../platform/config/settings.ts'
import { StartError } from '../platform/config/start-error.ts'
import type { OpenDatabase } from '../platform/db/open-database.ts'
import { findProblem } from '../platform/http/validate-input.ts'
import { hashPassword, makePassword } from '../session/password.ts'
import { readTemplatePolicy, seedPolicy } from '../policy/seed-policy.ts'
import { seedOrganisation } from './seed-organisation.ts'

const TWO_YEARS = 2 * 365 * DAY

export type SeededDemo = {
  county: string
  password: string
  generated: boolean
  accounts: { account: string; name: string; unit: string }[]
}

/** Fills an empty database from the configured template; does nothing when there is a county already. */
export async function seedDemo({
  settings,
  database,
}: {
  settings: Pick<Settings, 'template' | 'demoPassword'>
  database: OpenDatabase
}): Promise<SeededDemo | undefined> {
  if (!settings.template) return undefined
  const existing = await database.db.read.selectFrom('counties').select('id').limit(1).executeTakeFirst()
  if (existing) return undefined
  const organisation = readOrganisation(settings.template)
  const { template } = settings
  const showcase = readShowcase(template)
  const policy = readTemplatePolicy(templateDirectory(template))
  const password = settings.demoPassword ?? makePassword()
  const hash = await hashPassword(password)
  await database.unitOfWork.run({ county: organisation.county.id, actor: SYSTEM }, async (tx) => {
    await seedOrganisation(tx, organisation, hash)
    // In force since before any history that `shaotai demo` may invent.
    await seedPolicy(tx, policy, { effectiveAt: tx.now - TWO_YEARS, note: `随模板 ${template} 启用` })
    await tx.db
      .insertInto('installation')
      .values({ key: `showcase/${organisation.county.id}`, value: JSON.stringify(showcase) })
      .execute()
  })
  const units = new Map(organisation.units.map((unit) => [unit.id, unit.shortName ?? unit.name]))
  return {
    county: organisation.county.name,
    password,
    generated: settings.demoPassword === undefined,
    accounts: organisation.people
      .filter(({ account }) => showcase.includes(account))
      .map(({ account, name, unit }) => ({ account, name, unit: units.get(unit) ?? unit })),
  }
}

/** The organisation of a template: its `template.json` names the file. */
export function readOrganisation(template: string): Organisation {
  const root = templateDirectory(template)
  const { organisation = 'organisation.json' } = readJson(join(root, 'template.json')) as { organisation?: string }
  const value = readJson(join(root, organisation))
  const problem = findProblem(organisationSchema, value)
  if (problem)
    throw new StartError(
      `模板 ${template} 的组织机构有误：${problem.at}。`,
      `The organisation of template ${template} is wrong at ${problem.at}.`,
    )
  return value as Organisation
}

/** Accounts a template offers to try; `template.json` names them. */
export function readShowcase(template: string): string[] {
  const { showcase = [] } = readJson(join(templateDirectory(template), 'template.json')) as { showcase?: string[] }
  return showcase
}

/** Directory of a template by name. */
export function templateDirectory(template: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(template)) throw new StartError(`没有模板“${template}”。`, `There is no template "${template}".`)
  const root = dirname(fileURLToPath(import.meta.resolve('@shaotai/templates/package.json')))
  return join(root, template)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new StartError(`读不出模板文件 ${path}。`, `Cannot read the template file ${path}.`)
  }
}
