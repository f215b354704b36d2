import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assembleTemplate, DAY, inventHistory, organisationSchema, parsePolicy, parseValue, policyHash, type Policy } from '@shaotai/core'
import { root } from '../support/root.ts'

/** When the invented year begins. */
export const START = Date.UTC(2026, 0, 4, 16)
/** When it is looked at. */
export const UNTIL = START + 300 * DAY

/** The demonstration county's policy and as many invented cases under it as asked. */
export function inventYear(cases: number): { policy: Policy; cases: ReturnType<typeof toList> } {
  const template = assembleTemplate(readJson, join(root, 'templates/hechuan').replaceAll('\\', '/'))
  const policy = parsePolicy(template.policy)
  const organisation = parseValue(organisationSchema, template.organisation)
  if (!policy.ok || !organisation.ok) throw new Error('The template is not valid: run "pnpm shaotai policy check templates/hechuan"')
  const photo = { id: 'a'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 184_320 }
  const options = { cases, seed: 1, from: START, to: UNTIL, photos: [photo], texts: ['情况属实，已处理。'], comments: ['及时'] }
  return { policy: policy.value, cases: toList(inventHistory(policy.value, policyHash(policy.value), organisation.value, options)) }
}

function toList(history: ReturnType<typeof inventHistory>) {
  return [...history]
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
