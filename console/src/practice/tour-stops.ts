import type { PolicyDraft } from '@shaotai/api'
import type { Role } from '@shaotai/core'

/** The six stops, in their order. */
export const STOPS = ['check', 'limit', 'clauses', 'publish', 'whistle', 'sign'] as const
export type Stop = (typeof STOPS)[number]

/** Who stands at a stop; everybody else is made that person on the way there. */
export const ROLE_AT: Readonly<Record<Stop, Role>> = {
  check: 'policy-admin',
  limit: 'policy-admin',
  clauses: 'policy-admin',
  publish: 'policy-admin',
  whistle: 'town-clerk',
  sign: 'dispatcher',
}

/** Where the words stand: in the lower corner of the page that has nothing to fill in or to click. */
export const CORNER_AT: Readonly<Record<Stop, 'left' | 'right'>> = {
  check: 'left',
  limit: 'right',
  clauses: 'right',
  publish: 'right',
  whistle: 'right',
  sign: 'left',
}

/** What on the page a stop points at; it is framed. */
export const FRAMED_AT: Readonly<Record<Stop, string>> = {
  check: '[data-tour="check"]',
  limit: '[data-tour="trial"]',
  clauses: '[data-tour="faces"]',
  publish: '[data-tour="steps"]',
  whistle: '[data-tour="whistle"]',
  sign: '[data-tour="role"]',
}

/** Whether a page is the one of a stop, or one the stop leads on to. */
export function isAt(stop: Stop, pathname: string): boolean {
  return PLACE_AT[stop].test(pathname)
}

const PLACE_AT: Readonly<Record<Stop, RegExp>> = {
  check: /^\/policy$/,
  limit: /^\/policy\/drafts\/[^/]+\/sla$/,
  clauses: /^\/policy\/drafts\/[^/]+\/sla$/,
  publish: /^\/policy(\/review\/[^/]+|\/drafts\/.+)?$/,
  whistle: /^\/cases\/(new|[^/]+)$/,
  sign: /^\/(dispatch|assignments|cases\/[^/]+)$/,
}

/** The page of a stop; `limit` and `clauses` need a draft, and without one say so by undefined. */
export function pageOf(stop: Stop, drafts: readonly Pick<PolicyDraft, 'id' | 'status'>[]): string | undefined {
  const open = drafts.find((one) => one.status === 'draft' || one.status === 'rejected')
  const underWay = open ?? drafts.find((one) => one.status === 'submitted')
  switch (stop) {
    case 'check':
      return '/policy'
    case 'limit':
    case 'clauses':
      return open && `/policy/drafts/${open.id}/sla`
    case 'publish':
      return underWay ? `/policy/review/${underWay.id}` : '/policy'
    case 'whistle':
      return '/cases/new'
    case 'sign':
      return '/dispatch'
  }
}
