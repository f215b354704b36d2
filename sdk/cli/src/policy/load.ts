import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import {
  assembleTemplate,
  organisationSchema,
  parsePolicy,
  parseValue,
  type Organisation,
  type ParseRefusal,
  type Policy,
  type Result,
} from '@shaotai/core'
import { UsageError } from '../exit.ts'
import { readJson, readJsonOf } from '../read-file.ts'
import { describeProblem } from './describe-problem.ts'

/** What a directory holds: the policy or why it is none, and the organisation of a ready-made county. */
export type Loaded = { policy: Result<Policy, ParseRefusal>; organisation: unknown }

/** Assembles and parses the policy or template in a directory. */
export function loadDirectory(directory: string | undefined): Loaded {
  if (directory === undefined) throw new UsageError('缺少目录 / a directory is missing')
  const isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (!isDirectory) throw new UsageError(`没有目录 ${directory} / no such directory`)
  const { policy, organisation } = assembleTemplate(readerOf(directory), directory.replaceAll('\\', '/'))
  return { policy: parsePolicy(policy), organisation }
}

/** The same for commands that need a valid policy: an invalid one stops them and names its first problem. */
export function loadPolicy(directory: string | undefined): Policy {
  return loadCounty(directory).policy
}

/** A valid policy and, of a ready-made county or a file, its organisation. */
export function loadCounty(directory: string | undefined, file?: string): { policy: Policy; organisation: Organisation | undefined } {
  const { policy, organisation } = loadDirectory(directory)
  if (policy.ok) return { policy: policy.value, organisation: readOrganisation(file, organisation) }
  const [first] = policy.error.problems
  throw new UsageError(
    `${directory} 不是有效的制度 / is no valid policy: ${first ? `${describeProblem(first)} ${first.at}` : policy.error.code}\n先运行 / first run: shaotai policy check ${directory}`,
  )
}

/** The county's units and people: from a file, or those of the directory; one that is not valid stops the command. */
export function readOrganisation(path: string | undefined, own: unknown): Organisation | undefined {
  const raw = path === undefined ? own : readJsonOf(path)
  if (raw === undefined) return undefined
  const parsed = parseValue(organisationSchema, raw)
  if (parsed.ok) return parsed.value
  const [first] = parsed.error.problems
  throw new UsageError(
    `机构人员数据不符合格式 / the organisation is not valid: ${first ? `${describeProblem(first)} ${first.at}` : parsed.error.code}`,
  )
}

/**
 * Reads the documents of a bundle and nothing else: they may lie in its directory or, as calendars and base policies do, in one beside
 * it; a link may lead nowhere outside the bundle.
 */
function readerOf(directory: string): (path: string) => unknown {
  const bundle = realpathSync(directory)
  const beside = dirname(bundle)
  return (path) => {
    const inside = (place: string, root: string) => place === root || place.startsWith(root.endsWith(sep) ? root : root + sep)
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined
    const folder = realpathSync(dirname(resolve(path)))
    const place = realpathSync(path)
    const isLink = place !== join(folder, basename(path))
    if (!inside(folder, beside) || (isLink && !inside(place, bundle)))
      throw new UsageError(`${path} 指向制度目录之外，不予读取 / leads out of the directory and is not read`)
    return readJson(path)
  }
}
