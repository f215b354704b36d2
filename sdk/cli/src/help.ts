import { COMMANDS } from './commands.ts'

const CODES = `退出码 exit codes:
  0  正常 / fine
  1  有发现：错误、不符或改动 / something was found: errors, mismatches, differences
  2  用法不对或文件读不了 / wrong usage or an unreadable file`

/** How one command is used. */
export function helpFor(name: string): string {
  const help = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (help === undefined) return generalHelp()
  const options = help.options === undefined ? '' : `\n${help.options.map((line) => `  ${line}`).join('\n')}\n`
  return `${help.usage}\n\n  ${help.zh}\n  ${help.en}\n${options}\n${CODES}`
}

/** What there is. */
export function generalHelp(): string {
  const lines = Object.entries(COMMANDS).map(([name, { zh, en }]) => `  ${name.padEnd(16)} ${zh}\n${' '.repeat(19)}${en}`)
  return `shaotai <命令 command> [--help]

${lines.join('\n')}

  demo, audit, history
                   在服务器上运行：见 pnpm shaotai demo --help
                   work on the database of a server: see pnpm shaotai demo --help

${CODES}`
}
