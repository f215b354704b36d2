import { PRACTICE_PATH } from '@shaotai/api'

/** Whether this page belongs to the practice environment: the same pages below a path of their own. */
export const IN_PRACTICE = isBelow(PRACTICE_PATH)

/** What every address of this page begins with. */
export const BASE = IN_PRACTICE ? PRACTICE_PATH : ''

function isBelow(path: string): boolean {
  // Workers and tests have no page.
  const here = typeof document === 'undefined' ? '' : location.pathname
  return here === path || here.startsWith(`${path}/`)
}
