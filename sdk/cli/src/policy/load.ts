import { statSync } from 'node:fs'
import { assembleTemplate, parsePolicy, type ParseRefusal, type Policy, type Result } from '@shaotai/core'
import { UsageError } from '../exit.ts'
import { readJson } from '../read-json.ts'

/** What a directory holds: the policy or why it is none, and the organisation of a ready-made county. */
export type Loaded = { policy: Result<Policy, ParseRefusal>; organisation: unknown }

/** Assembles and parses the policy or template in a directory. */
export function loadDirectory(directory: string | undefined): Loaded {
  if (directory === undefined) throw new UsageError('缺少目录 / a directory is missing')
  const isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (!isDirectory) throw new UsageError(`没有目录 ${directory} / no such directory`)
  const { policy, organisation } = assembleTemplate(readJson, directory.replaceAll('\\', '/'))
  return { policy: parsePolicy(policy), organisation }
}

/** The same for commands that need a valid policy: an invalid one stops them and names its first problem. */
export function loadPolicy(directory: string | undefined): Policy {
  const { policy } = loadDirectory(directory)
  if (policy.ok) return policy.value
  const [first] = policy.error.problems
  throw new UsageError(
    `${directory} 不是有效的制度 / is no valid policy: ${first?.code ?? policy.error.code} ${first?.at ?? ''}\n先运行 / first run: shaotai policy check ${directory}`,
  )
}
