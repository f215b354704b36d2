import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One broken rule of WCAG 2.2 AA and the first places where it breaks. */
export type Barrier = { rule: string; impact: string; help: string; at: string[] }

type AxeResults = { violations: { id: string; impact?: string | null; help: string; nodes: { target: unknown[] }[] }[] }

/**
 * Barriers on the page as it is shown now, of impact serious or critical. The checker runs as a debugger's script,
 * so the page's Content-Security-Policy stays in force while it does.
 */
export async function findBarriers(page: Page, within = 'body'): Promise<Barrier[]> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<AxeResults, string>(
    (selector) =>
      (globalThis as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } }).axe.run(selector, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        resultTypes: ['violations'],
      }),
    within,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      help,
      at: nodes.slice(0, 3).map((node) => node.target.map(String).join(' ')),
    }))
}
