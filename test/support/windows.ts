import { expect } from 'vitest'
import type { Window } from './browser.ts'

/** Expects that no page of any person broke a rule: no console error, no CSP violation, no answer of class 5xx. */
export function expectNoProblems(windows: Readonly<Record<string, Window>>): void {
  const broken = Object.entries(windows).flatMap(([who, window]) => window.problems().map((problem) => `${who}: ${problem}`))
  expect(broken).toEqual([])
}
