import { SILENT } from '../progress.ts'
import { runCommand } from '../run-command.ts'

/** Runs a command line in this process and collects what it prints; for tests that need no process of their own. */
export async function collect(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const plain = (text: string) => text
  const paint = { bold: plain, dim: plain, red: plain, amber: plain, green: plain }
  const status = await runCommand(args, {
    print: (text) => void out.push(text),
    complain: (text) => void err.push(text),
    progress: () => SILENT,
    ...paint,
  })
  return { status, out: `${out.join('\n')}\n`, err: `${err.join('\n')}\n` }
}
