import { ok } from '../../shared/result.ts'
import type { Act, Draft } from '../turn.ts'
import { isOpen, recomputed } from './policy.ts'

/**
 * A version with another working calendar came into force (日历变动, S1 工作日): what still runs on this case counts on it from now on,
 * unless the case's own policy freezes calendars. Each due time that moved is told, with what it was before.
 */
export const applyCalendar: Act<{ version: string }> = ({ context }, { version }) => {
  const { sla } = context.policy
  if (sla.onCalendarEdit === 'freeze') return ok([])
  const before = new Map((context.clocks?.() ?? []).map((clock) => [clock.key, clock]))
  const moved = (context.clocks?.(version) ?? []).flatMap((clock): Draft[] => {
    const was = before.get(clock.key)
    return was && isOpen(clock) && (was.dueAt !== clock.dueAt || was.provisional !== clock.provisional) ? [recomputed(clock, was)] : []
  })
  const changed: Draft = { type: 'case.calendarChanged', data: { version, calendar: sla.calendar } }
  return ok([changed, ...moved])
}
