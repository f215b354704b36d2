import { parseArgs } from 'node:util'
import { checkNode } from '../platform/config/check-node.ts'

const HELP = `shaotai demo [--cases N] [--seed S] [--until YYYY-MM-DD]
  写入一年可重现的演示哨件（仅限虚构县；服务须先停止）。
  Writes a reproducible year of invented cases; only for a fictional county, with the server stopped.
shaotai audit verify [--json]
  校验操作留痕与哨件经过是否被改动。退出码 0 完好，1 被改动。
  Verifies the audit log and every case's chain. Exit code 0 intact, 1 changed, 2 wrong usage.
shaotai history export [--out FILE]
  导出哨件经过，供 policy simulate 试算；不含姓名、文字、照片和地点。
  Writes what happened to every case for policy simulate, without names, words, photos and places.
`

/** Commands that work on the database of this installation: \`shaotai demo\`, \`shaotai audit verify\` and \`shaotai history export\`. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const wrong = checkNode(process.versions.node)
  if (wrong) return complain(wrong)
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cases: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
        json: { type: 'boolean', default: false },
        out: { type: 'string', short: 'o' },
        help: { type: 'boolean', default: false },
      },
    })
    const [command, what] = positionals
    if (values.help || command === undefined) return print(HELP)
    if (command === 'demo') {
      const cases = Number(values.cases)
      const seed = Number(values.seed)
      if (!Number.isInteger(cases) || cases < 1 || cases > 1_000_000 || !Number.isInteger(seed))
        return complain('--cases: 1…1000000, --seed: 整数')
      const { inventDemo } = await import('./invent-demo.ts')
      return await inventDemo({ cases, seed, until: values.until })
    }
    if (command === 'audit' && what === 'verify') {
      const { verifyInstallation } = await import('./verify-installation.ts')
      return await verifyInstallation({ json: values.json })
    }
    if (command === 'history' && what === 'export') {
      const { exportHistory } = await import('./export-history.ts')
      return await exportHistory({ out: values.out })
    }
    return complain(HELP)
  } catch (error) {
    const known = error instanceof Error && (error.name === 'StartError' || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
    return complain(known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}

process.exitCode = await runCommand(process.argv.slice(2))
