import { COMMANDS } from './commands.ts'
import { EXIT, UsageError, type Exit } from './exit.ts'
import { generalHelp, helpFor } from './help.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command line and returns its exit code. Expected mistakes become one sentence, never a stack. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<Exit> {
  const name = args.slice(0, 2).join(' ')
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) return explainUsage(args, terminal)
  const rest = args.slice(2)
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(helpFor(name))
    return EXIT.fine
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error
    if (rest.includes('--json')) terminal.print(JSON.stringify({ error: { sentence: error.message } }, undefined, 2))
    terminal.complain(terminal.red(error.message))
    terminal.complain(terminal.dim(`用法 usage: ${command.usage}`))
    return EXIT.usage
  }
}

function explainUsage(args: readonly string[], terminal: Terminal): Exit {
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help'
  if (asked) terminal.print(generalHelp())
  else terminal.complain(`${terminal.red(`没有命令 / no such command: ${args.slice(0, 2).join(' ')}`)}\n\n${generalHelp()}`)
  return asked ? EXIT.fine : EXIT.usage
}

/** What `node:util` throws for options it does not know. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
