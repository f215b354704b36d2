import { progressOn, SILENT, type Progress } from './progress.ts'

/** Where a command writes. Colours only where a person sees them. */
export type Terminal = {
  print(text: string): void
  complain(text: string): void
  /** How far a long command is; nothing for programs that read JSON, and where nobody watches standard error. */
  progress(what: string, options: { json: boolean | undefined; of?: number }): Progress
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  amber(text: string): string
  green(text: string): string
}

/** The terminal of this process: coloured if standard output is one and `NO_COLOR` is not set. */
export function processTerminal(): Terminal {
  const coloured = process.stdout.isTTY && !process.env['NO_COLOR']
  const paint = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text)
  return {
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
    progress: (what, { json, of }) => (json ? SILENT : progressOn(process.stderr, what, { of, now: Date.now })),
    bold: paint(1),
    dim: paint(2),
    red: paint(31),
    amber: paint(33),
    green: paint(32),
  }
}
