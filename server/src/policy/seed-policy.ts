import { readFileSync } from 'node:fs'
import { assembleTemplate, parsePolicy, policyHash, type Policy } from '@shaotai/core'
import { StartError } from '../platform/config/start-error.ts'
import { encodeJson } from '../platform/db/columns.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Reads and parses the policy of a template directory. Throws a `StartError` that names the first place that is wrong. */
export function readTemplatePolicy(directory: string): Policy {
  const parsed = parsePolicy(assembleTemplate(readDocument, directory).policy)
  if (parsed.ok) return parsed.value
  throw new StartError(`模板的制度有误：${parsed.error.at ?? ''}。`, `The policy of the template is wrong at ${parsed.error.at ?? ''}.`)
}

/** Puts a template's policy into force as version 1 of a county that has none. `effectiveAt` may lie in the past, so that invented history can follow it. */
export async function seedPolicy(tx: Tx, policy: Policy, { effectiveAt, note }: { effectiveAt: number; note: string }): Promise<void> {
  await tx.db
    .insertInto('policy_versions')
    .values({
      county_id: tx.context.county,
      hash: policyHash(policy),
      version: 1,
      document: encodeJson<unknown>(policy),
      status: 'published',
      effective_at: effectiveAt,
      created_by: 'template',
      created_at: tx.now,
      approved_by: 'template',
      approved_at: tx.now,
      note,
      findings: encodeJson<unknown>([]),
      based_on: null,
    })
    .execute()
}

function readDocument(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError(`读不出模板文件 ${path}。`, `Cannot read the template file ${path}.`)
  }
}
