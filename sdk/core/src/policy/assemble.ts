import { POLICY_FORMAT, POLICY_KINDS } from './schema.ts'

/** Reads one JSON document of a template by its path; `undefined` when there is none. The only contact with the outside. */
export type ReadDocument = (path: string) => unknown

/** What a template directory holds: a policy, and for a ready-made county its organisation. Both are still to be parsed. */
export type AssembledTemplate = { policy: unknown; organisation: unknown }

/**
 * Assembles a template directory: `template.json` names the policy directory, the organisation and the documents
 * of the county that override those of the policy; a directory without it is a policy by itself.
 */
export function assembleTemplate(read: ReadDocument, directory: string): AssembledTemplate {
  const manifest = asRecord(read(joinPath(directory, 'template.json')))
  if (!manifest) return { policy: assemblePolicy(read, directory), organisation: undefined }
  const policy = asRecord(assemblePolicy(read, joinPath(directory, asPath(manifest.policy) ?? '.'))) ?? {}
  for (const kind of POLICY_KINDS) {
    const path = asPath(manifest[kind])
    if (path !== undefined) policy[kind] = override(policy[kind], read(joinPath(directory, path)))
  }
  const organisation = asPath(manifest.organisation)
  return { policy, organisation: organisation === undefined ? undefined : read(joinPath(directory, organisation)) }
}

/**
 * Assembles the documents of a policy directory into one value, not yet parsed: `policy.json` gives the format and the calendars
 * by path, every other kind is the file of its name. Kinds without a file are left out, so that parsing says which are missing.
 */
export function assemblePolicy(read: ReadDocument, directory: string): unknown {
  const manifest = asRecord(read(joinPath(directory, 'policy.json'))) ?? {}
  const policy: Record<string, unknown> = { format: manifest.format ?? POLICY_FORMAT }
  for (const kind of POLICY_KINDS) {
    const document = kind === 'calendars' ? readCalendars(read, directory, manifest.calendars) : read(joinPath(directory, `${kind}.json`))
    if (document !== undefined) policy[kind] = document
  }
  return policy
}

/** Joins a path and one relative to it, resolving `.` and `..`. Both use `/`. */
export function joinPath(directory: string, relative: string): string {
  const parts: string[] = []
  for (const part of `${directory}/${relative}`.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function readCalendars(read: ReadDocument, directory: string, paths: unknown): unknown {
  if (!Array.isArray(paths)) return read(joinPath(directory, 'calendars.json'))
  return paths.map((path) => (typeof path === 'string' ? read(joinPath(directory, path)) : path))
}

/** A county's document replaces the template's; objects are merged key by key, so that a county names only what differs. */
function override(base: unknown, own: unknown): unknown {
  const before = asRecord(base)
  const after = asRecord(own)
  return before && after ? { ...before, ...after } : (own ?? base)
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

function asPath(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
