import { EVENT_WORDS, type CaseEvent, type ExampleProblem, type Policy } from '@shaotai/core'
import type { Terminal } from '../terminal.ts'

/** An event in words: 派件 → 待签收, 任务下达 ZF. */
export function eventWords(policy: Policy, { type, unit, to, reason }: CaseEvent): string {
  const state = to && policy.flows.flatMap((flow) => flow.states).find((one) => one.id === to.state)
  const words = [EVENT_WORDS[type], unit, to && `→ ${state?.name ?? to.state}`, reason && `（${reason.text}）`]
  return words.filter(Boolean).join(' ')
}

/** One line for what came out otherwise than expected. */
export function printProblem({ step, what, expected, actual }: ExampleProblem, terminal: Terminal): void {
  terminal.print(`    ${terminal.red('✗')} 第 ${step + 1} 步 ${what}：预期 ${show(expected)}，实际 ${show(actual)}`)
}

function show(value: unknown): string {
  return value === undefined ? '无' : typeof value === 'string' ? value : JSON.stringify(value)
}
