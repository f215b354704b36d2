import { PLACEHOLDERS } from '../notification/compose.ts'
import type { Notice } from '../notification/schema.ts'
import { ROLES } from '../organisation/role.ts'
import { possibleEvents } from './check-events.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Notices: placeholders that exist and can be filled at that event, an event that can happen, and somebody it reaches. */
export function checkNotices(policy: Policy): Finding[] {
  const possible = possibleEvents(policy)
  return policy.notifications.notices.flatMap((notice, index) => {
    const at = `/notifications/notices/${index}`
    const named = { notice: notice.name }
    return [
      ...placeholders(notice.text).flatMap((placeholder) => {
        if (!(PLACEHOLDERS as readonly string[]).includes(placeholder))
          return [finding('policy.notice.placeholder', `${at}/text`, { ...named, placeholder })]
        return fills(placeholder, notice)
          ? []
          : [finding('policy.notice.placeholder-empty', `${at}/text`, { ...named, placeholder, event: notice.on })]
      }),
      ...(possible.has(notice.on) ? [] : [finding('policy.notice.never', `${at}/on`, { ...named, event: notice.on })]),
      ...(notice.to.some((role) => reaches(role, notice))
        ? []
        : [finding('policy.notice.reaches-nobody', `${at}/to`, { ...named, roles: notice.to })]),
    ]
  })
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
}

/** Words about a clock or a request are known only to events that carry one. */
function fills(placeholder: string, { on }: Notice): boolean {
  if (placeholder === 'clock.due' || placeholder === 'clock.left') return on.startsWith('clock.')
  if (placeholder === 'clock.name') return on.startsWith('clock.') || on === 'card.issued'
  if (placeholder === 'card.name') return on === 'card.issued' || on.startsWith('order.') || on.startsWith('discipline.')
  if (placeholder.startsWith('request.')) return on.startsWith('request.') || on.startsWith('appeal.')
  if (placeholder === 'unit.name') return ABOUT_A_UNIT.some((start) => on.startsWith(start))
  return true
}

/** Events that carry the unit they are about. */
const ABOUT_A_UNIT = ['assignment.', 'clock.', 'request.', 'card.', 'order.', 'appeal.', 'rating.', 'discipline.']

function reaches(role: Notice['to'][number], { units }: Notice): boolean {
  const { side } = ROLES[role]
  if (units === 'cluster') return side === 'town'
  if (side === 'town') return units === 'town' || units === 'all'
  return side === 'department' ? units === 'assignee' || units === 'all' : true
}
