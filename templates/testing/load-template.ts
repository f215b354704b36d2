import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { organisationSchema, type Organisation } from '../../sdk/core/src/organisation/schema.ts'
import { assembleTemplate, type ReadDocument } from '../../sdk/core/src/policy/assemble.ts'
import { parsePolicy, parseValue } from '../../sdk/core/src/policy/parse.ts'
import type { Policy } from '../../sdk/core/src/policy/schema.ts'

/** A template directory as the server would read it, parsed. Throws with every place that does not parse. */
export function loadTemplate(name: string): { policy: Policy; organisation: Organisation } {
  const { policy, organisation } = assembleTemplate(read, join(templates, name))
  return { policy: parsed(parsePolicy(policy)), organisation: parsed(parseValue(organisationSchema, organisation)) }
}

const templates = join(dirname(fileURLToPath(import.meta.url)), '..')
const read: ReadDocument = (path) => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined)

function parsed<T>(result: { ok: true; value: T } | { ok: false; error: { problems: readonly { at: string; code: string }[] } }): T {
  if (!result.ok) throw new Error(result.error.problems.map(({ at, code }) => `${at}: ${code}`).join('\n'))
  return result.value
}
