import { hasErrors, type Finding } from '@shaotai/plugin-host/package'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'

/** Findings for a person: where, what, what to do. */
export function printFindings(findings: readonly Finding[], terminal: Terminal): void {
  for (const { severity, place, zh, en, code } of findings) {
    const paint = severity === 'error' ? terminal.red : terminal.amber
    terminal.print(
      `${paint(severity === 'error' ? '错误' : '提示')} ${terminal.bold(place)}  ${zh}\n     ${terminal.dim(`${en}  ${code}`)}`,
    )
  }
}

/** The exit of a command that found these. */
export function exitOf(findings: readonly Finding[]): Exit {
  return hasErrors(findings) ? EXIT.found : EXIT.fine
}
