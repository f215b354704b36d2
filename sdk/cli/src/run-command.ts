import { EXIT, UsageError, type Exit } from './exit.ts'
import { GENERAL_HELP, helpFor } from './help.ts'
import { checkDirectory } from './policy/check.ts'
import { diffDirectories } from './policy/diff.ts'
import { printDue } from './policy/due.ts'
import { runExamples } from './policy/examples.ts'
import { printHash } from './policy/hash.ts'
import type { Terminal } from './terminal.ts'

const COMMANDS: Readonly<Record<string, (args: string[], terminal: Terminal) => Exit>> = {
  'policy check': checkDirectory,
  'policy due': printDue,
  'policy examples': runExamples,
  'policy diff': diffDirectories,
  'policy hash': printHash,
}

/** Runs one command line and returns its exit code. Expected mistakes become one sentence, never a stack. */
export function runCommand(args: readonly string[], terminal: Terminal): Exit {
  const name = args.slice(0, 2).join(' ')
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) return explainUsage(args, terminal)
  const rest = args.slice(2)
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(helpFor(name))
    return EXIT.fine
  }
  try {
    return command(rest, terminal)
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error
    terminal.complain(terminal.red(error.message))
    terminal.complain(helpFor(name))
    return EXIT.usage
  }
}

function explainUsage(args: readonly string[], terminal: Terminal): Exit {
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help'
  if (asked) terminal.print(GENERAL_HELP)
  else terminal.complain(`${terminal.red(`没有命令 / no such command: ${args.slice(0, 2).join(' ')}`)}\n\n${GENERAL_HELP}`)
  return asked ? EXIT.fine : EXIT.usage
}

/** What `node:util` throws for options it does not know. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
